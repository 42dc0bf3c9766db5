"""Claiming a row, telling how far it is, finishing it or giving it up.

A claim is a conditional UPDATE in a short transaction of its own, so two workers never do the same row at once, a
page can watch the progress, and a worker that was killed leaves a claim that another takes up after `SILENCE`.
Liveness is measured by the database's own clock: it is about processes, not about the Pact's time.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from pact.access import scope
from pact.jobs.rows import Job

SILENCE = timedelta(seconds=60)
ATTEMPTS = 3
# How often the bar moves: more would be transactions that nobody sees.
EVERY = 0.7

Row = TypeVar("Row", bound=Job)


def claim(rows: QuerySet[Row], hand: str, text: str) -> Row | None:
    """The oldest of these rows that waits or whose worker fell silent; it is ours once the transaction holds."""
    waits = Q(state=Job.QUEUED) | Q(state=Job.MAKING, claimed_at__lt=Now() - SILENCE)
    with scope.as_system(hand):
        job = rows.filter(waits).order_by("created_at").select_for_update(skip_locked=True, of=("self",)).first()
        if job is None:
            return None
        job.state, job.attempts = Job.MAKING, job.attempts + 1
        job.progress, job.progress_text = 1, text
        job.claimed_at = Now()
        job.save(update_fields=["state", "attempts", "progress", "progress_text", "claimed_at"])
    return job


def write(job: Job, hand: str, **changes) -> bool:
    """Change the row if the claim is still ours."""
    with scope.as_system(hand):
        ours = type(job).objects.filter(pk=job.pk, state=Job.MAKING, attempts=job.attempts)
        return bool(ours.update(**changes))


def teller(job: Job, hand: str) -> Callable[[int, str], None]:
    """A function (per cent, words) for the worker to call as often as it likes; each call is a sign of life.

    Without words it is nothing but that. The bar never falls back.
    """
    last = {"at": time.monotonic(), "progress": 1, "text": job.progress_text}

    def tell(progress: int, text: str = "") -> None:
        last["progress"], last["text"] = max(last["progress"], progress), text or last["text"]
        if time.monotonic() - last["at"] >= EVERY or not text:
            last["at"] = time.monotonic()
            write(job, hand, progress=last["progress"], progress_text=last["text"], claimed_at=Now())

    return tell


def finish(job: Job, hand: str, **facts) -> bool:
    """READY, if the claim is still ours; call it in the transaction that stores what was made."""
    return write(job, hand, state=Job.READY, progress=100, progress_text="", failure="", **facts)


def give_up(job: Job, hand: str, failure: str, *, final: bool) -> bool:
    """Back into the queue for the next sweep, or, after the last try, FAILED. True when that was the end of it."""
    final = final or job.attempts >= ATTEMPTS
    state = Job.FAILED if final else Job.QUEUED
    return write(job, hand, state=state, progress=0, progress_text="", failure=failure[:2000]) and final
