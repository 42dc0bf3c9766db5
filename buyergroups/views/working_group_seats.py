"""An organization's side of working groups: proposing, joining, sending people, leaving (Pact 4.2, 4.5)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import working_group_members as members
from buyergroups.actions import working_groups as actions
from buyergroups.forms.working_groups import Propose, Send
from buyergroups.queries import pages
from buyergroups.queries import working_groups as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at
from participants.access import EDIT_ORGANIZATION, VIEW_ORGANIZATION

ORG = {"org": "slug"}
SEAT = {"org": "organization__slug", "wg": "working_group__slug", "ref": "ref"}


@page(VIEW_ORGANIZATION, finds=pages.organizations, by=ORG)
def working_group_list(request, organization):
    context = {"organization": organization, **queries.of_organization(organization, today())}
    return render(request, "buyergroups/working_group_list.html", context)


@page(EDIT_ORGANIZATION, finds=pages.organizations, by=ORG, methods="GET POST")
def working_group_new(request, organization):
    people = queries.people_to_send(organization, today())
    form = Propose(request.POST or None, product_groups=queries.product_groups(), people=people)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if group := said_at(form, lambda: actions.propose(request.actor, organization, **facts, at=now()), "name"):
            messages.success(request, _("%(name)s is before the Steering Committee.") % {"name": group.name})
            return redirect("buyergroups:working-group-list", org=organization.slug)
    context = {"organization": organization, "form": form}
    return render(request, "buyergroups/working_group_new.html", context, status=422 if form.errors else 200)


@page(VIEW_ORGANIZATION, finds=pages.organizations, by=ORG, methods="GET POST")
def working_group_seats(request, organization, wg):
    """Who works in one group for an organization; the form sends somebody (more)."""
    seats = queries.seats_of(organization, wg, today())
    if seats is None:
        raise Http404
    form = Send(request.POST or None, people=seats.free)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _sent(request, seats, form), "person"):
        messages.success(request, _("%(name)s works in the group now.") % {"name": form.chosen().name})
        return redirect("buyergroups:working-group-seats", org=organization.slug, wg=wg)
    context = {"organization": organization, "seats": seats, "group": seats.group, "form": form}
    return render(request, "buyergroups/working_group_seats.html", context, status=422 if form.errors else 200)


def _sent(request, seats, form: Send):
    return members.join(request.actor, seats.group, seats.organization, form.chosen(), at=now())


@page(access.JOIN_WORKING_GROUP, finds=queries.own_seats, by=SEAT, methods="POST")
def seat_voice(request, member):
    members.pass_voice(request.actor, member, at=now())
    messages.success(request, _("%(name)s carries your voice now.") % {"name": member.user.name})
    return redirect("buyergroups:working-group-seats", org=member.organization.slug, wg=member.working_group.slug)


@page(access.LEAVE_WORKING_GROUP, finds=queries.own_seats, by=SEAT, methods="POST")
def seat_leave(request, member):
    members.leave(request.actor, member, at=now())
    messages.success(request, _("%(name)s is out of the group from today on.") % {"name": member.user.name})
    return redirect("buyergroups:working-group-list", org=member.organization.slug)
