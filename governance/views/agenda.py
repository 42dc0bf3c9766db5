"""Agenda, attendance and minutes of a meeting, for the Secretariat (Pact 5.1.5)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import agenda as actions
from governance.actions import hands as hand_actions
from governance.actions import minutes as minutes_actions
from governance.forms.meetings import AgendaItemForm, AttendanceForm, MinutesForm
from governance.queries import meetings as queries
from pact.access import page
from pact.clock import now
from pact.ui.saying import said_at


@page(access.PLAN_MEETING, finds=queries.meetings, methods="GET POST")
def agenda_new(request, meeting):
    matters = list(queries.matters_to_put(request.actor, meeting))
    form = AgendaItemForm(request.POST or None, request.FILES or None, matters=matters)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _added(request, meeting, form)):
        messages.success(request, _("The point is on the agenda."))
        return redirect("governance:meeting-detail", ref=meeting.ref)
    context = {"form": form, "meeting": meeting}
    return render(request, "governance/agenda_new.html", context, status=422 if form.errors else 200)


def _added(request, meeting, form: AgendaItemForm):
    return actions.add(request.actor, meeting, **form.given(), at=now())


@page(access.PLAN_MEETING, finds=queries.items, methods="GET POST")
def agenda_change(request, item):
    form = AgendaItemForm(request.POST or None, request.FILES or None, **_known(request, item))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _changed(request, item, form)):
        messages.success(request, _("The point is changed."))
        return redirect("governance:meeting-detail", ref=item.meeting.ref)
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "governance/agenda_change.html", context, status=422 if form.errors else 200)


def _known(request, item) -> dict:
    matters = list(queries.matters_to_put(request.actor, item.meeting))
    matters = [item.matter, *matters] if item.matter else matters
    names = ("title", "kind", "minutes_planned", "text", "public")
    return {"matters": matters, "initial": {**{name: getattr(item, name) for name in names}, "matter": item.matter_id}}


def _changed(request, item, form: AgendaItemForm):
    return actions.change(request.actor, item, **form.given(), at=now())


@page(access.PLAN_MEETING, finds=queries.items, methods="POST")
def agenda_up(request, item):
    actions.move(request.actor, item, -1, at=now())
    return redirect("governance:meeting-detail", ref=item.meeting.ref)


@page(access.PLAN_MEETING, finds=queries.items, methods="POST")
def agenda_down(request, item):
    actions.move(request.actor, item, 1, at=now())
    return redirect("governance:meeting-detail", ref=item.meeting.ref)


@page(access.PLAN_MEETING, finds=queries.items, methods="POST")
def agenda_remove(request, item):
    actions.remove(request.actor, item, at=now())
    messages.success(request, _("The point is off the agenda."))
    return redirect("governance:meeting-detail", ref=item.meeting.ref)


@page(access.PUT_TO_VOTE, finds=queries.items, methods="POST")
def agenda_vote(request, item):
    """Open the vote on a point in the room."""
    decision = hand_actions.open_in_meeting(request.actor, item, at=now())
    messages.success(request, _("The vote is open. Members vote on their telephones, or the chair records hands."))
    return redirect("governance:decision-detail", ref=decision.ref)


@page(access.PLAN_MEETING, finds=queries.meetings, methods="GET POST")
def meeting_attendance(request, meeting):
    form = AttendanceForm(request.POST or None, members=queries.members_on(meeting), initial=_there(request, meeting))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _attended(request, meeting, form)):
        messages.success(request, _("Recorded who is there."))
        return redirect("governance:meeting-detail", ref=meeting.ref)
    context = {"form": form, "meeting": meeting}
    return render(request, "governance/meeting_attendance.html", context, status=422 if form.errors else 200)


def _there(request, meeting) -> dict:
    rows = queries.meeting_page(request.actor, meeting).attendance
    return {
        "present": [row.user_id for row in rows if row.present and row.user_id],
        "guests": "\n".join(row.guest for row in rows if row.guest),
    }


def _attended(request, meeting, form: AttendanceForm):
    return minutes_actions.attend(request.actor, meeting, **form.cleaned_data, at=now())


@page(access.PLAN_MEETING, finds=queries.meetings, methods="GET POST")
def meeting_minutes(request, meeting):
    shown = queries.meeting_page(request.actor, meeting)
    words = {"opening": shown.minutes.opening, "closing": shown.minutes.closing} if shown.minutes else {}
    form = MinutesForm(request.POST or None, items=[line.item for line in shown.lines], initial=words)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _written(request, meeting, form)):
        messages.success(request, _("The draft is kept."))
        return redirect("governance:meeting-detail", ref=meeting.ref)
    context = {"form": form, "meeting": meeting}
    return render(request, "governance/meeting_minutes.html", context, status=422 if form.errors else 200)


def _written(request, meeting, form: MinutesForm):
    return minutes_actions.write(request.actor, meeting, **form.given(), at=now())


@page(access.PLAN_MEETING, finds=queries.meetings, methods="POST")
def meeting_publish(request, meeting):
    minutes_actions.publish(request.actor, meeting, at=now())
    messages.success(request, _("The minutes are published. They stay as they are."))
    return redirect("governance:meeting-detail", ref=meeting.ref)
