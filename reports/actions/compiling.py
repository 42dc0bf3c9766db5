"""From a frozen year to its snapshot, by a worker that may be killed at any moment (Pact 5.2.3).

The frozen year is the queue: each tick gives every frozen year its row, and claims what waits or fell silent. The
figures are calculated outside any transaction, so that the page sees the bar move; the snapshot, the draft of the
report and the end of the work are one transaction, and only of the worker that still holds the claim.
"""

import json
import logging
from datetime import datetime

from django.db import transaction

from monitoring.models import Cycle
from monitoring.queries import factors_of
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.jobs import claims
from pact.waking import wake
from reports import access, verbs
from reports.actions import coordinated
from reports.models import Compilation, CycleSnapshot, ProgressReport
from reports.queries.facts import facts_of
from reports.queries.progress import waiting_cycles
from reports.rules import chapters, snapshots
from reports.rules.facts import Facts

log = logging.getLogger(__name__)

HAND = "compile"


def compile_due(*, at: datetime) -> int:
    """Compile every frozen year without a snapshot; returns how many. Running it twice changes nothing."""
    for cycle in waiting_cycles():
        Compilation.objects.get_or_create(cycle=cycle, defaults={"created_at": at})
    made, seen = 0, []
    rows = Compilation.objects.filter(cycle__state="COMPILING").select_related("cycle__methodology")
    while job := claims.claim(rows.exclude(pk__in=seen), HAND, "Gathering the figures"):
        seen.append(job.pk)
        made += _made(job, at)
    return made


@transaction.atomic
def compile_again(actor: Actor, cycle: Cycle, *, at: datetime) -> None:
    """Put a year back into the queue after its compilation failed; harmless when it waits already."""
    access.COMPILE.require(actor)
    if cycle.state in ("PLANNED", "OPEN"):
        raise CannotNow("Freeze the year first: figures that can still change are not compiled.")
    if cycle.snapshots.exists():
        raise CannotNow("The figures of this year have been compiled.")
    failed = Compilation.objects.filter(cycle=cycle, state=Compilation.FAILED)
    if failed.update(state=Compilation.QUEUED, attempts=0, failure=""):
        record(actor, verbs.COMPILE_AGAIN, cycle, at=at, clause="5.2.3", year=cycle.year)
    transaction.on_commit(lambda: wake("reports.tasks.compile_due"))


def _made(job: Compilation, at: datetime) -> bool:
    try:
        facts = _gathered(job.cycle, at)
        body = snapshots.compose(facts, factors_of(job.cycle), claims.teller(job, HAND))
        return _kept(job, body, at)
    except CannotNow as refusal:
        _give_up(job, str(refusal), at, final=True)
    except Exception as fault:
        log.exception("The figures of %s could not be compiled", job.cycle)
        _give_up(job, f"{type(fault).__name__}: {fault}", at)
    return False


def _gathered(cycle: Cycle, at: datetime) -> Facts:
    """Everything of the year; the delivered group reports are frozen first, so that nothing moves meanwhile."""
    with scope.as_system(HAND) as hand:
        coordinated.freeze_delivered(hand, cycle, at=at)
        return facts_of(cycle, edition=1)


def _kept(job: Compilation, body: dict, at: datetime) -> bool:
    """Snapshot, draft and the end of the work, all or nothing; false when another worker has taken over."""
    text = snapshots.canonical(body)
    with scope.as_system(HAND) as hand:
        if not claims.finish(job, HAND, ready_at=at):
            return False
        snapshot = CycleSnapshot.objects.create(
            cycle=job.cycle,
            body=json.loads(text),
            sha256=snapshots.sha256(text),
            methodology=job.cycle.methodology,
            made_at=at,
            made_by_id=hand.user_id,
        )
        report = ProgressReport.objects.create(
            slug=f"progress-{job.cycle.year}",
            snapshot=snapshot,
            title=f"Collective progress report {job.cycle.year}",
            chapters=chapters.starting_words(body),
        )
        record(hand, verbs.COMPILED, report, at=at, clause="5.2.3", sha256=snapshot.sha256)
    return True


def _give_up(job: Compilation, failure: str, at: datetime, *, final: bool = False) -> None:
    """Back into the queue, or, after the last try, FAILED with its reason for the Secretariat."""
    with scope.as_system(HAND) as hand:
        if claims.give_up(job, HAND, failure, final=final):
            facts = {"year": job.cycle.year, "failure": failure[:300]}
            record(hand, verbs.NOT_COMPILED, job.cycle, at=at, clause="5.2.3", **facts)
