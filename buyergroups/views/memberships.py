"""An organization's side: joining a group, stating its users served."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import memberships as actions
from buyergroups.actions import users_served as users_actions
from buyergroups.forms.memberships import Decline, Users
from buyergroups.queries import groups as queries
from buyergroups.queries import pages
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import VIEW_ORGANIZATION

OF_ORGANIZATION = {"org": "organization__slug", "ref": "ref"}


@page(VIEW_ORGANIZATION, finds=pages.organizations, by={"org": "slug"})
def membership_list(request, organization):
    context = {"organization": organization, **pages.of_organization(request.actor, organization, today())}
    return render(request, "buyergroups/membership_list.html", context)


@page(access.ANSWER_FOR_ORGANIZATION, finds=queries.own_memberships, by=OF_ORGANIZATION)
def membership_answer(request, membership, form=None, status=200):
    organization = membership.organization
    primary = pages.primary_group(organization, today())
    context = {"membership": membership, "organization": organization, "primary": primary, "form": form or Decline()}
    return render(request, "buyergroups/membership_answer.html", context, status=status)


@page(access.ANSWER_FOR_ORGANIZATION, finds=queries.own_memberships, by=OF_ORGANIZATION, methods="POST")
def membership_join(request, membership):
    actions.join(request.actor, membership, at=now())
    messages.success(request, _("Your organisation is now a member of the %(group)s.") % {"group": membership.group})
    return redirect("buyergroups:membership-list", org=membership.organization.slug)


@page(access.ANSWER_FOR_ORGANIZATION, finds=queries.own_memberships, by=OF_ORGANIZATION, methods="POST")
def membership_decline(request, membership):
    form = Decline(request.POST)
    if not form.is_valid():
        return membership_answer.__wrapped__(request, membership, form=form, status=422)
    actions.decline(request.actor, membership, form.cleaned_data["reason"], at=now())
    messages.success(request, _("Recorded. You can join at any time."))
    return redirect("buyergroups:membership-list", org=membership.organization.slug)


@page(access.STATE_USERS, finds=pages.organizations, by={"org": "slug"}, methods="GET POST")
def users_state(request, organization):
    central = pages.counted_by(organization, today())
    form = Users(request.POST or None, today=today(), initial=pages.last_stated(organization.pk, today()))
    if request.method == "POST" and form.is_valid():
        try:
            users_actions.state_users(request.actor, organization, at=now(), served_via=central, **form.cleaned_data)
            messages.success(request, _("Saved. The public list shows it now."))
            return redirect("buyergroups:membership-list", org=organization.slug)
        except CannotNow as refusal:
            form.add_error("as_of", refusal.sentences[0])
    context = {"organization": organization, "form": form, "central": central}
    return render(request, "buyergroups/users_state.html", context, status=422 if form.errors else 200)
