"""Votes and decisions on the Secretariat's record of an organization."""

from django.core.paginator import Paginator
from django.shortcuts import render

from governance.queries.records import record_of
from pact.access import page
from participants.access import SECRETARIAT
from participants.queries import records


@page(SECRETARIAT, finds=records, by={"org": "slug"})
def organization_decisions(request, organization):
    found = record_of(request.actor, organization)
    paged = Paginator(found.votes, 25).get_page(request.GET.get("page"))
    context = {"organization": organization, "record": found, "page": paged}
    return render(request, "governance/organization_decisions.html", context)
