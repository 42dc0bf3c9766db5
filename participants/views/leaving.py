"""“I am leaving”: what somebody may do here goes to colleagues, is shown once more, and then done at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now, today
from pact.deadlines.queries import desk
from participants import access, queries
from participants.actions import leaving
from participants.forms.leaving import LeavingForm
from participants.views.organizations import ORG


@page(access.HAND_OVER, finds=queries.organizations, by=ORG, methods="GET POST")
def people_leaving(request, organization):
    handing = queries.handing(request.actor, organization, today())
    form = LeavingForm(request.POST or None, handing=handing)
    if form.is_valid() and request.POST.get("sure") == "yes" and (answer := _done(request, organization, form)):
        return answer
    context = {"form": form, "organization": organization, "preview": form.is_valid(), "handing": handing}
    return render(request, "participants/people_leaving.html", {**context, "tasks": _tasks(request, organization)})


def _done(request, organization, form: LeavingForm):
    """Where to go afterwards; None, with the reason at the form, where something stands in the way."""
    try:
        staying = leaving.hand_over(request.actor, organization, form.to, invitee=form.invitee, on=today(), at=now())
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return None
    if staying:
        messages.success(request, _("Handed over. The rest stays with you until the invitation is accepted."))
        return redirect("participants:people", org=organization.slug)
    messages.success(request, _("You have left %(name)s. Thank you for your work.") % {"name": organization.name})
    return redirect("deadlines:desk")


def _tasks(request, organization) -> list[str]:
    found = desk(request.actor, now()).of(organization.name)
    return [line.title for line in (*found.needs_you, *found.coming_up)]
