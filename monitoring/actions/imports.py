"""Taking over a spreadsheet: read, compared, confirmed, and undone (Security B9, D3).

Applying writes the same cells under the same rules and versions as typing does, all rows or none.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from governance.models import ProductGroup
from monitoring import verbs
from monitoring.actions import lines as writing
from monitoring.flow import IMPORT
from monitoring.models import DeviceLine, ImportBatch, Submission, SubmissionVersion
from monitoring.models.lines import Condition
from monitoring.queries.imports import Change, Diff, diff
from monitoring.queries.lines import UNSENT
from monitoring.rules import CONDITION_OF, Answer
from monitoring.rules.cells import MEETS
from pact.access import Actor, CannotNow, new_ref
from pact.audit import record

UNDO_WITHIN = timedelta(minutes=30)
# A cell's history names each figure of an upload; beyond so many, the upload itself stands in the trail.
EVENTS = 400
_QUANTITY = ("quantity", "not_known", "typed", "revision")
_MEETS = ("meets_criteria", "meets_not_known", "meets_typed", "meets_revision")
_KEPT = (*UNSENT, "quantity", "not_known", "meets_criteria", "meets_not_known", "lifetime_months", "lifetime_not_known")


def types() -> dict[str, str]:
    return dict(ProductGroup.objects.values_list("code", "name_plural"))


@transaction.atomic
def upload(
    actor: Actor, submission: Submission, rows: list[dict], problems: list[dict], facts: dict, *, at: datetime
) -> ImportBatch:
    """Keep what was understood of a file; nothing is written to the figures."""
    writing.editable(actor, submission, at)
    batch = ImportBatch.objects.create(
        submission=submission,
        organization_id=submission.organization_id,
        file_name=facts["name"] or _("file"),
        sha256=facts["sha256"],
        understood=rows,
        problems=problems,
        before=[{"file": facts}],
        uploaded_by_id=actor.user_id,
        uploaded_at=at,
    )
    told = {"file": batch.file_name, "sha256": batch.sha256, "rows": len(rows), "problems": len(problems)}
    record(actor, verbs.IMPORT_READ, submission, at=at, organization_id=submission.organization_id, **told)
    return batch


def compared(actor: Actor, batch: ImportBatch) -> Diff:
    """The file beside the draft as it is now."""
    return diff(actor, batch.submission, batch.understood, batch.problems, types())


@transaction.atomic
def apply(actor: Actor, batch: ImportBatch, *, at: datetime) -> ImportBatch:
    """Take the file over, all of it or nothing. The same file twice changes nothing the second time."""
    submission = batch.submission
    writing.editable(actor, submission, at)
    writing.touch(submission, at)
    draft = writing.locked_draft(actor, submission)
    found = compared(actor, batch)
    if found.problems:
        raise CannotNow(_("There is something to correct in this file. Nothing was taken over."))
    with IMPORT.step("apply", batch, actor=actor, at=at, file=batch.file_name, **found.counts) as row:
        before = _snapshot(draft, found)
        made = _add(draft, [change for change in found.changes if change.what == "NEW"], at)
        _change(actor, submission, draft, [change for change in found.changes if change.what == "CHANGED"], at)
        row.before = [*row.before, {"lines": before}, {"made": made, "after": _revisions(draft)}]
        row.applied_at = at
    return batch


def _snapshot(draft, found: Diff) -> list[dict]:
    """What the changed lines said before."""
    touched = {change.line for change in found.changes if change.what == "CHANGED"}
    rows = DeviceLine.objects.filter(version=draft, line__in=touched)
    return list(rows.values("line", "condition", "label", *_KEPT))


def _revisions(draft) -> dict[str, int]:
    """The versions of all rows, to see before undoing whether somebody worked on."""
    rows = DeviceLine.objects.filter(version=draft).values_list("line", "condition", "revision", "meets_revision")
    return {f"{line}:{condition}": revision + meets for line, condition, revision, meets in rows}


def _add(draft: SubmissionVersion, changes: list[Change], at: datetime) -> list[str]:
    """New lines with what the file says of them, all at once; returns their codes."""
    rows = DeviceLine.objects.filter(version=draft)
    if rows.values("line").distinct().count() + len(changes) > writing.MOST_LINES:
        raise CannotNow(
            _("A report has at most %(most)s lines. Put some of them together.") % {"most": writing.MOST_LINES}
        )
    groups = {group.code: group for group in ProductGroup.objects.all()}
    last = dict(rows.values_list("product_group__code").annotate(last=Max("position")))
    made, new = [], []
    for change in changes:
        last[change.product] = last.get(change.product, -1) + 1
        line = new_ref()
        made.append(line)
        for condition in Condition.values:
            row = DeviceLine(
                version=draft,
                organization_id=draft.organization_id,
                line=line,
                position=last[change.product],
                label=change.label,
                product_group=groups[change.product],
                condition=condition,
                changed_at=at,
            )
            _set(row, change)
            new.append(row)
    DeviceLine.objects.bulk_create(new, batch_size=1000)
    return made


def _change(
    actor: Actor, submission: Submission, draft: SubmissionVersion, changes: list[Change], at: datetime
) -> None:
    """Known lines: only what the file names, and only where it says something else. Each cell's version moves on."""
    by_line = {change.line: change for change in changes}
    rows = list(DeviceLine.objects.filter(version=draft, line__in=by_line))
    events = []
    for row in rows:
        change = by_line[row.line]
        events += [(row, column, before, after) for column, before, after in _set(row, change)]
        row.label, row.changed_at = change.label, at
    fields = ["label", "changed_at", "revision", "meets_revision", *_KEPT]
    DeviceLine.objects.bulk_update(rows, fields, batch_size=500)
    for row, column, before, after in events[:EVENTS]:
        facts = {"line": row.line, "column": column, "label": row.label, "before": before.text, "after": after.text}
        record(actor, verbs.CELL_SAVED, submission, at=at, organization_id=submission.organization_id, **facts)


def _set(row: DeviceLine, change: Change) -> list[tuple[str, Answer, Answer]]:
    """Write what the file says into one row; returns the cells that changed."""
    changed = []
    for column, answer in change.answers.items():
        if CONDITION_OF[column] != row.condition:
            continue
        names = _MEETS if column == MEETS else _QUANTITY
        *parts, revision = names
        before = Answer(*(getattr(row, part) for part in parts))
        if answer == before:
            continue
        changed.append((column, before, answer))
        for name, new in zip(names, (*answer, getattr(row, revision) + 1), strict=True):
            setattr(row, name, new)
    for column, months in change.lifetimes.items():
        if CONDITION_OF[column] == row.condition:
            row.lifetime_months, row.lifetime_not_known = months.value, months.not_known
    return changed


@transaction.atomic
def undo(actor: Actor, batch: ImportBatch, *, at: datetime) -> ImportBatch:
    """Within half an hour, as long as nobody worked on: everything is as it was before the file."""
    submission = batch.submission
    writing.editable(actor, submission, at)
    draft = writing.locked_draft(actor, submission)
    if batch.applied_at is None or at - batch.applied_at > UNDO_WITHIN:
        raise CannotNow(_("This can no longer be undone. Correct the figures on the page."))
    with IMPORT.step("undo", batch, actor=actor, at=at, file=batch.file_name) as row:
        kept = {name: value for part in row.before for name, value in part.items()}
        if kept["after"] != _revisions(draft):
            raise CannotNow(_("Somebody changed figures since. Correct them on the page; nothing was undone."))
        DeviceLine.objects.filter(version=draft, line__in=kept["made"]).delete()
        for old in kept["lines"]:
            _restore(draft, old, at)
    return batch


def _restore(draft, old: dict, at: datetime) -> None:
    """One row as it was; its versions go on, so that an open page notices."""
    rows = DeviceLine.objects.filter(version=draft, line=old["line"], condition=old["condition"])
    values = {name: old[name] for name in (*_KEPT, "label")}
    rows.update(changed_at=at, revision=F("revision") + 1, meets_revision=F("meets_revision") + 1, **values)


def drop(actor: Actor, batch: ImportBatch, *, at: datetime) -> ImportBatch:
    """Put a file aside that was read and not taken over."""
    with IMPORT.step("drop", batch, actor=actor, at=at, file=batch.file_name):
        return batch
