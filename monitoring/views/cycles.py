"""The Secretariat's side: planning, opening, freezing, and who has reported."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from monitoring import access
from monitoring.actions import cycles as actions
from monitoring.forms.reporting import Plan
from monitoring.queries import chase
from monitoring.queries.submissions import cycles
from pact.access import page
from pact.clock import now, today

OF_YEAR = {"year": "year"}


@page(access.SECRETARIAT, methods="GET POST")
def cycle_list(request):
    form = Plan(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cycle = actions.plan(request.actor, at=now(), **form.cleaned_data)
        messages.success(request, _("The cycle %(year)s is planned.") % {"year": cycle.year})
        return redirect("monitoring:cycle-list")
    context = {**chase.cycles_page(request.actor), "form": form}
    return render(request, "monitoring/cycle_list.html", context, status=422 if form.is_bound else 200)


@page(access.SECRETARIAT, finds=cycles, by=OF_YEAR)
def cycle_detail(request, cycle):
    return render(request, "monitoring/cycle_detail.html", chase.cycle_page(request.actor, cycle, today()))


@page(access.SECRETARIAT, finds=cycles, by=OF_YEAR, methods="POST")
def cycle_open(request, cycle):
    actions.open_cycle(request.actor, cycle, at=now())
    actions.ensure_submissions(request.actor, at=now())
    messages.success(request, _("The cycle %(year)s is open. Everybody is told.") % {"year": cycle.year})
    return redirect("monitoring:cycle-detail", year=cycle.year)


@page(access.SECRETARIAT, finds=cycles, by=OF_YEAR, methods="GET POST")
def cycle_freeze(request, cycle):
    """Freezing cannot be taken back, so it is asked for on a page of its own."""
    if request.method == "POST":
        actions.freeze(request.actor, cycle, at=now())
        messages.success(request, _("The figures for %(year)s are frozen.") % {"year": cycle.year})
        return redirect("monitoring:cycle-detail", year=cycle.year)
    return render(request, "monitoring/cycle_freeze.html", chase.cycle_page(request.actor, cycle, today()))
