"""Disputes as their parties see and carry them (Pact 6.7)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import disputes as actions
from governance.forms import disputes as forms
from governance.queries import disputes as queries
from governance.queries.terminations import own_cases
from pact.access import page
from pact.access.permissions import may
from pact.clock import now, today
from participants.access import VIEW_ORGANIZATION
from participants.queries import organizations, organizations_meant

ORG = {"org": "slug"}
OWN = {"org": "organization__slug", "ref": "dispute__ref"}


@page(VIEW_ORGANIZATION, finds=organizations, by=ORG)
def dispute_list(request, organization):
    parties = queries.own_parties(request.actor).filter(organization=organization).order_by("-dispute__opened_at")
    context = {
        "organization": organization,
        "disputes": [party.dispute for party in parties],
        "cases": own_cases(request.actor).filter(organization=organization).order_by("-noticed_at"),
        "takes_part": organization.pk in _active([organization]),
    }
    return render(request, "governance/dispute_list.html", context)


def _active(found):
    return queries.every_active_participant([one.pk for one in found], today())


@page(access.ARGUE, finds=organizations, by=ORG, methods="GET POST")
def dispute_new(request, organization):
    form = forms.OpenDispute(request.POST or None, own=organization, find=organizations_meant, active=_active)
    if form.is_valid():
        given = form.cleaned_data
        words = {"title": given["title"], "subject": given["subject"]}
        dispute = actions.open_dispute(request.actor, organization, given["others"], **words, at=now())
        messages.success(request, _("The dispute is open. The other parties have a letter."))
        return redirect("governance:dispute-detail", org=organization.slug, ref=dispute.ref)
    context = {"form": form, "organization": organization}
    return render(request, "governance/dispute_new.html", context, status=422 if form.errors else 200)


@page(VIEW_ORGANIZATION, finds=queries.own_parties, by=OWN)
def dispute_detail(request, party):
    return _drawn(request, party)


def _drawn(request, party, **bound):
    """The page of a dispute; a form that did not fit comes back with what was typed."""
    dispute, at = party.dispute, now()
    context = {
        "party": party,
        "dispute": dispute,
        "parties": list(dispute.parties.all()),
        "organization": party.organization,
        "can": may(request.actor, access.ARGUE, party),
        "days": queries.days_of(dispute, at),
        "next_step": queries.next_step(dispute, at),
        "entries": queries.timeline(dispute),
        "consult": forms.Consult(today=today(), initial={"on": today()}),
        "views": forms.Views(initial={"views": party.views}, prefix="views"),
        "settlement": forms.Settlement(initial={"words": dispute.settlement}, prefix="settlement"),
        "respond": forms.Respond(initial=_answered(party), prefix="respond"),
        **bound,
        "forms": list(bound.values()),
    }
    return render(request, "governance/dispute_detail.html", context, status=422 if bound else 200)


def _answered(party) -> dict:
    return {} if party.accepts is None else {"accepts": "yes" if party.accepts else "no", "note": party.acceptance_note}


def _done(request, party, sentence):
    messages.success(request, sentence)
    return redirect("governance:dispute-detail", org=party.organization.slug, ref=party.dispute.ref)


@page(access.ARGUE, finds=queries.own_parties, by=OWN, methods="POST")
def dispute_consult(request, party):
    form = forms.Consult(request.POST, today=today())
    if not form.is_valid():
        return _drawn(request, party, consult=form)
    actions.consult(request.actor, party, form.cleaned_data["words"], form.cleaned_data["on"], at=now())
    return _done(request, party, _("Recorded. The dispute can be presented now, should that not help."))


@page(access.ARGUE, finds=queries.own_parties, by=OWN, methods="POST")
def dispute_present(request, party):
    actions.present(request.actor, party, at=now())
    return _done(request, party, _("Presented. Every party is asked for its views."))


@page(access.ARGUE, finds=queries.own_parties, by=OWN, methods="POST")
def dispute_views(request, party):
    form = forms.Views(request.POST, prefix="views")
    if not form.is_valid():
        return _drawn(request, party, views=form)
    actions.give_views(request.actor, party, form.cleaned_data["views"], at=now())
    return _done(request, party, _("Your views are recorded. The other parties can read them."))


@page(access.ARGUE, finds=queries.own_parties, by=OWN, methods="POST")
def dispute_propose(request, party):
    form = forms.Settlement(request.POST, prefix="settlement")
    if not form.is_valid():
        return _drawn(request, party, settlement=form)
    actions.propose_settlement(request.actor, party, form.cleaned_data["words"], at=now())
    return _done(request, party, _("Proposed. It is settled when every party has confirmed these words."))


@page(access.ARGUE, finds=queries.own_parties, by=OWN, methods="POST")
def dispute_confirm(request, party):
    actions.confirm_settlement(request.actor, party, request.POST.get("words", ""), at=now())
    return _done(request, party, _("Confirmed."))


@page(access.ARGUE, finds=queries.own_parties, by=OWN, methods="POST")
def dispute_respond(request, party):
    form = forms.Respond(request.POST, prefix="respond")
    if not form.is_valid():
        return _drawn(request, party, respond=form)
    actions.respond(request.actor, party, **form.cleaned_data, at=now())
    return _done(request, party, _("Your answer is recorded."))
