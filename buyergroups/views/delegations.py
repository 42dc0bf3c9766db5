"""Appointing another organization for a coordinating role (Pact 3.2.3): both sides, and the Secretariat's check."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups.actions import delegations as actions
from buyergroups.forms.conflicts import ConflictQuestions
from buyergroups.forms.delegations import Propose, Reason
from buyergroups.queries import delegations as queries
from buyergroups.queries import pages
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import SECRETARIAT, SIGN_FOR_ORGANIZATION, VIEW_ORGANIZATION

ORG = {"org": "slug"}
DONE = {
    "accept": gettext_lazy("Accepted. The Secretariat now checks for a conflict of interest (2.1.4)."),
    "decline": gettext_lazy("Declined. The coordinating organisation is told."),
    "revoke": gettext_lazy("Revoked. It took effect at once."),
    "give_back": gettext_lazy("Given back. It took effect at once."),
}
FOUND = {
    "CLEAR": gettext_lazy("Recorded: no conflict of interest. It begins on its first day."),
    "CONFLICT": gettext_lazy("Recorded: a conflict of interest. Both organisations are told."),
    "DOUBT": gettext_lazy("Recorded: in doubt. The Steering Committee decides (2.1.4)."),
}
FOUND_AGAIN = {
    "CLEAR": gettext_lazy("Recorded: no conflict of interest. The check is good for twelve months."),
    "CONFLICT": gettext_lazy("Recorded: a conflict of interest. The appointment has ended; both sides are told."),
    "DOUBT": gettext_lazy("Recorded: in doubt. The Steering Committee decides (2.1.4); until then it stays in force."),
}


@page(VIEW_ORGANIZATION, finds=pages.organizations, by=ORG)
def delegation_list(request, organization):
    context = {"organization": organization, **queries.sides(request.actor, organization)}
    context["scopes"] = queries.scopes(organization, today())
    return render(request, "buyergroups/delegation_list.html", context)


@page(SIGN_FOR_ORGANIZATION, finds=pages.organizations, by=ORG, methods="GET POST")
def delegation_new(request, organization):
    scopes = queries.scopes(organization, today())
    if not scopes.groups:
        raise CannotNow(_("Only an organisation that coordinates a buyer group can appoint another one (Pact 3.2.3)."))
    form = Propose(request.POST or None, scopes=scopes, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(request.actor, scopes.participation, at=now(), **form.facts())
            messages.success(request, _("Proposed. %(name)s is asked to accept.") % {"name": form.facts()["delegate"]})
            return redirect("buyergroups:delegation-list", org=organization.slug)
        except CannotNow as refusal:
            form.add_error(None, refusal.sentences[0])
    context = {"organization": organization, "form": form}
    return render(request, "buyergroups/delegation_new.html", context, status=422 if form.errors else 200)


@page(VIEW_ORGANIZATION, finds=pages.organizations, by=ORG)
def delegation_detail(request, organization, ref, form=None):
    card = queries.card(request.actor, organization, ref)
    if card is None:
        raise Http404
    context = {"organization": organization, "card": card, "form": form or Reason(needed="decline" in card.steps)}
    return render(request, "buyergroups/delegation_detail.html", context, status=422 if form else 200)


@page(SIGN_FOR_ORGANIZATION, finds=pages.organizations, by=ORG, methods="POST")
def delegation_step(request, organization, ref, step):
    """Accept, decline, revoke or give back: whichever side this organization is on."""
    card = queries.card(request.actor, organization, ref)
    if card is None or step not in DONE:
        raise Http404
    form = Reason(request.POST, needed=step == "decline")
    if step != "accept" and not form.is_valid():
        return delegation_detail.__wrapped__(request, organization, ref, form=form)
    reason = form.cleaned_data.get("reason", "") if step != "accept" else ""
    actions.answer(request.actor, step, card.line.row, reason, at=now())
    messages.success(request, DONE[step])
    return redirect("buyergroups:delegation-detail", org=organization.slug, ref=ref)


@page(SECRETARIAT)
def delegation_queue(request):
    return render(request, "buyergroups/delegation_queue.html", {"queue": queries.queue(request.actor)})


@page(SECRETARIAT, finds=queries.delegations, methods="GET POST")
def delegation_check(request, delegation):
    """The check of 2.1.4 by the Secretariat."""
    again = delegation.state == "ACTIVE"
    form = ConflictQuestions(request.POST or None, last=delegation.screening.answers if again else None)
    if request.method == "POST" and form.is_valid():
        check, evidence = actions.check_again if again else actions.screen, form.cleaned_data["evidence"]
        found = check(request.actor, delegation, form.answers(), evidence=evidence, at=now())
        messages.success(request, (FOUND_AGAIN if again else FOUND)[found.outcome])
        return redirect("buyergroups:delegation-check", ref=delegation.ref)
    context = {"card": queries.check_card(request.actor, delegation), "form": form}
    return render(request, "buyergroups/delegation_check.html", context, status=422 if form.errors else 200)
