"""The pipeline of groups that are starting (5.2.2)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from buyergroups.flow import START_UP
from buyergroups.models import BuyerGroup, StartUpCase
from pact.access import Actor
from pact.accounts.models import User
from pact.audit.queries import trail
from participants.models import Appointment, Organization

STAGES = (
    ("INTEREST", _("Interest"), _("Somebody is interested; talk with who else would join.")),
    ("WORKSHOP", _("Workshop held"), _("They met; agree how they would work together.")),
    ("CHARTER", _("Charter agreed"), _("They agreed; hand the group over to who coordinates it.")),
)
OVER = ("HANDED_OVER", "DROPPED")


def start_ups(actor: Actor) -> QuerySet[StartUpCase]:
    """All for the Secretariat; for others those that their own organizations asked for."""
    rows = StartUpCase.objects.select_related("territory", "organization", "group", "assignee", "charter")
    return rows if actor.sees_all else rows.filter(organization_id__in=actor.organization_ids)


@dataclass(frozen=True)
class Line:
    case: StartUpCase
    days: int
    late: bool

    @property
    def who(self) -> str:
        return self.case.organization.name if self.case.organization else self.case.organization_name


@dataclass(frozen=True)
class Stage:
    code: str
    name: str
    what: str
    lines: list[Line]


@dataclass(frozen=True)
class Pipeline:
    stages: list[Stage]
    over: list[StartUpCase]

    @property
    def open(self) -> int:
        return sum(len(stage.lines) for stage in self.stages)


def pipeline(actor: Actor, day: date) -> Pipeline:
    """By stage, the longest in it first; of what is over the latest twenty."""
    rows = list(start_ups(actor).exclude(state__in=OVER).order_by("opened_on", "pk"))
    lines = [line(row, day) for row in rows]
    stages = [
        Stage(code, name, what, sorted((one for one in lines if one.case.state == code), key=lambda one: -one.days))
        for code, name, what in STAGES
    ]
    return Pipeline(stages, list(start_ups(actor).filter(state__in=OVER).order_by("-pk")[:20]))


def line(case: StartUpCase, day: date) -> Line:
    since = {"WORKSHOP": case.workshop_on, "CHARTER": case.charter_on}.get(case.state) or case.opened_on
    return Line(case, (day - since).days, bool(case.next_on and case.next_on < day))


@dataclass(frozen=True)
class Card:
    line: Line
    steps: set[str]
    entries: list[dict]


def card(actor: Actor, case: StartUpCase, day: date) -> Card:
    """With the steps that may be taken now, and what happened, the newest first."""
    told = [{"what": f"{one.who} {one.sentence}", "at": one.at} for one in reversed(trail(actor, case))]
    return Card(line(case, day), {step.name for step in START_UP.open_to(actor, case)}, told)


def open_case_of(organization: Organization) -> StartUpCase | None:
    """The case that an organization asked for and that is not over."""
    return StartUpCase.objects.filter(organization=organization).exclude(state__in=OVER).order_by("pk").first()


def starting_groups() -> list[BuyerGroup]:
    return list(BuyerGroup.objects.filter(state=BuyerGroup.State.STARTING).order_by("name"))


def staff(day: date) -> list[User]:
    """Who works for the Secretariat."""
    held = Appointment.objects.in_force(day).filter(role=Appointment.Role.SECRETARIAT)
    return list(User.objects.filter(appointments__in=held, is_active=True).distinct().order_by("name"))


def organization_called(name: str) -> Organization | None:
    """The one organization of this name; none where nobody or several have it."""
    rows = list(Organization.objects.filter(name__iexact=name.strip(), merged_into=None)[:2])
    return rows[0] if len(rows) == 1 else None
