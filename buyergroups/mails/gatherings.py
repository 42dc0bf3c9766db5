"""The letters about meetings: invitation, change, cancelled; each with the entry for calendars (3.2.1.b, 4.4)."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from buyergroups.models import Gathering
from pact.calendars import calendar_of
from pact.mail import Letter, LetterKind, link, post_all

WHY = "You get this because you are invited to this meeting."


def _sample(**more) -> dict:
    return {
        "title": "Norway group, spring meeting", "whose": "Norway group", "day": date(2027, 4, 14), "begins": "10:00",
        "ends": "12:00", "zone": "Europe/Oslo", "place": "Oslo, Akersgata 40", "link": "", "agenda": "Opening\nTenders",
        "button_url": "/me/meetings/", "button_label": _("Say whether you come"), **more,
    }  # fmt: skip


INVITED = LetterKind("buyergroups.gathering_invited", _("Invitation to a meeting"), WHY, _sample)
CHANGED = LetterKind("buyergroups.gathering_changed", _("A meeting has another time or place"), WHY, _sample)
CANCELLED = LetterKind("buyergroups.gathering_cancelled", _("A meeting does not take place"), WHY, _sample)


def calendar_file(gathering: Gathering, *, at: datetime) -> str:
    """One meeting for a calendar; the address to dial in stands with it, because only those who are invited get it."""
    url = link("buyergroups:gathering-visit", ref=gathering.ref)
    place = ", ".join(part for part in (gathering.place, gathering.link) if part)
    gone = gathering.state == Gathering.State.CANCELLED
    return calendar_of([gathering.happening(url, place=place)], at=at, method="CANCEL" if gone else "PUBLISH")


def gathering_invited(gathering: Gathering, asked: Iterable, *, at: datetime) -> None:
    _tell(INVITED, gathering, asked, at)


def gathering_changed(gathering: Gathering, asked: Iterable, *, at: datetime) -> None:
    _tell(CHANGED, gathering, asked, at)


def gathering_cancelled(gathering: Gathering, asked: Iterable, *, at: datetime) -> None:
    _tell(CANCELLED, gathering, asked, at)


def _tell(kind: LetterKind, gathering: Gathering, asked: Iterable, at: datetime) -> None:
    facts, calendar = _facts(gathering), calendar_file(gathering, at=at)
    letters = [
        Letter(
            kind, to=one.user, facts=facts, about=gathering, organization_id=one.organization_id,
            group_id=gathering.group_id, calendar=calendar,
        )
        for one in asked
    ]  # fmt: skip
    post_all(letters, at=at)


def _facts(gathering: Gathering) -> dict:
    zone = ZoneInfo(gathering.zone)
    begins, ends = gathering.starts_at.astimezone(zone), gathering.ends_at.astimezone(zone)
    owner = gathering.group or gathering.working_group
    return {
        "title": gathering.title,
        "whose": owner.name if owner else "Circular & Fair ICT Pact",
        "day": begins.date(),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "zone": gathering.zone,
        "place": gathering.place,
        "link": gathering.link,
        "agenda": gathering.agenda,
        "button_url": link("buyergroups:gathering-visit", ref=gathering.ref),
        "button_label": _("Say whether you come"),
    }
