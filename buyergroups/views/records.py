"""Buyer groups on the Secretariat's record of an organization."""

from django.shortcuts import render

from buyergroups.queries.records import record_of
from pact.access import page
from pact.clock import today
from participants.access import SECRETARIAT
from participants.queries import records


@page(SECRETARIAT, finds=records, by={"org": "slug"})
def organization_groups(request, organization):
    context = {"organization": organization, "record": record_of(request.actor, organization, today())}
    return render(request, "buyergroups/organization_groups.html", context)
