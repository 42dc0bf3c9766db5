"""Targets of the Pact's own text and what was reached on a day (Pact 1.2.1, 5.1.1)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from monitoring import access, verbs
from monitoring.models import Target, TargetReading
from pact.access import Actor
from pact.audit import record

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
    record(actor, verbs.TARGET_READ, target, at=at, clause=target.clause, value=str(value), as_of=as_of)
    return reading
