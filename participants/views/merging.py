"""Merging duplicates: find the record that stays, see both, read what will happen, do it once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now, today
from participants import access, queries
from participants.actions import merging
from participants.forms.merging import OtherRecordForm

ORG = {"org": "slug"}


@page(access.MERGE, finds=queries.organizations, by=ORG, methods="GET POST")
def organization_merge(request, organization):
    chosen = request.POST.get("into") or request.GET.get("into")
    if not chosen:
        return _search(request, organization)
    survivor = get_object_or_404(queries.organizations(request.actor), slug=chosen)
    refusals = []
    if request.method == "POST":
        try:
            merging.merge(request.actor, organization, survivor, at=now())
            messages.success(request, _("Merged. Both histories are on this record."))
            return redirect("participants:organization-record", org=survivor.slug)
        except CannotNow as refusal:
            refusals = refusal.sentences
    plan = queries.merge_plan(request.actor, organization, survivor, today())
    context = {"organization": organization, "plan": plan, "refusals": refusals or plan.objections}
    return render(request, "participants/organization_merge.html", context, status=409 if refusals else 200)


def _search(request, organization):
    form = OtherRecordForm(request.GET or None)
    words = form.words()
    found = queries.others_named(request.actor, organization, words)
    context = {"organization": organization, "form": form, "words": words, "found": found}
    return render(request, "participants/organization_merge.html", context)
