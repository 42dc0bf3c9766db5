"""Meetings: two or three ordinary ones a year, agenda, invitation with calendar, attendance, minutes (Pact 5.1.5)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from governance import rules
from governance.actions import agenda, every_day, meetings, minutes
from governance.models import AgendaItem, Meeting
from pact.access import CannotNow, Refused
from pact.clock import now
from pact.deadlines.models import OPEN, Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.message import Skeleton
from pact.mail.models import OutboxMail
from tests.governance.make import AT, HAND, committee, matter, member, person, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
ZONE = "Europe/Amsterdam"
PAPER = Path(__file__).resolve().parents[2] / "participants/data/demo/signed-paper.pdf"
DAY = datetime(2027, 4, 21, 10, tzinfo=ZoneInfo(ZONE))


def planned(starts_at=DAY, kind="ORDINARY", actor=HAND, at=AT, **facts):
    given = {"place": "The Hague, room 2.14", "zone": ZONE, **facts}
    return meetings.plan(actor, kind=kind, starts_at=starts_at, ends_at=starts_at + timedelta(hours=5), at=at, **given)


def point(meeting, title="Strategy 2028", **facts):
    given = {"kind": "DISCUSSION", "minutes_planned": 20, **facts}
    return agenda.add(HAND, meeting, title=title, at=AT, **given)


def convened(**facts):
    meeting = planned(**facts)
    point(meeting)
    return meetings.convene(staff(), meeting, at=AT)


def changed(meeting, at=AT, **changes):
    given = {
        "starts_at": meeting.starts_at, "ends_at": meeting.ends_at, "zone": ZONE, "place": meeting.place, "title": "",
        **changes,
    }  # fmt: skip
    return meetings.change(HAND, meeting, **given, at=at)


def test_5_1_5_the_fourth_ordinary_meeting_of_a_year_is_refused():
    committee(5)
    rows = [planned(DAY + timedelta(days=60 * number)) for number in range(3)]
    assert [row.ordinal for row in rows] == [1, 2, 3]
    with pytest.raises(CannotNow, match=r"two or three times a year \(Pact 5\.1\.5\)"):
        planned(DAY + timedelta(days=200))
    assert planned(DAY + timedelta(days=200), kind="EXTRAORDINARY").ordinal is None
    meetings.cancel(HAND, rows[1], at=AT)
    assert planned(DAY + timedelta(days=200)).ordinal == 2
    assert planned(DAY.replace(year=2028)).ordinal == 1


def test_5_1_5_the_database_knows_no_fourth_one_either():
    committee(5)
    row = planned()
    facts = {"kind": "ORDINARY", "title": "x", "zone": ZONE, "place": "x", "papers_on": DAY.date()}
    for year, ordinal in ((2027, 4), (2028, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.create(year=year, ordinal=ordinal, starts_at=row.starts_at, ends_at=row.ends_at, **facts)


def test_5_1_5_from_september_on_too_few_meetings_are_told_to_the_secretariat():
    committee(5)
    waiting = Obligation.objects.filter(kind="governance.meetings_too_few", state=OPEN)
    every_day(at=datetime(2027, 8, 31, 9, tzinfo=UTC))
    assert not waiting.exists()
    september = datetime(2027, 9, 1, 9, tzinfo=UTC)
    every_day(at=september)
    assert waiting.get().title == "0 of 2 ordinary meetings are planned for 2027"
    planned(DAY.replace(month=10), at=september)
    assert waiting.exists()
    planned(DAY.replace(month=12), at=september)
    assert not waiting.exists()
    assert not rules.too_few_meetings(1, 2, AT.date())


def test_points_move_up_and_down_and_stay_when_the_meeting_is_held():
    committee(5)
    meeting = planned()
    first, second, third = (point(meeting, title) for title in ("A", "B", "C"))
    agenda.move(HAND, third, -1, at=AT)
    agenda.move(HAND, first, -1, at=AT)
    agenda.move(HAND, first, 1, at=AT)
    assert list(meeting.items.order_by("order").values_list("title", flat=True)) == ["C", "A", "B"]
    agenda.remove(HAND, second, at=AT)
    agenda.change(HAND, third, title="C, again", at=AT)
    assert AgendaItem.objects.filter(title="C, again").exists()
    meetings.convene(HAND, meeting, at=AT)
    meetings.hold(HAND, meeting, at=DAY + timedelta(hours=5))
    with pytest.raises(CannotNow, match="its agenda stays as it is"):
        point(meeting, "Late")


def test_a_matter_stands_once_on_an_agenda():
    committee(5)
    meeting, question = planned(), matter()
    point(meeting, matter=question, kind="DECISION")
    with pytest.raises(CannotNow, match="on the agenda already"):
        point(meeting, "Again", matter=question)


def entry(mail: OutboxMail):
    calendar = Calendar.from_ical(mail.calendar)
    return calendar, calendar.walk("VEVENT")[0]


def test_the_invitation_carries_the_date_for_calendars_with_its_time_zone():
    terms = committee(5)
    meeting = convened()
    letters = OutboxMail.objects.filter(kind="governance.meeting_convened")
    assert {letter.to for letter in letters} == {term.user.email for term in terms}
    calendar, event = entry(letters.first())
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == [ZONE]
    assert (event["dtstart"].dt, int(event["sequence"])) == (DAY, 0)
    assert str(event["uid"]).startswith(f"meeting-{meeting.ref}@")
    whole = Skeleton(AT).message(letters.first())
    assert b"Content-Type: text/calendar; method=PUBLISH; charset=utf-8" in whole
    assert "- Strategy 2028" in letters.first().text


def test_another_date_or_place_raises_the_sequence_and_tells_again_and_a_title_does_not():
    committee(5)
    meeting = convened()
    first = OutboxMail.objects.filter(kind="governance.meeting_convened").first()
    changed(meeting, title="Spring meeting")
    told = OutboxMail.objects.filter(kind="governance.meeting_changed")
    assert not told.exists()
    moved = changed(meeting, place="Utrecht")
    assert (moved.sequence, told.count()) == (1, 5)
    later = DAY + timedelta(days=7)
    hour = AT + timedelta(hours=1)
    moved = changed(meeting, hour, place="Utrecht", starts_at=later, ends_at=later + timedelta(hours=3))
    assert (moved.sequence, moved.papers_on) == (2, (later - timedelta(days=14)).date())
    _calendar, event = entry(told.order_by("-pk").filter(calendar__contains="SEQUENCE:2").first())
    assert str(event["uid"]) == str(entry(first)[1]["uid"])
    meetings.cancel(HAND, moved, at=AT)
    calendar, event = entry(OutboxMail.objects.filter(kind="governance.meeting_cancelled").first())
    assert (str(calendar["method"]), str(event["status"])) == ("CANCEL", "CANCELLED")


def test_a_meeting_that_moves_into_another_year_gets_its_number_there():
    committee(5)
    planned(DAY.replace(year=2028))
    meeting = planned()
    later = DAY.replace(year=2028, month=9)
    assert changed(meeting, starts_at=later, ends_at=later + timedelta(hours=1)).ordinal == 2


def test_papers_are_due_a_fortnight_before_until_the_members_are_invited():
    committee(5)
    clerk = secretary()
    meeting = planned()
    point(meeting)
    sweep(at=datetime(2027, 4, 5, 12, tzinfo=UTC))
    assert OutboxMail.objects.get(kind="governance.papers_due").subject == "Papers for 21 April"
    assert OutboxMail.objects.get(kind="governance.papers_due").to == clerk.email
    waiting = Obligation.objects.filter(kind="governance.papers", state=OPEN)
    assert waiting.get().due_at.date().isoformat() == "2027-04-07"
    meetings.convene(HAND, meeting, at=AT)
    assert not waiting.exists()


def test_an_empty_agenda_invites_nobody_and_only_the_secretariat_plans():
    terms = committee(5)
    meeting = planned()
    with pytest.raises(CannotNow, match="agenda is empty"):
        meetings.convene(HAND, meeting, at=AT)
    with pytest.raises(CannotNow, match="not begun"):
        meetings.hold(HAND, convened(starts_at=DAY + timedelta(days=9)), at=AT)
    chair = member(terms[0])
    for act in (
        lambda: planned(actor=chair),
        lambda: meetings.cancel(chair, meeting, at=AT),
        lambda: agenda.add(chair, meeting, title="x", kind="DISCUSSION", minutes_planned=1, at=AT),
        lambda: minutes.attend(chair, meeting, [], at=AT),
    ):
        with pytest.raises(Refused):
            act()


def test_minutes_are_a_draft_until_every_point_has_an_outcome_and_then_final():
    terms = committee(5)
    meeting = convened()
    item = meeting.items.get()
    after = DAY + timedelta(hours=6)
    minutes.attend(HAND, meeting, [terms[0].user_id, terms[2].user_id], ["Ann, speaker"], at=DAY)
    meetings.hold(HAND, meeting, at=after)
    with pytest.raises(CannotNow, match="Write the minutes first"):
        minutes.publish(HAND, meeting, at=after)
    minutes.write(staff(), meeting, opening="Opened at ten.", closing="", outcomes={}, at=after)
    with pytest.raises(CannotNow, match=r"Missing: Strategy 2028\."):
        minutes.publish(HAND, meeting, at=after)
    row = minutes.write(staff(), meeting, opening="Opened.", closing="Ended.", outcomes={item.pk: "Noted."}, at=after)
    minutes.publish(HAND, meeting, at=after)
    assert meeting.attendance.filter(present=True).count() == 3
    with pytest.raises(CannotNow, match="published minutes stay"):
        minutes.write(staff(), meeting, opening="Other.", closing="", outcomes={}, at=after)
    row.refresh_from_db()
    row.opening = "Other."
    with pytest.raises(IntegrityError, match="published minutes stay as they are"), transaction.atomic():
        row.save()


def test_the_public_page_shows_dates_public_points_and_outcomes_once_published(client):
    committee(5)
    soon = now() + timedelta(days=20)
    meeting = meetings.plan(
        HAND, kind="ORDINARY", starts_at=soon, ends_at=soon + timedelta(hours=2), zone=ZONE, place="Here", at=now()
    )
    open_, closed = point(meeting, "Open point"), point(meeting, "Closed point", public=False)
    page = reverse("website:governance")
    assert "Open point" not in client.get(page).content.decode()
    meetings.convene(HAND, meeting, at=now())
    shown = client.get(page).content.decode()
    assert meeting.title in shown and "Open point" in shown and "Closed point" not in shown
    later = soon + timedelta(hours=3)
    meetings.hold(HAND, meeting, at=later)
    said = {open_.pk: "Everybody agreed.", closed.pk: "Secret."}
    minutes.write(staff(), meeting, opening="Opened.", closing="", outcomes=said, at=later)
    assert "Everybody agreed." not in client.get(page).content.decode()
    minutes.publish(HAND, meeting, at=later)
    shown = client.get(page).content.decode()
    assert "Everybody agreed." in shown and "Secret." not in shown


def test_the_pages_from_the_plan_to_the_papers():
    terms = committee(5)
    clerk = browser(secretary())
    year = now().year + 1
    typed = {
        "kind": "ORDINARY",
        "day": f"21 April {year}",
        "begins": "10:00",
        "ends": "9",
        "zone": ZONE,
        "place": "Here",
    }
    assert "No meeting is planned yet" in clerk.get(reverse("governance:meeting-planning")).content.decode()
    address = reverse("governance:meeting-new")
    answer = clerk.post(address, typed)
    assert answer.status_code == 422 and "Enter a time, like 10:00" in answer.content.decode()
    assert "A meeting ends after it begins." in clerk.post(address, {**typed, "ends": "09:00"}).content.decode()
    detail = clerk.post(address, {**typed, "ends": "15:00"})["Location"]
    meeting = Meeting.objects.get()
    add = reverse("governance:agenda-new", args=[meeting.ref])
    point_ = {"title": "Opening", "kind": "DISCUSSION", "minutes_planned": "10", "public": "on"}
    assert clerk.post(add, {**point_, "minutes_planned": "many"}).status_code == 422

    paper = SimpleUploadedFile("paper.pdf", PAPER.read_bytes(), "application/pdf")
    assert clerk.post(add, {**point_, "paper": paper}).status_code == 302
    assert clerk.post(add, {**point_, "title": "Second"}).status_code == 302
    item = meeting.items.get(title="Second")
    assert clerk.get(reverse("governance:agenda-change", args=[item.ref])).status_code == 200
    clerk.post(reverse("governance:agenda-up", args=[item.ref]))
    assert clerk.post(reverse("governance:meeting-convene", args=[meeting.ref])).status_code == 302
    mine = browser(terms[1].user)
    shown = mine.get(detail).content.decode()
    assert shown.index("Second") < shown.index("Opening") and "Invite the members" not in shown
    first = meeting.items.get(title="Opening")
    paper = mine.get(reverse("governance:meeting-paper", args=[first.ref]))  # read to its end, which closes it
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    assert mine.get(reverse("governance:meeting-calendar", args=[meeting.ref]))["Content-Type"].startswith(
        "text/calendar"
    )
    assert mine.post(reverse("governance:meeting-cancel", args=[meeting.ref])).status_code == 403
    stranger = browser(person("x@town.example", role="MANAGER", organization=make.organization("Town")))
    assert stranger.get(detail).status_code == 404
    assert stranger.get(reverse("governance:meeting-paper", args=[first.ref])).status_code == 404
    there = reverse("governance:meeting-attendance", args=[meeting.ref])
    assert clerk.post(there, {"present": [terms[1].user_id], "guests": "Ann"}).status_code == 302
    assert "Ann" in clerk.get(detail).content.decode()
    write = reverse("governance:meeting-minutes", args=[meeting.ref])
    assert clerk.post(write, {"opening": "Opened.", f"item_{first.pk}": "Done."}).status_code == 302
    assert "Opened." in mine.get(detail).content.decode()
