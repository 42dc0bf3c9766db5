"""The letters of a round of consent (M31): it is open, it ends soon, it is over."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import ConsentRound
from governance.queries.rounds import every_organization, every_round
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post_all
from participants.models import Organization
from participants.queries import voters_of

WHY = _("You get this because you may vote or sign for {organization} (Pact 6.5.2).")


def _sample() -> dict:
    return {
        "organization": "Vestbygd kommune",
        "question": "Amendment A-2027-01: up to thirteen members in the Steering Committee",
        "closes_on": date(2027, 5, 31),
        "needed": 44,
        "electorate": 58,
        "days": 14,
        "extension": False,
        "button_url": "/o/vestbygd-municipality/amendments/A-2027-01/answer/",
        "button_label": _("Read and answer"),
    }


ROUND_OPENED = LetterKind("governance.round_opened", _("Your consent is asked"), WHY, _sample)
ROUND_REMINDER = LetterKind("governance.round_reminder", _("Reminder to answer"), WHY, _sample)


def answer_page(row: ConsentRound, organization: Organization) -> tuple[str, dict[str, str]]:
    """Where an organization answers: name of the page and what stands in its address."""
    if row.subject == ConsentRound.Subject.EXTENSION:
        return "governance:extension-answer", {"org": organization.slug, "ref": row.extension.ref}
    return "governance:amendment-answer", {"org": organization.slug, "number": row.amendment.number}


def _facts(row: ConsentRound, organization: Organization) -> dict:
    url_name, url_kwargs = answer_page(row, organization)
    return {
        "organization": organization.name,
        "question": row.question,
        "closes_on": day_in(row.closes_at, settings.SECRETARIAT_TIME_ZONE),
        "needed": row.needed,
        "electorate": row.electorate,
        "extension": row.subject == ConsentRound.Subject.EXTENSION,
        "button_url": link(url_name, **url_kwargs),
        "button_label": _("Read and answer"),
    }


def round_opened(row: ConsentRound, organizations: Iterable[Organization], *, at: datetime) -> None:
    """To all who may vote for one of these organizations; who votes for two gets one letter for each."""
    asked = {organization.pk: organization for organization in organizations}
    people = voters_of(asked, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    letters = []
    for pk, users in people.items():
        facts = _facts(row, asked[pk])
        for user in users:
            key = f"governance.round_opened:{row.ref}:{pk}:{user.pk}:{at.isoformat()}"
            letters.append(Letter(ROUND_OPENED, to=user, facts=facts, about=row, organization_id=pk, key=key))
    post_all(letters, at=at)


def round_reminder(obligation: Obligation, user, days: int) -> Letter:
    """Only to those whose organization has not answered: `days` left."""
    organization = every_organization(obligation.organization_id)
    row = every_round(obligation.subject_ref)
    facts = {**_facts(row, organization), "days": days}
    return Letter(ROUND_REMINDER, to=user, facts=facts, about=row, organization_id=organization.pk)
