"""Targets of the Pact's own text and what was reached on a day (Pact 1.2.1, 5.1.1)."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from buyergroups.queries import users_served
from governance.actions import matters, proposals
from governance.models import Decision
from monitoring import access, verbs
from monitoring.models import Cycle, Target, TargetReading
from monitoring.queries.effects import every_reduction
from pact.access import Actor
from pact.audit import record
from pact.publishing import cache

TEXT = "Text of the Pact, version 1"
TARGETS = (
    (
        "USERS_SERVED",
        "Three million laptop and smartphone users served",
        3_000_000,
        None,
        date(2023, 12, 31),
        "1.2.1.d",
    ),
    (
        "REDUCTION",
        "One third to one half less carbon for each user over eight years",
        Decimal("0.3333"),
        Decimal("0.5"),
        date(2030, 12, 31),
        "1.2.1.b",
    ),
    ("AVAILABILITY", "Circular and fair ICT widely available", None, None, date(2030, 12, 31), "1.2.1.a"),
)


@transaction.atomic
def load(*, at: datetime) -> None:
    """Enter the targets of the Pact's text; does nothing when they are there."""
    if Target.objects.exists():
        return
    hand = Actor.hand("foundation")
    for metric, title, value, value_to, due_on, clause in TARGETS:
        target = Target.objects.create(
            metric=metric, title=title, value=value, value_to=value_to, due_on=due_on, clause=clause, source=TEXT
        )
        record(hand, verbs.TARGET_SET, target, at=at, clause=clause)


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Adopted by the committee (1.2.1.d, 5.1.1): a target with the decision's number as its source."""
    if decision.state != Decision.State.ADOPTED:
        return
    content = matters.content_of(decision)
    proposals.in_time(decision, content, at)
    target = Target.objects.create(
        metric=content["metric"],
        title=content["title"],
        value=content["value"],
        value_to=content["value_to"],
        due_on=content["due_on"],
        clause=decision.clause,
        source=decision.number,
        decision=decision,
    )
    record(actor, verbs.TARGET_SET, target, at=at, clause=target.clause, decision=decision.number)
    cache.bump()


@transaction.atomic
def take_reading(
    actor: Actor, target: Target, *, as_of: date, value: Decimal | int, basis: dict, at: datetime
) -> TargetReading:
    """Freeze what was reached; a corrected value is another reading that points back, nothing is overwritten."""
    access.PLAN_CYCLE.require(actor)
    before = target.readings.filter(as_of=as_of).order_by("-pk").first()
    if before and before.value == value:
        return before
    reading = TargetReading.objects.create(
        target=target, as_of=as_of, value=value, basis=basis, frozen_at=at, restates=before
    )
    verb = verbs.TARGET_RESTATED if before else verbs.TARGET_READ
    record(actor, verb, target, at=at, clause=target.clause, value=str(value), as_of=as_of)
    cache.bump()
    return reading


def read_due(actor: Actor, *, at: datetime) -> int:
    """Freeze the reading of each target whose day has come, once; nightly. Returns how many were taken.

    A day before this software ran is read as the ledger tells of it now, and `frozen_at` says so. What has no number
    of ours (products widely available, 1.2.1.a) is read by people.
    """
    today, taken = at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date(), 0
    due = Target.objects.filter(due_on__lte=today, metric__in=_READ).exclude(readings__isnull=False)
    for target in due.order_by("due_on", "pk"):
        value, basis = _READ[target.metric](target.due_on)
        if value is not None:
            take_reading(actor, target, as_of=target.due_on, value=value, basis=basis, at=at)
            taken += 1
    return taken


def restate(actor: Actor, *, at: datetime) -> int:
    """Where the ledger tells something else of the day now, because a statement of that time was corrected since, the
    corrected number stands beside the frozen one (P2, 1.2.1.d). Nightly; returns how many were written.

    Only numbers of the ledger: figures of a frozen year are corrected by a next edition of its report."""
    written = 0
    read = Target.objects.filter(metric=Target.Metric.USERS_SERVED, readings__isnull=False).distinct()
    for target in read.order_by("due_on", "pk"):
        last = target.readings.filter(as_of=target.due_on).order_by("-pk").first()
        value, basis = _users(target.due_on)
        if last and last.value != value:
            take_reading(actor, target, as_of=target.due_on, value=value, basis=basis, at=at)
            written += 1
    return written


def _users(day: date) -> tuple[int, dict]:
    """Users served as the ledger counts them on the day, each organization once (3.2.1.c)."""
    counted = users_served.users_counted(day)
    return counted.total, {"ledger": "users served", **asdict(counted)}


def _reduction(day: date) -> tuple[Decimal | None, dict]:
    """The newest year whose figures were final by then; none: there is nothing to read yet."""
    final = Cycle.objects.filter(frozen_at__isnull=False, freeze_on__lte=day).select_related("methodology")
    cycle = final.order_by("-year").first()
    if cycle is None:
        return None, {}
    share, devices = every_reduction(cycle)
    return share.quantize(Decimal("0.0001")), {
        "year": cycle.year,
        "devices": devices,
        "share": str(share),
        "methodology": cycle.methodology.version,
        "sha256": cycle.methodology.sha256,
    }


_READ = {Target.Metric.USERS_SERVED: _users, Target.Metric.REDUCTION: _reduction}
