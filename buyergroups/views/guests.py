"""Guests of a working group (Pact 4.4): invited and withdrawn by those who lead, answered by the guest himself."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import guests as actions
from buyergroups.forms.guests import InviteGuest
from buyergroups.queries import guests as queries
from buyergroups.queries.working_groups import working_groups
from pact.access import Actor, CannotNow, page, public_page, scope
from pact.access.permissions import SIGNED_IN
from pact.clock import now, today
from pact.ui.saying import said_at

BY_SLUG = {"wg": "slug"}


@page(access.SUPPORT_WORKING_GROUP, finds=working_groups, by=BY_SLUG)
def guest_list(request, group):
    context = {"group": group, "rows": queries.of_group(request.actor, group, today())}
    return render(request, "buyergroups/guest_list.html", context)


@page(access.LEAD_WORKING_GROUP, finds=working_groups, by=BY_SLUG, methods="GET POST")
def guest_new(request, group):
    things = queries.things(request.actor, group, now())
    form = InviteGuest(request.POST or None, things=things, supporters=queries.supporters(), today=today())
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _invited(request, group, form)):
        messages.success(request, _("%(name)s is invited by letter.") % {"name": form.cleaned_data["name"]})
        return redirect("buyergroups:guest-list", wg=group.slug)
    context = {"group": group, "form": form, "things": things}
    return render(request, "buyergroups/guest_new.html", context, status=422 if form.errors else 200)


def _invited(request, group, form: InviteGuest):
    what = queries.thing(request.actor, group, form.cleaned_data["what"])
    return actions.invite(request.actor, group, **what, **form.facts(), at=now())


@page(
    access.LEAD_WORKING_GROUP,
    finds=queries.guests,
    by={"wg": "working_group__slug", "ref": "ref"},
    methods="POST",
)
def guest_withdraw(request, guest):
    actions.withdraw(request.actor, guest, at=now())
    messages.success(request, _("The invitation is withdrawn. The page is closed to %(name)s.") % {"name": guest.name})
    return redirect("buyergroups:guest-list", wg=guest.working_group.slug)


@page(SIGNED_IN)
def guest_own(request):
    """What somebody was invited to as a guest."""
    return render(request, "buyergroups/guest_own.html", {"rows": queries.own(request.actor, today())})


@public_page(methods="GET POST")
def guest_answer(request, token):
    """Opening it has no effect; accepting or declining is its POST, and signing in comes after."""
    door = Actor.at_the_door(actions.hashed(token))
    with scope.entered(door):
        row = queries.at_the_door(door, today())
        if row is None:
            raise Http404
        if request.method == "POST":
            return _answered(request, row.guest)
        return _unkept(render(request, "buyergroups/guest_answer.html", {"row": row, "guest": row.guest}))


def _answered(request, guest):
    try:
        if request.POST.get("answer") == "no":
            actions.decline(guest, at=now())
            return redirect(request.path)
        actions.accept(guest, at=now())
    except CannotNow as refusal:
        return _unkept(render(request, "errors/409.html", {"sentences": refusal.sentences}, status=409))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('buyergroups:guest-own')})}")


def _unkept(response):
    """A page behind a secret address is kept by no cache and found by no search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
