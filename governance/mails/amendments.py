"""The letters of an amendment (Pact 6.5): to the Secretariat, to who asked, and to all participants."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import Amendment
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all
from participants.queries import secretariat_people, voters_of

WHY = _("You get this because you may vote or sign for {organization} (Pact 6.5).")


def _sample(**more: Any):
    facts = {
        "organization": "Vestbygd kommune",
        "proposer": "City of Lindebrugge",
        "number": "A-2027-01",
        "title": "Up to thirteen members in the Steering Committee",
        "reasons": "",
        "from_on": date(2027, 9, 1),
        "closes_on": date(2027, 5, 31),
        "version": 2,
        "consents": 47,
        "electorate": 58,
        "needed": 44,
        "state": "ADOPTED",
        "button_url": "/amendments/A-2027-01/",
        "button_label": _("Read the amendment"),
    }
    return lambda: {**facts, **more}


ASKED = LetterKind(
    "governance.amendment_asked",
    _("An amendment of the Pact is requested"),
    _("You get this because you work for the Secretariat."),
    _sample(),
)
REPLIED = LetterKind(
    "governance.amendment_answered",
    _("What came of your request for an amendment"),
    WHY,
    _sample(state="RETURNED", reasons="Please say from which committee on."),
)
CLOSED = LetterKind("governance.amendment_closed", _("The result of an amendment"), WHY, _sample())


def _facts(amendment: Amendment) -> dict[str, Any]:
    row = amendment.round
    counts = {"consents": row.consents, "electorate": row.electorate, "needed": row.needed} if row else {}
    return {
        "proposer": amendment.organization.name,
        "number": amendment.number,
        "title": amendment.title,
        "reasons": amendment.answer,
        "from_on": amendment.in_force_from,
        "closes_on": _day(row.closes_at) if row else None,
        "version": amendment.text.version if amendment.text_id else None,
        "state": amendment.state,
        "consents": None,
        "electorate": None,
        "needed": None,
        **counts,
        "button_url": link("website:amendment-detail", number=amendment.number),
        "button_label": _("Read the amendment"),
    }


def _day(moment: datetime) -> date:
    return day_in(moment, settings.SECRETARIAT_TIME_ZONE)


def amendment_asked(amendment: Amendment, *, at: datetime) -> None:
    """To the Secretariat, which puts it before the committee or returns it."""
    facts = {**_facts(amendment), "button_url": link("governance:amendment-detail", number=amendment.number)}
    people = secretariat_people(_day(at))
    post_all([Letter(ASKED, to=user, facts=facts, about=amendment) for user in people], at=at)


def amendment_answered(amendment: Amendment, *, at: datetime) -> None:
    """To those who vote for the organization that asked: returned, declined or put to consent."""
    _to_voters(REPLIED, amendment, {amendment.organization_id: amendment.organization.name}, at)


def amendment_closed(amendment: Amendment, organizations: Iterable, *, at: datetime) -> None:
    """To all participants: adopted, not adopted, or withdrawn while they were asked."""
    _to_voters(CLOSED, amendment, {one.pk: one.name for one in organizations}, at)


def _to_voters(kind: LetterKind, amendment: Amendment, names: dict[int, str], at: datetime) -> None:
    facts, letters = _facts(amendment), []
    for pk, users in voters_of(names, _day(at)).items():
        for user in users:
            letters.append(
                Letter(
                    kind,
                    to=user,
                    facts={**facts, "organization": names[pk]},
                    about=amendment,
                    organization_id=pk,
                    key=f"{kind.code}:{amendment.ref}:{amendment.state}:{pk}:{user.pk}",
                )
            )
    post_all(letters, at=at)
