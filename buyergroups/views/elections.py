"""Electing the chair of a working group (Pact 4.3), by the mechanism that the Steering Committee elects with."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.forms.elections import CallChair, ChairBallot, NameChair
from buyergroups.queries import elections as queries
from buyergroups.queries.working_groups import working_groups
from governance.actions import elections as actions
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at

BY_SLUG = {"wg": "slug"}


@page(access.SUPPORT_WORKING_GROUP, finds=working_groups, by=BY_SLUG)
def election_list(request, group):
    found = queries.of_group(request.actor, group)
    running = any(one.state in ("NOMINATING", "VOTING") for one in found)
    context = {"group": group, "elections": found, "running": running}
    return render(request, "buyergroups/election_list.html", context)


@page(access.CALL_IN_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="GET POST")
def election_call(request, group):
    form = CallChair(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid() and (one := said_at(form, lambda: _called(request, group, form))):
        messages.success(request, _("The election is called and the members have been told."))
        return redirect("buyergroups:election-detail", wg=group.slug, ref=one.ref)
    context = {"group": group, "form": form}
    return render(request, "buyergroups/election_call.html", context, status=422 if form.errors else 200)


def _called(request, group, form: CallChair):
    return actions.call(request.actor, queries.BODY, body_ref=group.ref, **form.cleaned_data, at=now())


def _found(request, group, ref: str):
    election = queries.of_group_by_ref(request.actor, group, ref)
    if election is None:
        raise Http404
    return election


@page(access.SUPPORT_WORKING_GROUP, finds=working_groups, by=BY_SLUG)
def election_detail(request, group, ref):
    return _drawn(request, group, _found(request, group, ref))


def _drawn(request, group, election, *, naming=None, voting=None):
    """The page of an election; a form that did not fit comes back with what was typed."""
    shown = queries.election_page(request.actor, election, now())
    forms = [one for one in (naming, voting) if one]
    context = {
        "page": shown,
        "group": group,
        "election": election,
        "naming": naming or NameChair(nominees=shown.nominees),
        "voting": voting or ChairBallot(stands=shown.stands),
        "forms": forms,
        "now": now(),
    }
    return render(request, "buyergroups/election_detail.html", context, status=422 if forms else 200)


def _back(group, election):
    return redirect("buyergroups:election-detail", wg=group.slug, ref=election.ref)


@page(access.ELECT_IN_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="POST")
def election_name(request, group, ref):
    election = _found(request, group, ref)
    form = NameChair(request.POST, nominees=queries.election_page(request.actor, election, now()).nominees)
    if not form.is_valid():
        return _drawn(request, group, election, naming=form)
    actions.name_candidate(request.actor, election, **form.cleaned_data, at=now())
    messages.success(request, _("Named. Whoever is named by another is asked by letter."))
    return _back(group, election)


@page(access.ELECT_IN_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="POST")
def election_answer(request, group, ref):
    election = _found(request, group, ref)
    mine = queries.election_page(request.actor, election, now()).answers
    if mine is None:
        raise Http404
    accepts = request.POST.get("answer") == "yes"
    actions.answer(request.actor, mine, accepts=accepts, at=now())
    messages.success(request, _("You stand for election.") if accepts else _("You do not stand."))
    return _back(group, election)


@page(access.ELECT_IN_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="POST")
def election_vote(request, group, ref):
    election = _found(request, group, ref)
    form = ChairBallot(request.POST, stands=queries.election_page(request.actor, election, now()).stands)
    if not form.is_valid():
        return _drawn(request, group, election, voting=form)
    actions.vote(request.actor, election, form.chosen(), at=now())
    messages.success(request, _("Your vote is in the box. For whom is known to nobody."))
    return _back(group, election)


@page(access.CALL_IN_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="POST")
def election_close(request, group, ref):
    closed = actions.close_round(request.actor, _found(request, group, ref), at=now())
    messages.success(request, _("The round is counted: %(state)s.") % {"state": closed.get_state_display()})
    return _back(group, closed)


@page(access.CALL_IN_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="POST")
def election_cancel(request, group, ref):
    election = _found(request, group, ref)
    actions.cancel(request.actor, election, at=now())
    messages.success(request, _("The election ended without a result."))
    return _back(group, election)
