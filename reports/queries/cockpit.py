"""The Secretariat's Today page, gathered in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from buyergroups.models import BuyerGroup
from governance.queries.decisions import matters
from governance.queries.meetings import Readiness, pack_readiness
from governance.queries.rounds import Running, running_amendment
from governance.queries.seats import ever_constituted
from monitoring.models import Cycle, Submission
from pact.access import Actor
from pact.deadlines.ahead import Ahead, ahead
from pact.deadlines.days import day_in
from pact.deadlines.queries import Desk, desk
from participants.models import Participation
from reports.models import CoordinatedReport


@dataclass(frozen=True)
class GroupRow:
    """One buyer group in the running year; `slug` "" is for those that report to the Secretariat."""

    slug: str
    name: str
    submitted: int
    draft: int
    not_begun: int
    report: CoordinatedReport | None

    @property
    def asked(self) -> int:
        return self.submitted + self.draft + self.not_begun


@dataclass(frozen=True)
class Beginning:
    """One thing to do first in a new installation, in its order."""

    title: str
    why: str
    url_name: str
    done: bool


@dataclass(frozen=True)
class Today:
    at: datetime
    desk: Desk
    cycle: Cycle | None
    rows: list[GroupRow]
    open_matters: list
    ahead: list[Ahead]
    beginning: list[Beginning]
    pack: Readiness | None
    amendment: Running | None

    @property
    def coming(self) -> list[tuple]:
        """What is due and which letters leave by themselves, the next day first: the day, and one of the two."""
        due = [(item.due_day, item, None) for item in self.desk.coming_up]
        return sorted(due + [(one.day, None, one) for one in self.ahead], key=lambda row: row[0])

    @property
    def submitted(self) -> int:
        return sum(row.submitted for row in self.rows)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows)


def cockpit(actor: Actor, at: datetime) -> Today:
    cycle = Cycle.objects.exclude(state="PLANNED").order_by("-year").first()
    waiting = matters(actor).filter(state="OPEN").order_by("due_on", "put_at")
    undecided = list(waiting.exclude(kind="APPLICATION").exclude(decisions__state="OPEN")[:10])
    beginning = [] if cycle else _beginning(at)
    rows, pack, amendment = _rows(cycle) if cycle else [], pack_readiness(actor, at), running_amendment(actor)
    return Today(at, desk(actor, at), cycle, rows, undecided, ahead(actor, at), beginning, pack, amendment)


def _beginning(at: datetime) -> list[Beginning]:
    """Until the first year is open: who takes part, who decides, who works together, what is asked."""
    return [
        Beginning(
            _("Record the founding signers"),
            _("Who signed before there is a committee: from their papers, one signature a role (I-8)."),
            "governance:founder-list",
            Participation.objects.exists(),
        ),
        Beginning(
            _("See that the Steering Committee is filled"),
            _("Five to eleven seats (5.1.3). From then on it decides on everybody who applies (6.4.2)."),
            "governance:constitution",
            ever_constituted(day_in(at, settings.SECRETARIAT_TIME_ZONE)),
        ),
        Beginning(
            _("Found the first buyer groups"),
            _("Participants in their area are asked to join (3.3.1); without a group figures come to you (P17)."),
            "buyergroups:group-list",
            BuyerGroup.objects.exists(),
        ),
        Beginning(
            _("Plan the first year of figures"),
            _("When it opens, everybody who buys is asked once a year (3.1.2)."),
            "monitoring:cycle-list",
            Cycle.objects.exists(),
        ),
    ]


def _rows(cycle: Cycle) -> list[GroupRow]:
    sent = Q(state__in=("SENT", "ACCEPTED", "FROZEN"))
    counted = (
        Submission.objects.filter(cycle=cycle)
        .values("group__slug", "group__name", "group_id")
        .annotate(
            submitted=Count("pk", filter=sent),
            draft=Count("pk", filter=Q(state__in=("DRAFT", "RETURNED"))),
            not_begun=Count("pk", filter=Q(state="NOT_BEGUN")),
        )
        .order_by("group__name")
    )
    reports = {report.group_id: report for report in CoordinatedReport.objects.filter(cycle=cycle)}
    return [
        GroupRow(
            row["group__slug"] or "",
            row["group__name"] or "",
            row["submitted"],
            row["draft"],
            row["not_begun"],
            reports.get(row["group_id"]),
        )
        for row in counted
    ]
