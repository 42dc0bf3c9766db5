"""The letters about meetings: invitation, change, cancelled, papers due (M32, Pact 5.1.5, 5.2.1)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from governance.mails.calendars import calendar_of_meeting
from governance.mails.votes import WHY
from governance.models import Meeting
from governance.queries.meetings import every_meeting
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post_all


def _sample(**more) -> dict:
    return {
        "title": "Steering Committee, second ordinary meeting of 2027", "day": date(2027, 4, 21), "begins": "10:00",
        "ends": "15:00", "zone": "Europe/Amsterdam", "place": "The Hague, Ministry, room 2.14", "days": 3,
        "items": ["Opening", "Strategy 2028"], "papers_on": date(2027, 4, 7),
        "button_url": link("governance:meeting-list"), "button_label": _("Agenda and papers"), **more,
    }  # fmt: skip


CONVENED = LetterKind("governance.meeting_convened", _("Invitation to a meeting"), WHY, _sample)
CHANGED = LetterKind("governance.meeting_changed", _("A meeting has another date or place"), WHY, _sample)
CANCELLED = LetterKind("governance.meeting_cancelled", _("A meeting does not take place"), WHY, _sample)
PAPERS_DUE = LetterKind(
    "governance.papers_due", _("Papers are due"), _("You get this because you work for the Secretariat."), _sample
)


def _facts(meeting: Meeting, **more) -> dict:
    zone = ZoneInfo(meeting.zone)
    begins, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    return {
        "title": meeting.title,
        "day": begins.date(),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "zone": meeting.zone,
        "place": meeting.place,
        "papers_on": meeting.papers_on,
        "button_url": link("governance:meeting-detail", ref=meeting.ref),
        "button_label": _("Agenda and papers"),
        **more,
    }


def _tell(kind: LetterKind, meeting: Meeting, people: list, at: datetime, **more) -> None:
    facts, calendar = _facts(meeting, **more), calendar_of_meeting(meeting, at=at)
    post_all([Letter(kind, to=user, facts=facts, about=meeting, calendar=calendar) for user in people], at=at)


def meeting_convened(meeting: Meeting, people: list, items: list[str], *, at: datetime) -> None:
    _tell(CONVENED, meeting, people, at, items=items)


def meeting_changed(meeting: Meeting, people: list, *, at: datetime) -> None:
    _tell(CHANGED, meeting, people, at)


def meeting_cancelled(meeting: Meeting, people: list, *, at: datetime) -> None:
    _tell(CANCELLED, meeting, people, at)


def papers_due(obligation: Obligation, user, days: int) -> Letter:
    """M32: papers for a meeting, to the Secretariat."""
    meeting = every_meeting(obligation.subject_ref)
    return Letter(PAPERS_DUE, to=user, facts=_facts(meeting, days=days), about=meeting)
