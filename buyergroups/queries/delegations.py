"""What is shown of appointments for a coordinating role (Pact 3.2.3): to both sides and to the Secretariat."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from buyergroups import rules
from buyergroups.models import BuyerGroup, GroupMembership, GroupTerritory
from pact.access import Actor, scope
from pact.accounts.models import User
from pact.audit.queries import TrailLine, trail
from pact.clock import today
from participants.models import Appointment, Delegation, Organization, Participation, Screening, Territory
from participants.models.delegations import HAND, OPEN_STATES
from participants.queries import both_histories
from participants.queries.delegations import steps_open
from participants.rules import plain


def delegations(actor: Actor) -> QuerySet[Delegation]:
    """Those this actor proposed, was asked about or looks after."""
    rows = Delegation.objects.visible_to(actor)
    return rows.select_related("organization", "delegate", "territory", "participation__organization")


def groups_reached(delegation: Delegation) -> list[BuyerGroup]:
    """The groups of the role that lie in its scope, by name; also before it begins and after it ended."""
    groups = BuyerGroup.objects.filter(coordination_id=delegation.participation_id)
    groups = groups.exclude(state=BuyerGroup.State.CLOSED).prefetch_related("territories__territory")
    if delegation.group_id:
        groups = groups.filter(pk=delegation.group_id)
    return [group for group in groups.order_by("name") if _lies_in(group, delegation.territory)]


def _lies_in(group: BuyerGroup, territory: Territory | None) -> bool:
    areas = [link.territory for link in group.territories.all()]
    return territory is None or (bool(areas) and all(territory.covers(area) for area in areas))


@dataclass(frozen=True)
class Scopes:
    """What an organization could give away: its coordinating role, the groups of it and the areas they lie in."""

    participation: Participation | None
    groups: list[BuyerGroup]
    territories: list[Territory]


def scopes(organization: Organization, day: date) -> Scopes:
    role = Participation.Role.COORDINATING
    participation = Participation.objects.on(day).filter(organization=organization, role=role)
    own = participation.select_related("organization").first()
    groups = BuyerGroup.objects.filter(coordination=own).exclude(state=BuyerGroup.State.CLOSED) if own else []
    rows = Territory.objects.filter(pk__in=GroupTerritory.objects.filter(group__in=groups).values("territory_id"))
    return Scopes(own, list(groups.order_by("name")) if own else [], list(rows.order_by("name")) if own else [])


def organizations_called(name: str, day: date) -> list[Organization]:
    """Those of this name, in its own language or in English, of whom somebody can sign; at most five, else those
    whose name begins like it."""
    signing = Appointment.objects.in_force(day).filter(role=Appointment.Role.SIGNATORY).values("organization_id")
    known = Organization.objects.filter(pk__in=signing).order_by("name")
    exact = list(known.filter(Q(name__iexact=name) | Q(name_en__iexact=name))[:5])
    words = plain(name).split()
    return exact or (
        list(known.filter(Q(name__icontains=words[0]) | Q(name_en__icontains=words[0]))[:5]) if words else []
    )


def people_of_groups(groups: list[BuyerGroup], day: date) -> list[User]:
    """Whoever works on the figures of a member or looks on in one of these groups."""
    members = GroupMembership.objects.active_on(day).filter(group__in=groups).values("organization_id")
    held = Appointment.objects.in_force(day).filter(role__in=("EDITOR", "MANAGER"), organization_id__in=members)
    return list(User.objects.filter(appointments__in=held, is_active=True).distinct().order_by("name"))


@dataclass(frozen=True)
class Line:
    """A delegation with its scope in words."""

    row: Delegation
    group: str
    check: str = ""  # of one in force: "due" within thirty days, "overdue", "asked" while the committee decides

    @property
    def scope(self) -> str:
        area = self.row.territory.name if self.row.territory else ""
        return ", ".join(part for part in (self.group, area) if part)

    @property
    def needs_check(self) -> bool:
        return self.row.state == Delegation.State.ACCEPTED and not self.row.screening_id

    @property
    def last_day(self) -> date | None:
        return self.row.period.upper - timedelta(days=1) if self.row.period.upper else None


def lines(rows) -> list[Line]:
    found = list(rows)
    checks = _checks(found, today())
    names = dict(BuyerGroup.objects.filter(pk__in={row.group_id for row in found}).values_list("pk", "name"))
    return [Line(row, names.get(row.group_id, ""), checks.get(row.pk, "")) for row in found]


def _checks(rows: list[Delegation], day: date) -> dict[int, str]:
    """How the yearly check of those in force stands (2.1.4). A screening is its organization's own record; both sides
    read only whether it is to be repeated."""
    running = [row for row in rows if row.state == Delegation.State.ACTIVE]
    if not running:
        return {}
    with scope.as_system("screenings-of-delegates"):
        until = dict(
            Screening.objects.filter(pk__in={row.screening_id for row in running}).values_list("pk", "valid_until")
        )
    return {row.pk: _check(row, until.get(row.screening_id), day) for row in running}


def _check(row: Delegation, until: date | None, day: date) -> str:
    if row.next_screening_id:
        return "asked"
    return "overdue" if rules.check_is_overdue(until, day) else "due" if rules.check_is_due(until, day) else ""


def sides(actor: Actor, organization: Organization) -> dict[str, list[Line]]:
    """What this organization gave and holds, and what is over; the newest first."""
    rows = delegations(actor).filter(Q(organization=organization) | Q(delegate=organization))
    found = lines(rows.order_by("-proposed_at", "-pk"))
    return {
        "given": [line for line in found if line.row.is_open and line.row.organization_id == organization.pk],
        "held": [line for line in found if line.row.is_open and line.row.delegate_id == organization.pk],
        "over": [line for line in found if not line.row.is_open],
    }


def record_of(actor: Actor, organization: Organization) -> list[Line]:
    """All of them on its record, those of a duplicate that was merged into it too; what is open first."""
    rows = delegations(actor).filter(both_histories(organization) | both_histories(organization, "delegate"))
    return sorted(lines(rows.order_by("-proposed_at", "-pk")), key=lambda line: not line.row.is_open)


def queue(actor: Actor) -> dict[str, list[Line]]:
    """For the Secretariat: what waits for its check, what else is open, and the latest that are over."""
    rows = delegations(actor).select_related("screening")
    waiting = lines(rows.filter(state__in=OPEN_STATES).order_by("period", "pk"))
    return {
        "check": [line for line in waiting if line.needs_check],
        "open": [line for line in waiting if not line.needs_check],
        "over": lines(rows.exclude(state__in=OPEN_STATES).order_by("-ended_at", "-pk")[:20]),
    }


@dataclass(frozen=True)
class Card:
    """One delegation as one side sees it: the groups it reaches, what this person may do, what happened."""

    line: Line
    groups: list[BuyerGroup]
    steps: set[str]
    trail: list[TrailLine]

    @property
    def entries(self) -> list[dict]:
        """What happened, the newest first; what happened by itself is told of the system."""
        by_itself = {HAND: _("The system")}
        return [{"what": f"{by_itself.get(one.who, one.who)} {one.sentence}", "at": one.at} for one in self.trail]


def card(actor: Actor, organization: Organization, ref: str) -> Card | None:
    mine = delegations(actor).filter(Q(organization=organization) | Q(delegate=organization))
    row = mine.filter(ref=ref).first()
    return check_card(actor, row) if row else None


def check_card(actor: Actor, row: Delegation) -> Card:
    (line,) = lines([row])
    return Card(line, groups_reached(row), steps_open(actor, row), list(reversed(trail(actor, row))))
