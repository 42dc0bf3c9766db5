"""Yearly figures on the Secretariat's record of an organization."""

from django.shortcuts import render

from monitoring.queries.records import record_of
from pact.access import page
from participants.access import SECRETARIAT
from participants.queries import records


@page(SECRETARIAT, finds=records, by={"org": "slug"})
def organization_figures(request, organization):
    context = {"organization": organization, "rows": record_of(request.actor, organization)}
    return render(request, "monitoring/organization_figures.html", context)
