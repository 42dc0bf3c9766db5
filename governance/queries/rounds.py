"""Rounds of consent: who is asked, what was answered, how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from governance import rules
from governance.models import Amendment, Consent, ConsentRound, RoundMember
from pact.access import Actor
from pact.deadlines.days import day_in
from participants.models import Organization, Participation


def criterion_of(row: ConsentRound) -> rules.Criterion:
    return rules.Criterion(row.share, row.share_of, row.fewest)


def every_open_round() -> Iterable[ConsentRound]:
    """For the clock, which has no actor: one after the other in a fixed order, so that nobody waits in a ring."""
    return ConsentRound.objects.filter(state=ConsentRound.State.OPEN).order_by("pk")


def every_round(ref: str) -> ConsentRound:
    """For the letter of a reminder, which has no actor."""
    return ConsentRound.objects.select_related("amendment", "extension").get(ref=ref)


def every_organization(pk: int) -> Organization:
    """For the letter of a reminder, which has no actor."""
    return Organization.objects.get(pk=pk)


def day_of(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


def every_participant(moment: datetime) -> set[int]:
    """Register I-2: who takes part at a moment; whoever was admitted after it did not."""
    day = day_of(moment)
    return set(Participation.objects.on(day).filter(approved_at__lte=moment).values_list("organization_id", flat=True))


def every_member(row: ConsentRound):
    """The electorate as it stands, for counting and for the certificate."""
    return RoundMember.objects.filter(round=row, out_at=None)


def every_answer(row: ConsentRound) -> dict[int, Consent]:
    """By organization, those in force; for counting and for the certificate."""
    answers = Consent.objects.filter(round=row, withdrawn_at=None)
    return {answer.organization_id: answer for answer in answers}


def is_asked(row: ConsentRound, organization: Organization) -> bool:
    return RoundMember.objects.filter(round=row, organization=organization, out_at=None).exists()


def answer_of(actor: Actor, row: ConsentRound, organization: Organization) -> Consent | None:
    """The position of one organization, in reach of this actor."""
    rows = Consent.objects.visible_to(actor).filter(round=row, organization=organization, withdrawn_at=None)
    return rows.select_related("by").first()


def meter(row: ConsentRound) -> rules.Meter:
    """From the counts that are kept on the row."""
    closes_on = day_in(row.closes_at, settings.SECRETARIAT_TIME_ZONE)
    counts = (row.consents, row.electorate, row.needed, row.share, row.share_of, row.fewest)
    return rules.Meter(*counts, closes_on, row.state == ConsentRound.State.OPEN)


def every_silent(row: ConsentRound):
    """Organizations that have not answered, by name, for the Secretariat: who did, not how."""
    answered = Consent.objects.filter(round=row, withdrawn_at=None).values("organization")
    silent = every_member(row).exclude(organization__in=answered).select_related("organization")
    return silent.order_by("organization__name", "pk")


def silent_of(row: ConsentRound | None) -> list[str]:
    """Their names, while the round is open."""
    if row is None or row.state != ConsentRound.State.OPEN:
        return []
    return [member.organization.name for member in every_silent(row)]


def known(given: Consent | None, user) -> dict:
    """What the form of an answer begins with."""
    if given is None:
        return {"position": None, "capacity": getattr(user, "function", "")}
    return {"position": given.position, "capacity": given.capacity}


def running(row: ConsentRound | None, organization: Organization, at: datetime) -> dict:
    """The meter, the round while it runs, and whether this organization is asked in it."""
    open_ = row if row and row.state == ConsentRound.State.OPEN and row.closes_at > at else None
    return {
        "meter": meter(row) if row else None,
        "running": open_,
        "asked": bool(open_) and is_asked(open_, organization),
    }


@dataclass(frozen=True)
class Running:
    """An amendment that is put to consent, for those who chase answers: counts, and how many have not answered."""

    amendment: Amendment
    meter: rules.Meter
    silent: int


def running_amendment(actor: Actor) -> Running | None:
    """There is one at a time (6.5); two queries. Nothing for anybody but the Secretariat and the committee."""
    if not (actor.sees_all or actor.committee):
        return None
    found = Amendment.objects.filter(round__state=ConsentRound.State.OPEN).select_related("round").first()
    return Running(found, meter(found.round), every_silent(found.round).count()) if found else None
