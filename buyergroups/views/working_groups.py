"""The workspace of a working group, and the Secretariat's list of all of them (Pact 4)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import access
from buyergroups.actions import working_groups as actions
from buyergroups.forms.working_groups import Propose, WhyState
from buyergroups.queries import working_groups as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at
from participants.access import SECRETARIAT

BY_SLUG = {"wg": "slug"}
STEPS = {
    "rest": (actions.rest, gettext_lazy("The group rests now. Its members stay members.")),
    "wake": (actions.wake, gettext_lazy("The group works again.")),
    "close": (actions.ask_to_close, gettext_lazy("The Steering Committee is asked to close the group.")),
}


@page(SECRETARIAT)
def working_group_board(request):
    context = {"cards": queries.board(request.actor, today())}
    return render(request, "buyergroups/working_group_board.html", context)


@page(SECRETARIAT, methods="GET POST")
def working_group_propose(request):
    """By the Secretariat itself, in nobody's name."""
    form = Propose(request.POST or None, product_groups=queries.product_groups(), people=None)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if group := said_at(form, lambda: actions.propose(request.actor, None, **facts, at=now()), "name"):
            messages.success(request, _("%(name)s is before the Steering Committee.") % {"name": group.name})
            return redirect("buyergroups:working-group-board")
    context = {"form": form}
    return render(request, "buyergroups/working_group_propose.html", context, status=422 if form.errors else 200)


@page(access.SUPPORT_WORKING_GROUP, finds=queries.working_groups, by=BY_SLUG)
def working_group_detail(request, group):
    context = {"group": group, "home": queries.home(request.actor, group, now()), "now": now()}
    return render(request, "buyergroups/working_group_detail.html", context)


@page(access.SUPPORT_WORKING_GROUP, finds=queries.working_groups, by=BY_SLUG)
def working_group_members(request, group):
    context = {
        "group": group,
        "members": queries.members(group, today()),
        "chair": queries.every_chair(group.pk, today()),
        "chairs": queries.chairs(group),
    }
    return render(request, "buyergroups/working_group_members.html", context)


@page(access.LEAD_WORKING_GROUP, finds=queries.working_groups, by=BY_SLUG, methods="GET POST")
def working_group_state(request, group, step):
    if step not in STEPS:
        raise Http404
    act, done = STEPS[step]
    form = WhyState(request.POST or None)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _acted(request, group, act, form)):
        messages.success(request, done)
        return redirect("buyergroups:working-group-detail", wg=group.slug)
    context = {"group": group, "step": step, "form": form}
    return render(request, "buyergroups/working_group_state.html", context, status=422 if form.errors else 200)


def _acted(request, group, act, form: WhyState):
    return act(request.actor, group, form.cleaned_data["reason"], at=now())
