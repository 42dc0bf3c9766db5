"""The files of disputes, as the Secretariat keeps them and the committee reads them (Pact 6.7)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access, flow
from governance.actions import disputes as actions
from governance.actions import recommendations
from governance.forms import disputes as forms
from governance.queries import disputes as queries
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import SECRETARIAT


def _done(request, dispute, sentence):
    messages.success(request, sentence)
    return redirect("governance:dispute-file", ref=dispute.ref)


@page(SECRETARIAT)
def dispute_files(request):
    form = forms.DisputeFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.dispute_rows(request.actor, now(), show=asked.get("show") or "open", words=asked.get("words", ""))
    context = {"form": form, "page": Paginator(rows, 50).get_page(request.GET.get("page"))}
    return render(request, "governance/dispute_files.html", context)


@page(access.SEE_VOTES, finds=queries.disputes)
def dispute_file(request, dispute):
    context = {
        "dispute": dispute,
        "parties": list(dispute.parties.all()),
        "days": queries.days_of(dispute, now()),
        "next_step": queries.next_step(dispute, now()),
        "entries": queries.timeline(dispute),
        "steps": {step.name for step in flow.DISPUTE.open_to(request.actor, dispute)},
    }
    return render(request, "governance/dispute_file.html", context)


@page(access.PUT_TO_VOTE, finds=queries.disputes, methods="GET POST")
def dispute_put(request, dispute):
    form = forms.PutRecommendation(request.POST or None, today=today())
    if form.is_valid() and (decision := _put(request, dispute, form)):
        messages.success(request, _("The vote is open and the members have been asked."))
        return redirect("governance:decision-detail", ref=decision.ref)
    context = {"form": form, "dispute": dispute}
    return render(request, "governance/dispute_put.html", context, status=422 if form.errors else 200)


def _put(request, dispute, form):
    """The vote; where something stands in the way, the form says what, and nothing that was typed is lost."""
    words, closes_on = form.cleaned_data["recommendation"], form.cleaned_data["closes_on"]
    try:
        return recommendations.put(request.actor, dispute, words, closes_on=closes_on, at=now())
    except CannotNow as refusal:
        for sentence in refusal.sentences:
            form.add_error(None, sentence)
        return None


@page(access.PUT_TO_VOTE, finds=queries.disputes, methods="GET POST")
def dispute_settle(request, dispute):
    form = forms.Settlement(request.POST or None)
    if form.is_valid():
        actions.record_settlement(request.actor, dispute, form.cleaned_data["words"], at=now())
        return _done(request, dispute, _("Settled. The parties have a letter."))
    context = {"form": form, "dispute": dispute}
    return render(request, "governance/dispute_settle.html", context, status=422 if form.errors else 200)


@page(access.PUT_TO_VOTE, finds=queries.disputes, methods="POST")
def dispute_close(request, dispute):
    actions.close(request.actor, dispute, at=now())
    return _done(request, dispute, _("The dispute is closed."))
