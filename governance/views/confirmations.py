"""The yearly confirmation of a participant (Pact 2.1.4, register I-22)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.actions import confirmations as actions
from governance.forms.confirmations import Confirm
from governance.queries import confirmations as queries
from pact.access import page
from pact.clock import now
from participants.access import CONFIRM


@page(CONFIRM, finds=queries.organizations, by={"org": "slug"}, methods="GET POST")
def participation_confirm(request, organization):
    found = queries.standing(organization)
    known = {"last": found.given, "standing": found.last.outcome if found.last else "", "said": dict(found.answers)}
    form = Confirm(request.POST or None, **known)
    if request.method == "POST" and form.is_valid():
        evidence = form.cleaned_data["evidence"]
        screening = actions.confirm(request.actor, organization, form.answers(), evidence=evidence, at=now())
        messages.success(request, _said(screening))
        return redirect("participants:organization-participation", org=organization.slug)
    context = {"organization": organization, "standing": found, "form": form}
    return render(request, "governance/participation_confirm.html", context, status=422 if form.errors else 200)


def _said(screening) -> str:
    if screening.outcome == "CLEAR":
        return _("Confirmed. We ask again in twelve months.")
    return _("Thank you. The Steering Committee decides about it (Pact 2.1.4). Nothing changes until then.")
