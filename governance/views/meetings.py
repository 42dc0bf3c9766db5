"""Meetings as committee and Secretariat read them, and as the Secretariat plans them (Pact 5.1.5)."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import meetings as actions
from governance.actions import packs as packs_actions
from governance.forms.meetings import MeetingForm, PlanMeeting
from governance.mails.calendars import calendar_of_meeting
from governance.queries import meetings as queries
from pact.access import page
from pact.clock import now, today
from pact.documents.queries import card, documents_about
from pact.files.serving import serve
from pact.ui.saying import said_at


@page(access.SEE_VOTES)
def meeting_list(request):
    return render(request, "governance/meeting_list.html", {"meetings": list(queries.meetings(request.actor)[:60])})


@page(access.SEE_VOTES, finds=queries.meetings)
def meeting_detail(request, meeting):
    shown = queries.meeting_page(request.actor, meeting)
    packs = [card(document) for document in documents_about(request.actor, meeting)]
    context = {"shown": shown, "meeting": meeting, "packs": packs, "now": now()}
    return render(request, "governance/meeting_detail.html", context)


@page(access.SEE_VOTES, finds=queries.meetings)
def meeting_calendar(request, meeting):
    response = HttpResponse(calendar_of_meeting(meeting, at=now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.ref}.ics"'
    return response


@page(access.SEE_VOTES, finds=queries.papers)
def meeting_paper(request, item):
    return serve(request, item.paper)


@page(access.PLAN_MEETING)
def meeting_planning(request):
    planning = queries.planning(request.actor, today())
    return render(request, "governance/meeting_planning.html", {"planning": planning})


@page(access.PLAN_MEETING, methods="GET POST")
def meeting_new(request):
    form = PlanMeeting(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := said_at(form, lambda: _planned(request, form))):
        messages.success(request, _("The meeting is planned. Add the points of its agenda."))
        return redirect("governance:meeting-detail", ref=made.ref)
    return render(request, "governance/meeting_new.html", {"form": form}, status=422 if form.errors else 200)


def _planned(request, form: PlanMeeting):
    return actions.plan(request.actor, **form.given(), at=now())


@page(access.PLAN_MEETING, finds=queries.meetings, methods="GET POST")
def meeting_change(request, meeting):
    form = MeetingForm(request.POST or None, initial=_known(meeting))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _changed(request, meeting, form)):
        messages.success(request, _("Changed. Who was invited has been told if date or place are others."))
        return redirect("governance:meeting-detail", ref=meeting.ref)
    context = {"form": form, "meeting": meeting}
    return render(request, "governance/meeting_change.html", context, status=422 if form.errors else 200)


def _known(meeting) -> dict:
    begins, ends = (moment.astimezone(ZoneInfo(meeting.zone)) for moment in (meeting.starts_at, meeting.ends_at))
    times = {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
    return {**times, "title": meeting.title, "zone": meeting.zone, "place": meeting.place}


def _changed(request, meeting, form: MeetingForm):
    return actions.change(request.actor, meeting, **form.given(), at=now())


@page(access.PLAN_MEETING, finds=queries.meetings, methods="POST")
def meeting_convene(request, meeting):
    actions.convene(request.actor, meeting, at=now())
    messages.success(request, _("The members are invited, with the date for their calendars."))
    return redirect("governance:meeting-detail", ref=meeting.ref)


@page(access.PLAN_MEETING, finds=queries.meetings, methods="POST")
def meeting_hold(request, meeting):
    actions.hold(request.actor, meeting, at=now())
    messages.success(request, _("The meeting is held. Write its minutes."))
    return redirect("governance:meeting-detail", ref=meeting.ref)


@page(access.PLAN_MEETING, finds=queries.meetings, methods="POST")
def meeting_cancel(request, meeting):
    actions.cancel(request.actor, meeting, at=now())
    messages.success(request, _("The meeting does not take place. Who was invited has been told."))
    return redirect("governance:meeting-planning")


@page(access.PLAN_MEETING, finds=queries.meetings, methods="POST")
def meeting_pack(request, meeting):
    """Order the pack; its page shows how far it is."""
    document = packs_actions.order_pack(request.actor, meeting, at=now())
    return redirect("documents:document-progress", ref=document.ref)
