"""First steps (Pact 6.3.1): an organization puts one aside; the Secretariat sees how far everybody is."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from pact.access import page
from pact.clock import now, today
from participants import access, queries
from participants.actions import onboarding
from participants.forms.onboarding import AsideForm
from participants.views.organizations import ORG


@page(access.EDIT_ORGANIZATION, finds=queries.organizations, by=ORG, methods="GET POST")
def onboarding_aside(request, organization, code):
    """One that is done, or put aside already, has no such page."""
    step = queries.step_waiting(request.actor, organization, code)
    if step is None:
        raise Http404
    form = AsideForm(request.POST or None)
    if form.is_valid():
        onboarding.put_aside(request.actor, organization, code, form.cleaned_data["reason"], at=now())
        return redirect("participants:organization-overview", org=organization.slug)
    context = {"form": form, "organization": organization, "step": step}
    return render(request, "participants/onboarding_aside.html", context, status=422 if form.errors else 200)


@page(access.SECRETARIAT)
def onboarding_list(request):
    paged = Paginator(queries.beginners(request.actor), 25).get_page(request.GET.get("page"))
    rows = queries.as_beginners(request.actor, paged.object_list)
    return render(request, "participants/onboarding_list.html", {"page": paged, "rows": rows, "today": today()})
