"""Everybody who holds a power, as the Secretariat finds them; and one person with his powers past and present."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from pact.access import Actor
from pact.accounts.models import User
from pact.mail import queries as mail
from pact.search import Asked, Words
from participants.models import Appointment


def persons(actor: Actor) -> QuerySet[User]:
    """Those who hold or held a power. Nobody but the Secretariat has a list of people."""
    rows = User.objects.filter(Exists(Appointment.objects.filter(user=OuterRef("pk"))))
    return rows if actor.sees_all else rows.none()


def persons_asked(
    actor: Actor, day: date, *, q: str = "", organization: str = "", power: str = "", trouble: bool = False
) -> QuerySet[User]:
    """By name, with the powers of the day: `q` of name, e-mail address or function, `organization` of its name."""
    held = Appointment.objects.in_force(day)
    wanted = held.filter(user=OuterRef("pk"))
    for word in Asked.of(organization).words:
        wanted = wanted.filter(organization__listing__search__contains=f" {word}")
    if power:
        wanted = wanted.filter(role=power)
    rows = User.objects.filter(Exists(wanted)) if actor.sees_all else User.objects.none()
    rows = rows.alias(found_in=Words("name", "email", "function"))
    for word in Asked.of(q).words:
        rows = rows.filter(found_in__contains=f" {word}")
    if trouble:
        rows = rows.filter(pk__in=mail.troubled(actor).values("recipient"))
    powers = held.select_related("organization").order_by("organization__name", "pk")
    return rows.prefetch_related(Prefetch("appointments", powers, to_attr="held")).order_by("name", "pk")


@dataclass(frozen=True)
class Row:
    """A person of the list: a line for each organization with what he may do there."""

    ref: str
    name: str
    email: str
    function: str
    last_login: object
    active: bool
    lines: list[tuple[str, str, str]]
    trouble: int

    @property
    def organizations(self) -> str:
        return "; ".join(name for name, _slug, _powers in self.lines if name)

    @property
    def powers(self) -> str:
        return "; ".join(f"{name}: {words}" if name else words for name, _slug, words in self.lines)


def person_rows(actor: Actor, users: list[User]) -> list[Row]:
    """Plain values, with the number of letters that failed or are held back; one query for all."""
    trouble = mail.trouble_of(actor, [user.pk for user in users])
    return [
        Row(user.ref, user.name, user.email, user.function, user.last_login, user.is_active, _lines(user.held),
            trouble.get(user.pk, 0))
        for user in users
    ]  # fmt: skip


def _lines(powers: list[Appointment]) -> list[tuple[str, str, str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for power in powers:
        organization = power.organization
        key = (organization.name, organization.slug) if organization else ("", "")
        found.setdefault(key, []).append(str(power.get_role_display()))
    return [(*key, ", ".join(words)) for key, words in found.items()]


def powers(actor: Actor) -> QuerySet[Appointment]:
    """Powers the Secretariat may end: those that are held until further notice, and by no seat (5.1.4)."""
    rows = Appointment.objects.filter(until_on=None).exclude(role__in=("COMMITTEE", "CHAIR"))
    return rows.select_related("user", "organization") if actor.sees_all else rows.none()


@dataclass(frozen=True)
class Held:
    now: list[Appointment]
    past: list[Appointment]


def powers_held(user: User, day: date) -> Held:
    """Every power of a person: what ended stays, and what begins later stands with the present ones."""
    rows = list(Appointment.objects.filter(user=user).select_related("organization").order_by("-from_on", "pk"))
    past = [row for row in rows if row.until_on and row.until_on <= day]
    return Held([row for row in rows if row not in past], past)
