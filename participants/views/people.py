"""An organization's people: who may do what, inviting, ending (Security E4)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, page, public_page, scope
from pact.access.floods import limited
from pact.clock import now, today
from participants import access, queries
from participants.actions import appointments, invitations
from participants.forms.organizations import InviteForm
from participants.views.doors import unkept
from participants.views.organizations import ORG


@page(access.VIEW_ORGANIZATION, finds=queries.organizations, by=ORG)
def people(request, organization):
    context = {
        "organization": organization,
        "people": queries.people_of(organization, today()),
        "invitations": queries.open_invitations(request.actor, organization, now()),
        "manages": access.MANAGE_ORGANIZATION.allows(request.actor, organization),
    }
    return render(request, "participants/people.html", context)


@page(access.MANAGE_ORGANIZATION, finds=queries.organizations, by=ORG, methods="GET POST")
def person_invite(request, organization):
    form = InviteForm(request.POST or None, initial={"roles": ["EDITOR"]})
    if form.is_valid():
        try:
            invitations.invite(request.actor, organization, **form.cleaned_data, at=now())
            messages.success(request, _("The invitation is on its way to %(to)s.") % {"to": form.cleaned_data["email"]})
            return redirect("participants:people", org=organization.slug)
        except CannotNow as refusal:
            form.add_error(None, refusal.sentences[0])
    return render(request, "participants/person_invite.html", {"form": form, "organization": organization})


@page(access.MANAGE_ORGANIZATION, finds=queries.organizations, by=ORG, methods="GET POST")
def person_end(request, organization, person):
    """End somebody's powers here; the last manager and the last signatory stay until there is a successor."""
    user = queries.person_of(organization, person, today())
    if user is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            appointments.end_person(request.actor, organization, user, on=today(), at=now())
            return redirect("participants:people", org=organization.slug)
        except CannotNow as stopped:
            refusal = stopped.sentences[0]
    context = {"organization": organization, "person": user, "refusal": refusal}
    return render(request, "participants/person_end.html", context, status=409 if refusal else 200)


@page(access.VIEW_ORGANIZATION, finds=queries.invitations, methods="POST")
def invitation_revoke(request, invitation, org):
    invitations.revoke(request.actor, invitation, at=now())
    return redirect("participants:people", org=invitation.organization.slug)


@public_page(methods="GET POST")
@limited(an_hour=100)
def invitation_accept(request, token):
    """Opening it has no effect; accepting is its POST, and signing in comes after."""
    door = Actor.at_the_door(invitations.hashed(token))
    with scope.entered(door):
        invitation = queries.invitations(door).filter(token_hash__in=door.doors).first()
        if invitation is None:
            raise Http404
        usable = invitation.accepted_at is None and invitation.revoked_at is None and invitation.expires_at > now()
        if request.method == "POST" and usable:
            invitations.accept(invitation, at=now())
            home = reverse("participants:organization-overview", kwargs={"org": invitation.organization.slug})
            return redirect(f"{reverse('account_login')}?{urlencode({'next': home})}")
        context = {"invitation": invitation, "usable": usable, "roles": queries.role_names(invitation.roles)}
        return unkept(render(request, "participants/invitation_accept.html", context))
