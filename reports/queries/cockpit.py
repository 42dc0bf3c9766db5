"""The Secretariat's Today page, gathered in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from governance.queries.decisions import matters
from monitoring.models import Cycle, Submission
from pact.access import Actor
from pact.deadlines.ahead import Ahead, ahead
from pact.deadlines.queries import Desk, desk
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
class Today:
    at: datetime
    desk: Desk
    cycle: Cycle | None
    rows: list[GroupRow]
    open_matters: list
    ahead: list[Ahead]

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
    return Today(at, desk(actor, at), cycle, _rows(cycle) if cycle else [], undecided, ahead(actor, at))


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
