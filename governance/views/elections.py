"""Elections of the chair: the list, one election, and its steps (Pact 5.1.3)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import elections as actions
from governance.forms.elections import CallElection, ElectionVote, NameCandidate
from governance.queries import elections as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at


@page(access.SEE_VOTES)
def election_list(request):
    found = queries.committee_elections(request.actor)
    running = any(one.state in ("NOMINATING", "VOTING") for one in found)
    return render(request, "governance/election_list.html", {"elections": found, "running": running})


@page(access.CALL_COMMITTEE_ELECTION, methods="GET POST")
def election_call(request):
    form = CallElection(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid() and (called := said_at(form, lambda: _called(request, form))):
        messages.success(request, _("The election is called and the members have been told."))
        return redirect("governance:election-detail", ref=called.ref)
    return render(request, "governance/election_call.html", {"form": form}, status=422 if form.errors else 200)


def _called(request, form: CallElection):
    return actions.call(request.actor, queries.COMMITTEE, **form.cleaned_data, at=now())


@page(access.SEE_VOTES, finds=queries.elections)
def election_detail(request, election):
    return _drawn(request, election)


def _drawn(request, election, *, naming=None, voting=None):
    """The page of an election; a form that did not fit comes back with what was typed."""
    shown = queries.election_page(request.actor, election, now())
    forms = [one for one in (naming, voting) if one]
    context = {
        "page": shown,
        "election": election,
        "naming": naming or NameCandidate(nominees=shown.nominees),
        "voting": voting or ElectionVote(stands=shown.stands),
        "forms": forms,
        "now": now(),
    }
    return render(request, "governance/election_detail.html", context, status=422 if forms else 200)


@page(access.ELECT, finds=queries.elections, methods="POST")
def election_name(request, election):
    shown = queries.election_page(request.actor, election, now())
    form = NameCandidate(request.POST, nominees=shown.nominees)
    if not form.is_valid():
        return _drawn(request, election, naming=form)
    actions.name_candidate(request.actor, election, **form.cleaned_data, at=now())
    messages.success(request, _("Named. Whoever is named by another is asked by letter."))
    return redirect("governance:election-detail", ref=election.ref)


@page(access.ELECT, finds=queries.elections, methods="POST")
def election_answer(request, election):
    mine = queries.election_page(request.actor, election, now()).answers
    if mine is None:
        raise Http404
    accepts = request.POST.get("answer") == "yes"
    actions.answer(request.actor, mine, accepts=accepts, at=now())
    messages.success(request, _("You stand for election.") if accepts else _("You do not stand."))
    return redirect("governance:election-detail", ref=election.ref)


@page(access.ELECT, finds=queries.elections, methods="POST")
def election_vote(request, election):
    shown = queries.election_page(request.actor, election, now())
    form = ElectionVote(request.POST, stands=shown.stands)
    if not form.is_valid():
        return _drawn(request, election, voting=form)
    actions.vote(request.actor, election, form.chosen(), at=now())
    messages.success(request, _("Your vote is in the box. For whom is known to nobody."))
    return redirect("governance:election-detail", ref=election.ref)


@page(access.CALL_ELECTION, finds=queries.elections, methods="POST")
def election_close(request, election):
    closed = actions.close_round(request.actor, election, at=now())
    messages.success(request, _("The round is counted: %(state)s.") % {"state": closed.get_state_display()})
    return redirect("governance:election-detail", ref=election.ref)


@page(access.CALL_ELECTION, finds=queries.elections, methods="POST")
def election_cancel(request, election):
    actions.cancel(request.actor, election, at=now())
    messages.success(request, _("The election ended without a result."))
    return redirect("governance:election-detail", ref=election.ref)
