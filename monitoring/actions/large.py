"""Spreadsheets above what a page reads while one waits: kept, read by a worker, confirmed, taken over by a worker.

All or nothing, as with the small ones: one thing to correct keeps everything back. The rows of `LargeFile` are the
queue; a worker that is killed leaves nothing half written, and another begins anew (Security B9, D3).
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from buyergroups.access import actor_for
from monitoring import verbs
from monitoring.actions import lines as writing
from monitoring.actions import staging
from monitoring.flow import LARGE
from monitoring.models import DeviceLine, LargeFile, Submission
from monitoring.queries.imports import FIRST_LABEL
from pact import files
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.files.models import StoredFile
from pact.jobs import claims
from pact.sheets import Stream
from pact.sheets.archives import BACKGROUND
from pact.waking import wake

log = logging.getLogger(__name__)

HAND = "large-files"
TASK = "monitoring.tasks.large_files"
MOST_LINES = BACKGROUND.rows
# So many sentences are kept; whoever has more corrects a column, not a cell.
SENTENCES = 5_000
EVERY = 5_000
Opens = Callable[[bytes, Submission], Stream]


@transaction.atomic
def keep(actor: Actor, submission: Submission, upload: Any, *, at: datetime) -> LargeFile:
    """Take the file in; a worker reads it. Nothing is written to the figures."""
    writing.editable(actor, submission, at)
    owner = {"organization_id": submission.organization_id}
    stored = files.store(
        upload, purpose="monitoring.large", actor=actor, at=at, allow=("xlsx", "csv"), limit=BACKGROUND.size, **owner
    )
    row = LargeFile.objects.create(
        submission=submission,
        stored_ref=stored.ref,
        file_name=str(getattr(upload, "name", "") or stored.name)[:160],
        sha256=stored.sha256,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        uploaded_by_id=actor.user_id,
        created_at=at,
        **owner,
    )
    told = {"file": row.file_name, "sha256": row.sha256, "size": stored.size}
    record(actor, verbs.LARGE_KEPT, submission, at=at, **owner, **told)
    transaction.on_commit(lambda: wake(TASK))
    return row


@transaction.atomic
def confirm(actor: Actor, row: LargeFile, *, at: datetime) -> LargeFile:
    """Take the file over as soon as a worker is free."""
    writing.editable(actor, row.submission, at)
    with LARGE.step("confirm", row, actor=actor, at=at, file=row.file_name) as locked:
        _queue(locked)
    transaction.on_commit(lambda: wake(TASK))
    return row


def _queue(row: LargeFile) -> None:
    again = {"state": LargeFile.QUEUED, "attempts": 0, "progress": 0, "progress_text": "", "failure": ""}
    for name, value in again.items():
        setattr(row, name, value)


@transaction.atomic
def drop(actor: Actor, row: LargeFile, *, at: datetime) -> LargeFile:
    """Put a file aside; its bytes are forgotten."""
    with LARGE.step("drop", row, actor=actor, at=at, file=row.file_name):
        _forget(actor, row, at)
    return row


def _forget(actor: Actor, row: LargeFile, at: datetime) -> None:
    stored = StoredFile.objects.filter(ref=row.stored_ref).first()
    if stored:
        files.remove(actor, stored, at=at)


def work(opens: Opens, *, at: datetime) -> int:
    """Read or take over every file that waits; returns how many are done. Twice, or twice at once, adds nothing."""
    done, seen = 0, []
    rows = LargeFile.objects.exclude(stage__in=("APPLIED", "DROPPED"))
    while job := claims.claim(rows.exclude(pk__in=seen), HAND, str(_("Opening the file"))):
        seen.append(job.pk)
        done += _worked(opens, job, at)
    return done


def _worked(opens: Opens, job: LargeFile, at: datetime) -> bool:
    with scope.as_system(HAND):
        job = LargeFile.objects.select_related("submission__cycle", "submission__organization", "uploaded_by").get(
            pk=job.pk
        )
        actor = actor_for(job.uploaded_by, at=at)
    try:
        with translation.override(job.language), staging.Staged() as staged:
            stream, problems = _understood(opens, job, staged, claims.teller(job, HAND))
            return _settled(job, actor, staged, stream, problems, at)
    except CannotNow as refusal:
        claims.give_up(job, HAND, " ".join(map(str, refusal.sentences)), final=True)
    except Exception as fault:
        log.exception("The file %s could not be worked on", job.ref)
        claims.give_up(job, HAND, f"{type(fault).__name__}: {fault}", final=False)
    return False


def _understood(
    opens: Opens, job: LargeFile, staged: staging.Staged, tell: Callable[[int, str], None]
) -> tuple[Stream, list[dict]]:
    """Every row as plain values, outside any transaction, so that the page sees the bar move."""
    with scope.as_system(HAND):
        data = files.read(StoredFile.objects.get(ref=job.stored_ref))
    stream, problems = opens(data, job.submission), []
    del data
    for number, code, values, found in stream.rows():
        if found:
            problems += [_problem(one.row, one.column, one.code, one.sentence) for one in found]
        else:
            staged.add(number, code, values, FIRST_LABEL)
        if number % EVERY == 0:
            tell(min(60, 5 + number // 2_000), _("Row %(number)s") % {"number": f"{number:,}"})
    problems = [_problem(0, "", one.code, one.sentence) for one in stream.understood.problems] + problems
    tell(65, _("Comparing with the draft"))
    return stream, problems


def _problem(row: int, column: str, code: str, sentence: str) -> dict:
    return {"row": row, "column": column, "code": code, "sentence": sentence}


def _settled(job: LargeFile, actor: Actor, staged, stream: Stream, problems: list[dict], at: datetime) -> bool:
    """In one transaction, as the person who uploaded it: the report, or the figures; only while the claim is ours."""
    applying = job.stage == LargeFile.Stage.APPLYING
    with scope.entered(actor):
        if not claims.finish(job, HAND, ready_at=at):
            return False
        submission = job.submission
        writing.editable(actor, submission, at)
        writing.touch(submission, at)
        draft = writing.locked_draft(actor, submission)
        counts, twice, meet = staging.compare(staged, draft)
        problems = sorted(problems + _impossible(twice, meet, counts, draft), key=lambda one: one["row"])
        step = "keep_back" if applying and problems else "apply" if applying else "read"
        counts["UNREADABLE"] = len({one["row"] for one in problems if one["row"]})
        told = {"file": job.file_name, "sha256": job.sha256, "problems": len(problems), **counts}
        with LARGE.step(step, job, actor=actor, at=at, **told) as row:
            row.counts, row.wrong, row.problems = counts, len(problems), problems[:SENTENCES]
            row.facts = _facts(stream, staged)
            if step == "apply":
                staging.write(draft, at=at)
                _forget(actor, row, at)
    return True


def _facts(stream: Stream, staged: staging.Staged) -> dict:
    found = stream.understood
    names = ("kind", "sheet", "found", "missing", "unknown")
    return {**{name: getattr(found, name) for name in names}, "template": found.template_version, "rows": staged.rows}


def _impossible(twice: list[tuple], meet: list[tuple], counts: dict, draft) -> list[dict]:
    """What can be read but cannot be."""
    same = _("Row %(row)s: row %(other)s is about the same line. Keep one of them.")
    more = _("Row %(row)s: %(meets)s meet the criteria, but only %(new)s are new. Correct one of the two.")
    found = [_problem(row, "", "twice", same % {"row": row, "other": other}) for row, other in twice]
    found += [_problem(row, "meets", "meets", more % {"row": row, "meets": m, "new": n}) for row, m, n in meet]
    here = DeviceLine.objects.filter(version=draft, condition="NEW").count()
    if here + counts["NEW"] > MOST_LINES:
        most = {"most": f"{MOST_LINES:,}"}
        found.append(_problem(0, "", "many", _("A report has at most %(most)s lines. Put some together.") % most))
    return found
