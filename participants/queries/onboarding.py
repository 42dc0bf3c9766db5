"""The first steps of a new participant or supporter (Pact 6.3.1: begin as soon as possible).

A floor declares its steps as `FirstStep` and is named in `settings.ONBOARDING_ITEMS`; a step is listed as soon as its
page exists. There is no second list: desk, overview, letters and the Secretariat's table all read these rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pact.access import Actor
from pact.flow.effects import named
from participants.models import Appointment, OnboardingItem, Organization, Participation, SupportLetter
from participants.queries.organizations import completeness

PARTICIPANT = ("PROCURING", "COORDINATING")


@dataclass(frozen=True)
class FirstStep:
    """`done_by(organization ids, day)` says which of them have taken it already; `kwargs` what its address needs
    beyond the organization (None: there is nothing to open yet)."""

    code: str
    roles: tuple[str, ...]
    title: Any
    why: Any
    action: Any
    url_name: str
    done_by: Callable[[Iterable[int], date], set[int]]
    kwargs: Callable[[Organization, date], dict | None] = lambda organization, day: {"org": organization.slug}


def _with_whole_profile(ids: Iterable[int], day: date) -> set[int]:
    return {row.pk for row in Organization.objects.filter(pk__in=ids) if not completeness(row).missing}


def _with_two_people(ids: Iterable[int], day: date) -> set[int]:
    powers = Appointment.objects.in_force(day).filter(organization__in=ids)
    people = powers.exclude(role__in=("COMMITTEE", "CHAIR")).values("organization_id").annotate(n=_PEOPLE)
    return set(people.filter(n__gt=1).values_list("organization_id", flat=True))


_PEOPLE = Count("user", distinct=True)
PROFILE = FirstStep(
    code="participants.profile",
    roles=(*PARTICIPANT, "SUPPORTER"),
    title=_("Check your public profile: name, website, contact"),
    why=_("It is what the world reads about you on the public list."),
    action=_("Check"),
    url_name="participants:organization-profile",
    done_by=_with_whole_profile,
)
COLLEAGUE = FirstStep(
    code="participants.colleague",
    roles=(*PARTICIPANT, "SUPPORTER"),
    title=_("Invite a colleague, so that you are not alone"),
    why=_("A second person keeps things going when you are away."),
    action=_("Invite"),
    url_name="participants:people",
    done_by=_with_two_people,
)


def steps() -> tuple[FirstStep, ...]:
    """Every declared step, in the order in which it makes sense to take them."""
    return named("ONBOARDING_ITEMS")


def roles_of(organization: Organization, day: date) -> list[str]:
    """The roles in force on a day."""
    roles = Participation.objects.on(day).filter(organization=organization).values_list("role", flat=True)
    supports = SupportLetter.objects.on(day).filter(organization=organization).exists()
    return [*sorted(roles), *(["SUPPORTER"] if supports else [])]


def every_organization_as(roles: Iterable[str], day: date) -> QuerySet[Organization]:
    """Those with one of these roles in force; asked by the system, which begins everybody's list."""
    takes_part = Participation.objects.on(day).filter(role__in=roles).values("organization_id")
    wanted = Q(pk__in=takes_part)
    if "SUPPORTER" in roles:
        wanted |= Q(pk__in=SupportLetter.objects.on(day).values("organization_id"))
    return Organization.objects.filter(wanted)


@dataclass(frozen=True)
class StepLine:
    """One step as the overview shows it."""

    step: FirstStep
    url: str
    done_at: datetime | None
    reason: str

    @property
    def code(self) -> str:
        return self.step.code

    @property
    def settled(self) -> bool:
        return bool(self.done_at or self.reason)


@dataclass(frozen=True)
class FirstSteps:
    """An organization's list; once everything is done or put aside there is nothing to show any more."""

    lines: tuple[StepLine, ...] = ()

    @property
    def waiting(self) -> list[StepLine]:
        return [line for line in self.lines if not line.settled]

    @property
    def settled(self) -> list[StepLine]:
        return [line for line in self.lines if line.settled]

    @property
    def done(self) -> int:
        return len(self.settled)

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 1.0


def first_steps(actor: Actor, organization: Organization, day: date) -> FirstSteps:
    """The list of one organization; addresses only for what is still open."""
    rows = {row.code: row for row in OnboardingItem.objects.visible_to(actor).filter(organization=organization)}
    return FirstSteps(tuple(_line(step, rows[step.code], organization, day) for step in steps() if step.code in rows))


def _line(step: FirstStep, row: OnboardingItem, organization: Organization, day: date) -> StepLine:
    waiting = row.done_at is None and row.skipped_at is None
    kwargs = step.kwargs(organization, day) if waiting else None
    url = reverse(step.url_name, kwargs=kwargs) if kwargs is not None else ""
    return StepLine(step, url, row.done_at, "" if row.done_at else row.skipped_reason)


def step_waiting(actor: Actor, organization: Organization, code: str) -> FirstStep | None:
    """A step of this organization that is still open, by its code."""
    rows = OnboardingItem.objects.visible_to(actor).waiting().filter(organization=organization, code=code)
    return next((step for step in steps() if step.code == code), None) if rows.exists() else None


@dataclass(frozen=True)
class Beginner:
    """One organization in the Secretariat's table: since when, how far, what is open, what was put aside and why."""

    organization: Organization
    since: datetime
    done: int
    total: int
    waiting: tuple[Any, ...]
    aside: tuple[tuple[Any, str], ...]


def beginners(actor: Actor) -> QuerySet[OnboardingItem]:
    """One row an organization that has something open, the newest first."""
    waiting = OnboardingItem.objects.visible_to(actor).waiting().values("organization_id")
    rows = OnboardingItem.objects.visible_to(actor).filter(organization_id__in=waiting).values("organization_id")
    open_ones = Count("pk", filter=Q(done_at=None, skipped_at=None))
    return rows.annotate(since=Min("set_at"), total=Count("pk"), open=open_ones).order_by(
        F("since").desc(), "organization_id"
    )


def as_beginners(actor: Actor, rows: Iterable[dict]) -> list[Beginner]:
    """A page of those rows with names and words, in two queries."""
    rows = list(rows)
    ids = [row["organization_id"] for row in rows]
    known = Organization.objects.in_bulk(ids)
    places = {step.code: place for place, step in enumerate(steps())}
    items = OnboardingItem.objects.visible_to(actor).filter(organization_id__in=ids, done_at=None, code__in=places)
    mine: dict[int, list[OnboardingItem]] = {}
    for item in sorted(items, key=lambda item: places[item.code]):
        mine.setdefault(item.organization_id, []).append(item)
    return [_beginner(row, known[row["organization_id"]], mine.get(row["organization_id"], [])) for row in rows]


def _beginner(row: dict, organization: Organization, items: list[OnboardingItem]) -> Beginner:
    titles = {step.code: step.title for step in steps()}
    return Beginner(
        organization,
        row["since"],
        row["total"] - row["open"],
        row["total"],
        tuple(titles[item.code] for item in items if item.skipped_at is None),
        tuple((titles[item.code], item.skipped_reason) for item in items if item.skipped_at),
    )
