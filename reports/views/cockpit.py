"""Today: what needs the Secretariat."""

from django.shortcuts import render

from pact.access import page
from pact.clock import now
from reports import access
from reports.queries import cockpit as queries


@page(access.COCKPIT)
def cockpit(request):
    at = now()
    return render(request, "reports/cockpit.html", {"today": queries.cockpit(request.actor, at), "now": at})
