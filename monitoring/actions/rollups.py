"""Keeping the sums of what was accepted: a whole version is added or taken out, in the transaction that decides it."""

from datetime import datetime

from django.db import connection

from monitoring import verbs
from monitoring.models import Cycle, Rollup, Submission
from monitoring.queries.rollups import COUNTED, KEY, SUMS, every_drift
from pact.access import scope
from pact.audit import record

_INTO = f"insert into monitoring_rollup as kept ({', '.join((*KEY, *SUMS))})"
_MORE = ", ".join(f"{name} = kept.{name} + excluded.{name}" for name in SUMS)
_LESS = ", ".join(f"{name} = kept.{name} - gone.{name}" for name in SUMS)
_SAME = " and ".join(f"kept.{name} is not distinct from gone.{name}" for name in KEY)
_ONE = COUNTED.format(which="and s.id = %s")
_ALL = COUNTED.format(which="")
_ADD = f"{_INTO} {_ONE} on conflict ({', '.join(KEY)}) do update set {_MORE}"
_TAKE = f"update monitoring_rollup kept set {_LESS} from ({_ONE}) gone where {_SAME}"  # noqa: S608  constants
# One at a time for each recipient and year: sums of the same slices in another order would wait for each other.
_TURN = "select pg_advisory_xact_lock(hashtext('monitoring.rollup'), hashtext(%s))"


def add(submission: Submission) -> None:
    """Count in what was accepted just now."""
    _change(_ADD, submission)


def take_out(submission: Submission) -> None:
    """Take out what was accepted and goes back; called before the step is saved, while it still counts."""
    _change(_TAKE, submission)


def _change(sql: str, submission: Submission) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [f"{submission.cycle_id} {submission.group_id}"])
        cursor.execute(sql, [submission.pk])


def rebuild(*, at: datetime) -> int:
    """Count everything anew; returns how many slices were wrong before, each a fault of ours."""
    with scope.as_system("rollups") as hand:
        wrong = every_drift()
        Rollup.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(f"{_INTO} {_ALL}")
        cycle = Cycle.objects.order_by("-year").first()
        if cycle:
            record(hand, verbs.ROLLUPS_REBUILT, cycle, at=at, wrong=wrong)
    return wrong
