"""The first committee in the order of joining (Pact 5.1.4)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import constitution as actions
from governance.actions.members import member_of
from governance.forms.seats import AcceptSeat, DeclineSeat
from governance.queries import constitution as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at
from participants.queries import organizations


@page(access.FILL_SEATS)
def constitution(request):
    found = queries.constitution(request.actor, today())
    return render(request, "governance/constitution.html", {"constitution": found})


@page(access.FILL_SEATS, finds=organizations, by={"org": "slug"}, methods="POST")
def constitution_invite(request, organization):
    actions.invite(request.actor, organization, at=now())
    messages.success(request, _("%(name)s has been asked by letter.") % {"name": organization.name})
    return redirect("governance:constitution")


@page(access.FILL_SEATS, finds=organizations, by={"org": "slug"}, methods="GET POST")
def constitution_accept(request, organization):
    form = AcceptSeat(request.POST or None, organization=organization, today=today(), initial={"from_on": today()})
    if request.method == "POST" and form.is_valid() and (term := said_at(form, lambda: _seated(request, form))):
        told = {"name": organization.name, "number": term.seat_no}
        messages.success(request, _("%(name)s has seat %(number)s. The member has been told.") % told)
        return redirect("governance:constitution")
    context = {"form": form, "organization": organization}
    return render(request, "governance/constitution_accept.html", context, status=422 if form.errors else 200)


def _seated(request, form: AcceptSeat):
    at, organization = now(), form.organization
    user = member_of(organization, **form.member(), at=at)
    return actions.accept(request.actor, organization, user=user, from_on=form.cleaned_data["from_on"], at=at)


@page(access.FILL_SEATS, finds=organizations, by={"org": "slug"}, methods="GET POST")
def constitution_decline(request, organization):
    form = DeclineSeat(request.POST or None, initial={"declined_on": today()})
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _declined(request, organization, form)):
        messages.success(request, _("Recorded. Who joined later can go on."))
        return redirect("governance:constitution")
    context = {"form": form, "organization": organization}
    return render(request, "governance/constitution_decline.html", context, status=422 if form.errors else 200)


def _declined(request, organization, form: DeclineSeat):
    return actions.decline(request.actor, organization, **form.cleaned_data, at=now())
