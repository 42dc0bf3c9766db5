"""People by the powers they hold: for letters, deadlines and the people pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pact.access import Actor
from pact.accounts.models import User
from pact.clock import today
from participants.models import Appointment, Invitation, Organization, Participation
from participants.rules import KEPT, VOTING


@dataclass(frozen=True)
class Person:
    """Somebody of an organization and what he may do there."""

    ref: str
    user_id: int
    name: str
    email: str
    function: str
    roles: tuple[str, ...]
    since: date
    last_login: object = None
    role_names: tuple[str, ...] = field(default=())
    active: bool = True

    @property
    def votes(self) -> bool:
        """On amendments of the Pact (6.5): who signs, and who was named for it."""
        return not VOTING.isdisjoint(self.roles)


def people_with(
    organization_id: int | None, roles: tuple[str, ...] | None = None, day: date | None = None
) -> list[User]:
    """Those who hold one of these roles (any, if none are named) for an organization on a day; each once."""
    powers = Appointment.objects.in_force(day or today()).filter(organization_id=organization_id)
    if roles:
        powers = powers.filter(role__in=roles)
    else:
        powers = powers.exclude(role__in=("COMMITTEE", "CHAIR"))
    users = {power.user_id: power.user for power in powers.select_related("user").order_by("user__name", "pk")}
    return [user for user in users.values() if user.is_active]


def voters_of(organization_ids: Iterable[int], day: date) -> dict[int, list[User]]:
    """Who may vote or sign for each of these organizations on a day (6.5), in one query; none: no entry."""
    powers = Appointment.objects.in_force(day).filter(organization__in=list(organization_ids), role__in=VOTING)
    found: dict[int, dict[int, User]] = {}
    for power in powers.filter(user__is_active=True).select_related("user").order_by("user__name", "pk"):
        found.setdefault(power.organization_id, {})[power.user_id] = power.user
    return {organization: list(users.values()) for organization, users in found.items()}


def everybody_taking_part(day: date | None = None) -> list[User]:
    """Those who sign, vote or manage for an organization that takes part on a day; each once, for a letter to all."""
    day = day or today()
    members = Participation.objects.on(day).values("organization")
    powers = Appointment.objects.in_force(day).filter(organization__in=members, role__in=(*KEPT, *VOTING))
    users = {power.user_id: power.user for power in powers.select_related("user").order_by("user__name", "pk")}
    return [user for user in users.values() if user.is_active]


def secretariat_people(day: date | None = None) -> list[User]:
    return people_with(None, ("SECRETARIAT",), day)


def committee_people(day: date | None = None, roles: tuple[str, ...] = ("COMMITTEE", "CHAIR")) -> list[User]:
    powers = Appointment.objects.in_force(day or today()).filter(role__in=roles)
    users = {power.user_id: power.user for power in powers.select_related("user").order_by("user__name", "pk")}
    return [user for user in users.values() if user.is_active]


def people_of(organization: Organization, day: date) -> list[Person]:
    """Everybody with a power in an organization today, with all of his powers there."""
    powers = Appointment.objects.in_force(day).filter(organization=organization)
    powers = (
        powers.exclude(role__in=("COMMITTEE", "CHAIR")).select_related("user").order_by("user__name", "user_id", "pk")
    )
    found: dict[int, list[Appointment]] = {}
    for power in powers:
        found.setdefault(power.user_id, []).append(power)
    return [_person(rows) for rows in found.values()]


def _person(rows: list[Appointment]) -> Person:
    user = rows[0].user
    return Person(
        ref=user.ref,
        user_id=user.pk,
        name=user.name,
        email=user.email,
        function=user.function,
        roles=tuple(row.role for row in rows),
        since=min(row.from_on for row in rows),
        last_login=user.last_login,
        role_names=tuple(str(row.get_role_display()) for row in rows),
        active=user.is_active,
    )


def powers_of(user_id: int | None, organization: Organization, day: date) -> list[Appointment]:
    """What one person may do in an organization; a seat in the committee stays with the seat."""
    powers = Appointment.objects.in_force(day).filter(organization=organization, user_id=user_id)
    return list(powers.exclude(role__in=("COMMITTEE", "CHAIR")).order_by("pk"))


@dataclass(frozen=True)
class Handing:
    """What somebody who leaves has to give on, and to whom he can: `alone` are the powers that need a successor."""

    roles: tuple[str, ...]
    alone: frozenset[str]
    people: tuple[Person, ...]
    colleagues: tuple[Person, ...]
    may_invite: bool
    seat: bool


def handing(actor: Actor, organization: Organization, day: date) -> Handing:
    people = people_of(organization, day)
    mine = [power.role for power in powers_of(actor.user_id, organization, day)]
    others = Appointment.objects.in_force(day).filter(organization=organization, until_on=None, role__in=KEPT)
    held = set(others.exclude(user=actor.user_id).values_list("role", flat=True))
    return Handing(
        roles=tuple(mine),
        alone=frozenset(set(mine) & set(KEPT) - held),
        people=tuple(people),
        colleagues=tuple(one for one in people if one.active and one.user_id != actor.user_id),
        may_invite="MANAGER" in mine,
        seat=actor.seat_organization_id == organization.pk,
    )


def person_of(organization: Organization, ref: str, day: date) -> User | None:
    """The account behind a person of this organization."""
    power = Appointment.objects.in_force(day).filter(organization=organization, user__ref=ref).select_related("user")
    found = power.first()
    return found.user if found else None


def whose_address(organization: Organization, email: str, day: date) -> str:
    """The name of the person of this organization whose own address this is; empty: nobody's."""
    powers = Appointment.objects.in_force(day).filter(organization=organization, user__email__iexact=email)
    return next(iter(powers.values_list("user__name", flat=True)), "") if email else ""


def open_invitations(actor: Actor, organization: Organization, at) -> list[Invitation]:
    rows = Invitation.objects.visible_to(actor).open(at).filter(organization=organization)
    return list(rows.select_related("invited_by", "successor_of").order_by("-invited_at"))


def role_names(codes: list[str]) -> list[str]:
    """Powers in words."""
    return [str(Appointment.Role(code).label) for code in codes if code in Appointment.Role.values]
