"""The daily sweep: one letter per obligation, rung and person, whoever runs it and however often.

After the clock stood still only the latest rung that was missed goes out; those it overtook are logged as SKIPPED.
Rungs from before the obligation was set were never missed. Whoever may act is woken.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max

from pact.access.scope import as_system
from pact.deadlines import actions
from pact.deadlines.days import days_left, rung_moment
from pact.deadlines.models import OPEN, Obligation, ReminderLog, ReminderRule
from pact.deadlines.registry import by_code
from pact.mail.letters import Letter
from pact.mail.posting import post_all

log = logging.getLogger(__name__)

HAND = "deadline-sweep"
SWEPT = "deadlines.swept_at"
CHUNK = 200


@dataclass
class Reminders:
    letters: list[Letter]
    logs: list[ReminderLog]


def sweep(*, at: datetime) -> int:
    """Send every reminder that is due; the number of letters written. Running it again changes nothing."""
    with as_system(HAND):
        actions.ensure_rules()
        actions.lapse(at=at)
        ladders = _ladders()
        waiting = _waiting(ladders, at)
    written = 0
    for start in range(0, len(waiting), CHUNK):
        with as_system(HAND):
            written += _remind(waiting[start : start + CHUNK], ladders, at)
    cache.set(SWEPT, time.time(), None)
    return written


def swept_at() -> float | None:
    """When a sweep last came to its end, by the machine's own clock; None before the first."""
    return cache.get(SWEPT)


def _ladders() -> dict[str, list[int]]:
    ladders = defaultdict(list)
    for kind, days in (
        ReminderRule.objects.filter(active=True).order_by("offset_days").values_list("kind", "offset_days")
    ):
        if (declared := by_code(kind)) and declared.letter:
            ladders[kind].append(days)
    return dict(ladders)


def _waiting(ladders: dict[str, list[int]], at: datetime) -> list[UUID]:
    """Open obligations on whose ladder a rung is due that nobody was written to about."""
    rows = (
        Obligation.objects.filter(state=OPEN, due_at__isnull=False, kind__in=ladders)
        .annotate(last=Max("reminders__offset_days"))
        .order_by("due_at", "id")
    )
    return [row.pk for row in rows.iterator(chunk_size=2000) if _due_rungs(row, ladders[row.kind], row.last, at)]


def _due_rungs(row: Obligation, ladder: list[int], last: int | None, at: datetime) -> list[int]:
    """Rungs whose morning has come, after the last one sent and since the obligation exists; the newest last."""
    return [
        days
        for days in ladder
        if (last is None or days > last) and row.set_at < rung_moment(row.due_at, days, row.zone) <= at
    ]


def _remind(ids: list[UUID], ladders: dict[str, list[int]], at: datetime) -> int:
    """One chunk under row locks; another sweep passes by what this one holds."""
    rows = list(Obligation.objects.filter(pk__in=ids, state=OPEN).select_for_update(skip_locked=True, of=("self",)))
    logs = ReminderLog.objects.filter(obligation__in=rows).values("obligation_id").annotate(last=Max("offset_days"))
    last = {line["obligation_id"]: line["last"] for line in logs}
    due = [(row, rungs) for row in rows if (rungs := _due_rungs(row, ladders[row.kind], last.get(row.pk), at))]
    try:
        return _write(due, at)
    except Exception:
        log.exception("A chunk of reminders failed; trying one by one.")
    return sum(_write_alone(row, rungs, at) for row, rungs in due)


def _write_alone(row: Obligation, rungs: list[int], at: datetime) -> int:
    try:
        return _write([(row, rungs)], at)
    except Exception:  # one floor's faulty letter must not silence the others
        log.exception("The reminder of obligation %s failed.", row.ref)
        return 0


@transaction.atomic
def _write(due: Iterable[tuple[Obligation, list[int]]], at: datetime) -> int:
    reminders = Reminders([], [])
    for row, rungs in due:
        _collect(row, rungs, at, reminders)
    ReminderLog.objects.bulk_create(reminders.logs)
    post_all(reminders.letters, at=at)
    return len(reminders.letters)


def _collect(row: Obligation, rungs: list[int], at: datetime, into: Reminders) -> None:
    kind = by_code(row.kind)
    people = {user.pk: user for user in kind.wakes(row) if user.is_active}
    *overtaken, newest = rungs
    for user in people.values():
        letter = kind.letter(row, user, days_left(row.due_at, at, row.zone))
        if letter is not None:
            key = f"deadline:{row.pk.hex}:{newest}:{user.pk}"
            organization = letter.organization_id or row.organization_id
            into.letters.append(replace(letter, key=key, organization_id=organization))
        for days in rungs:
            state = "SKIPPED" if days in overtaken or letter is None else "SENT"
            into.logs.append(ReminderLog(obligation=row, offset_days=days, recipient=user, state=state, at=at))
