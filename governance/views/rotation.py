"""The rotation planner (Pact 5.1.4)."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import rotation as actions
from governance.actions.members import member_of
from governance.forms.rotation import BeginRotation, PlanSeat
from governance.queries import rotation as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at


@page(access.FILL_SEATS, methods="GET POST")
def rotation(request):
    form = BeginRotation(request.POST or None, initial={"begins_on": queries.usual_begin(today())})
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _begun(request, form)):
        messages.success(request, _("The draft is made from today's seats. Change it seat by seat."))
        return redirect("governance:rotation")
    shown = {"planned": queries.draft_plan(request.actor), "before": queries.carried_out(request.actor)}
    return render(request, "governance/rotation.html", {"form": form, **shown}, status=422 if form.errors else 200)


def _begun(request, form: BeginRotation):
    return actions.draft(request.actor, **form.cleaned_data, at=now())


@page(access.FILL_SEATS, methods="GET POST")
def rotation_seat(request, number):
    plan = _draft(request)
    form = PlanSeat(request.POST or None, today=today(), begins_on=plan.begins_on, initial=_known(plan, number))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _planned(request, plan, number, form)):
        messages.success(request, _("Planned for seat %(number)s.") % {"number": number})
        return redirect("governance:rotation")
    context = {"form": form, "plan": plan, "number": number}
    return render(request, "governance/rotation_seat.html", context, status=422 if form.errors else 200)


def _known(plan, number: int) -> dict:
    seat = plan.seats.filter(seat_no=number).select_related("organization", "user").first()
    last = {"last_on": (seat.period.upper if seat else queries.usual_end(plan)) - timedelta(days=1)}
    if not seat:
        return last
    person = {"name": seat.user.name, "email": seat.user.email, "function": seat.user.function}
    return {"organization_name": seat.organization.name, **person, **last}


def _planned(request, plan, number: int, form: PlanSeat):
    term, at = form.term(), now()
    user = member_of(term["organization"], **form.member(), at=at)
    return actions.plan_seat(request.actor, plan, number, user=user, **term, at=at)


@page(access.FILL_SEATS, methods="POST")
def rotation_leave(request, number):
    actions.leave_seat(request.actor, _draft(request), number, at=now())
    messages.success(request, _("Seat %(number)s is free in the plan.") % {"number": number})
    return redirect("governance:rotation")


@page(access.FILL_SEATS, methods="POST")
def rotation_drop(request):
    actions.drop(request.actor, _draft(request), at=now())
    messages.success(request, _("The draft is dropped. Today's seats stay as they are."))
    return redirect("governance:rotation")


@page(access.FILL_SEATS, methods="POST")
def rotation_carry_out(request):
    actions.carry_out(request.actor, _draft(request), at=now())
    messages.success(request, _("All terms are recorded and their members have been told."))
    return redirect("governance:seat-board")


def _draft(request):
    plan = queries.draft(request.actor)
    if plan is None:
        raise Http404
    return plan
