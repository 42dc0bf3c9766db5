"""Meetings in the demo: one held with minutes, one convened with its pack, one planned for the autumn."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile

from governance.actions import agenda, decisions, hands, matters, meetings, minutes, packs
from governance.models import Meeting, SeatTerm
from pact.demo.stage import moment
from participants.access import actor_for

STAFF = "jonas.meertens@pact.example"
ZONE = settings.SECRETARIAT_TIME_ZONE
CRITERIA, ROTATION = "criteria-for-refurbished-laptops.pdf", "rotation-in-september.pdf"
PAPERS = Path(__file__).resolve().parents[1] / "data" / "demo"
WINTER = date(2027, 2, 24)
DAYS = (
    (WINTER, "The Hague, ministry, room 2.14"),
    (date(2027, 4, 21), "Oslo, city hall"),
    (date(2027, 10, 13), "Online"),
)


def plan_meetings(stage, at: datetime) -> None:
    """Three ordinary meetings for the year, the first with its agenda and invitations."""
    staff = stage.actor(STAFF, at)
    for day, place in DAYS:
        begins = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo(ZONE))
        ends = begins + timedelta(hours=5)
        meetings.plan(staff, kind="ORDINARY", starts_at=begins, ends_at=ends, zone=ZONE, place=place, at=at)
    first = _on(WINTER)
    matter = matters.put_before_committee(
        staff, kind="MINUTES", clause="5.1.5", title="Approve the minutes of the last meeting?",
        summary="The minutes of November went round in December; nobody asked for a change.", subject=first,
        url_name="governance:meeting-detail", url_kwargs={"ref": first.ref}, at=at,
    )  # fmt: skip
    points = (
        ("Opening and agenda", "DISCUSSION", 10, "", None, True),
        ("Minutes of the last meeting", "DECISION", 10, "", matter, True),
        (
            "Figures of 2026: how many have reported",
            "INFORMATION",
            30,
            "The coverage by group is in the pack.",
            None,
            True,
        ),
        ("Personnel of the Secretariat", "DISCUSSION", 20, "", None, False),
    )
    for title, kind, length, text, about, public in points:
        agenda.add(
            staff, first, title=title, kind=kind, minutes_planned=length, text=text, matter=about, public=public, at=at
        )
    invited = at + timedelta(days=20)
    meetings.convene(stage.actor(STAFF, invited), first, at=invited)


def hold_meeting(stage, at: datetime) -> None:
    """Six of eight are there; the chair records a show of hands; minutes are published a week later."""
    first, staff = _on(WINTER), stage.actor(STAFF, at)
    terms = list(SeatTerm.objects.on(WINTER).select_related("user", "organization").order_by("seat_no"))
    minutes.attend(staff, first, [term.user_id for term in terms[:6]], ["Ilse Vermeulen, speaker"], at=at)
    item = first.items.get(matter__isnull=False)
    decision = hands.open_in_meeting(staff, item, at=at)
    chair = actor_for(next(term for term in terms if term.organization.slug == "netherlands").user, at=at)
    shown = {term.organization_id: "YES" if number else "ABSTAIN" for number, term in enumerate(terms[:6])}
    hands.record_hands(chair, decision, shown, at=at)
    decisions.close(chair, decision, reasons="", public_text="", at=at)
    over = at + timedelta(hours=5)
    meetings.hold(staff, first, at=over)
    said = dict(zip(first.items.order_by("order").values_list("pk", flat=True), OUTCOMES, strict=True))
    minutes.write(
        staff, first, opening="The chair opened the meeting at ten and welcomed the members.",
        closing="The next meeting is in Oslo on 21 April 2027.", outcomes=said, at=over,
    )  # fmt: skip
    published = moment(date(2027, 3, 3), 15)
    minutes.publish(stage.actor(STAFF, published), first, at=published)


OUTCOMES = (
    "The agenda was adopted as it was sent.",
    "Approved by show of hands.",
    "Taken note of. The coordinators remind those who have not begun.",
    "The budget allows one more person from June on.",
)


def convene_spring(stage, at: datetime) -> None:
    """Papers, invitations and the pack of the meeting in April."""
    spring, staff = _on(date(2027, 4, 21)), stage.actor(STAFF, at)
    points = (
        ("Opening and agenda", "DISCUSSION", 10, "", ""),
        (
            "Criteria for refurbished laptops",
            "DISCUSSION",
            45,
            "What we ask of sellers, and how it is shown.",
            CRITERIA,
        ),
        ("Election of the chair: result", "INFORMATION", 10, "", ""),
        ("Rotation in September", "DISCUSSION", 40, "Who stays, who leaves, who comes (Pact 5.1.4).", ROTATION),
    )
    for title, kind, length, text, paper in points:
        file = ContentFile((PAPERS / paper).read_bytes(), name=paper) if paper else None
        agenda.add(staff, spring, title=title, kind=kind, minutes_planned=length, text=text, paper=file, at=at)
    meetings.convene(staff, spring, at=at)
    packs.order_pack(staff, spring, at=at)


def _on(day: date) -> Meeting:
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Meeting.objects.get(starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
