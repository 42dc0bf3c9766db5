"""An organization's part of the tender calendar (Pact 3.1.1.e)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import tender_rounds
from buyergroups.actions import tenders as actions
from buyergroups.forms.tender_stages import Partner
from buyergroups.forms.tenders import Tender
from buyergroups.queries import pages
from buyergroups.queries import tenders as queries
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import SECRETARIAT, VIEW_ORGANIZATION

ORG = {"org": "slug"}
OWN = {"org": "organization__slug", "ref": "ref"}


def said_at(form, act: Callable[[], Any]) -> Any:
    """What the act gives, or nothing after its refusal was put on the form."""
    try:
        with transaction.atomic():
            return act()
    except CannotNow as refusal:
        for sentence in refusal.sentences:
            form.add_error(None, sentence)
        if isinstance(refusal, actions.ChangedMeanwhile):
            form.show_both(queries.as_stored(form.row))
        return None


@page(VIEW_ORGANIZATION, finds=pages.organizations, by=ORG)
def tender_list(request, organization):
    context = {"organization": organization, **queries.of_organization(organization, today())}
    return render(request, "buyergroups/tender_list.html", context)


@page(access.ENTER_TENDER, finds=pages.organizations, by=ORG, methods="GET POST")
def tender_new(request, organization):
    form = Tender(request.POST or None, organization=organization, today=today())
    if request.method == "POST" and form.is_valid():
        stage, told = form.cleaned_data["stage"] or "IDEA", form.told()
        row = said_at(form, lambda: actions.enter(request.actor, organization, told, stage=stage, at=now()))
        if row:
            messages.success(request, _("Entered. It stands in the public calendar now."))
            return redirect("buyergroups:tender-detail", org=organization.slug, ref=row.ref)
    context = {"organization": organization, "form": form}
    return render(request, "buyergroups/tender_new.html", context, status=422 if form.errors else 200)


@page(VIEW_ORGANIZATION, finds=pages.organizations, by=ORG)
def tender_detail(request, organization, ref):
    row = queries.one_of(organization, ref)
    if row is None:
        raise Http404
    context = {"organization": organization, **queries.card(request.actor, row, organization, today())}
    return render(request, "buyergroups/tender_detail.html", context)


@page(access.ENTER_TENDER, finds=queries.own_tenders, by=OWN, methods="GET POST")
def tender_change(request, tender):
    form = Tender(request.POST or None, organization=tender.organization, today=today(), row=tender)
    if request.method == "POST" and form.is_valid():
        told, version = form.told(), form.cleaned_data["version"] or 0
        if said_at(form, lambda: actions.change(request.actor, tender, told, version=version, at=now())):
            messages.success(request, _("Saved. The public calendar shows it now."))
            return redirect("buyergroups:tender-detail", org=tender.organization.slug, ref=tender.ref)
    context = {"organization": tender.organization, "tender": tender, "form": form}
    return render(request, "buyergroups/tender_change.html", context, status=422 if form.errors else 200)


@page(access.ENTER_TENDER, finds=pages.organizations, by=ORG, methods="GET POST")
def tender_confirm(request, organization):
    """Twice a year: is this still right? (M20)"""
    if request.method == "POST":
        count = tender_rounds.confirm_all(request.actor, organization, at=now())
        messages.success(request, _("Thank you: %(n)s confirmed as of today.") % {"n": count})
        return redirect("buyergroups:tender-list", org=organization.slug)
    context = {"organization": organization, **queries.to_confirm(organization, today())}
    return render(request, "buyergroups/tender_confirm.html", context)


@page(access.ENTER_TENDER, finds=queries.own_tenders, by=OWN, methods="GET POST")
def tender_partners(request, tender):
    """Who buys together with it: found by a search, named by a button."""
    if request.method == "POST":
        partner = queries.participant(Partner(request.POST).code(), today())
        if partner is None:
            raise Http404
        actions.name_partner(request.actor, tender, partner, at=now())
        messages.success(request, _("%(name)s is named as a partner and told by e-mail.") % {"name": partner.name})
        return redirect("buyergroups:tender-detail", org=tender.organization.slug, ref=tender.ref)
    words = request.GET.get("q", "").strip()
    found = queries.partners_found(tender, words, today())
    context = {"organization": tender.organization, "tender": tender, "q": words, "found": found}
    return render(request, "buyergroups/tender_partners.html", context)


@page(access.ENTER_TENDER, finds=queries.own_tenders, by=OWN, methods="POST")
def tender_partner_drop(request, tender):
    partner = tender.partners.filter(slug=Partner(request.POST).code()).first()
    if partner is None:
        raise Http404
    actions.drop_partner(request.actor, tender, partner, at=now())
    messages.success(request, _("%(name)s is no longer named.") % {"name": partner.name})
    return redirect("buyergroups:tender-detail", org=tender.organization.slug, ref=tender.ref)


@page(access.BY_PARTNER, finds=pages.organizations, by=ORG, methods="POST")
def tender_leave(request, organization, ref):
    """A partner takes itself off."""
    row = queries.one_of(organization, ref)
    if row is None:
        raise Http404
    actions.drop_partner(request.actor, row, organization, at=now())
    messages.success(request, _("Your organisation is no longer named in this tender."))
    return redirect("buyergroups:tender-list", org=organization.slug)


@page(SECRETARIAT)
def tender_overview(request):
    """Every current tender by group, and those whose time has passed without news."""
    context = queries.every_tender_for_the_secretariat(today())
    return render(request, "buyergroups/tender_overview.html", context)
