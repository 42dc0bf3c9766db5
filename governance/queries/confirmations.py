"""The yearly confirmation of a participant (Pact 2.1.4, register I-22): what was said last, and until when it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery

from pact.access import Actor
from pact.clock import today
from pact.deadlines import add_months
from participants.models import Organization, PactText, Participation, Screening
from participants.queries import answer_in_words
from participants.rules import CONFLICT_QUESTIONS

MONTHS = 12
# Whoever was never asked before is not asked for a day that has passed.
NOTICE = timedelta(days=30)


def organizations(actor: Actor) -> QuerySet[Organization]:
    """The organizations of this actor that take part or did."""
    rows = Organization.objects.filter(participations__isnull=False).distinct()
    return rows if actor.sees_all else rows.filter(pk__in=actor.organization_ids)


def every_organization(pk: int) -> Organization:
    """For the letter of a reminder, which has no actor."""
    return Organization.objects.get(pk=pk)


def every_participant(day: date) -> QuerySet[Organization]:
    """Who takes part on a day, with since when, what the last look found and until when the last clear one holds; for
    the night, which has no actor."""
    looks = Screening.objects.filter(organization=OuterRef("pk"), purpose=Screening.Purpose.PARTICIPATION)
    latest = looks.order_by("-screened_at", "-pk")
    clear = looks.filter(outcome=Screening.Outcome.CLEAR).order_by().values("organization")
    rows = Organization.objects.filter(participations__in=Participation.objects.on(day)).distinct()
    return rows.annotate(
        since=Min("participations__period__startswith"),
        standing=Subquery(latest.values("outcome")[:1]),
        valid=Subquery(clear.annotate(until=Max("valid_until")).values("until")),
    ).order_by("pk")


def due_on(organization: Organization, today: date) -> date:
    """Twelve months after the last clear screening, or after joining; with notice where nobody was asked in time."""
    day = organization.valid or add_months(organization.since, MONTHS)
    return day if day >= today else today + NOTICE


@dataclass(frozen=True)
class Standing:
    """How an organization stands under 2.1.4: the last look, its answers in words, and what the committee has of it."""

    last: Screening | None
    answers: list[tuple[str, str]]
    definition: str

    @property
    def given(self) -> dict[str, str]:
        return self.last.answers if self.last else {}

    @property
    def with_committee(self) -> bool:
        return bool(self.last and self.last.outcome == "DOUBT" and self.last.asked_at)


def standing(organization: Organization) -> Standing:
    looks = Screening.objects.about(organization.pk).filter(purpose=Screening.Purpose.PARTICIPATION)
    last = looks.first()
    given = last.answers if last else {}
    told = [(code, answer_in_words(given.get(code, ""))) for code in CONFLICT_QUESTIONS]
    return Standing(last, told, _definition(PactText.objects.in_force(today()).values_list("clauses", flat=True)))


def _definition(texts: Iterable) -> str:
    clauses = next(iter(texts[:1]), [])
    return next((clause["text"] for clause in clauses if clause["id"] == "2.1.4"), "")
