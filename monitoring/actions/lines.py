"""Writing cells and lines of a draft. The grid, the plain form and the import all come through here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from governance.models import ProductGroup
from monitoring import access, verbs
from monitoring.actions import versions
from monitoring.flow import role_ended
from monitoring.models import DeviceLine, Explanation, Submission, SubmissionVersion
from monitoring.queries.lines import last_year
from monitoring.queries.trails import last_change
from monitoring.rules import CONDITION_OF, Answer
from monitoring.rules.cells import MEETS, kept_value
from pact.access import Actor, CannotNow, prepared
from pact.audit import record
from pact.sheets.columns import plain
from pact.sheets.numbers import Unclear

MOST_LINES = 2000
TOUCH = timedelta(minutes=5)
# The parts of an answer as a row holds them.
_QUANTITY = ("quantity", "not_known", "typed")
_MEETS = ("meets_criteria", "meets_not_known", "meets_typed")


@dataclass(frozen=True)
class Saved:
    """`changed` False: the cell said so already."""

    version: int
    answer: Answer
    changed: bool = True


@dataclass(frozen=True)
class Conflict:
    """A colleague was faster: what stands there now, who wrote it and when. Nothing was overwritten."""

    version: int
    answer: Answer
    by: str
    at: datetime | None


def editable(actor: Actor, submission: Submission, at: datetime) -> None:
    """Whether a draft may be written to now: asked by every save of a cell, a line, a term, a reason or a file."""
    access.EDIT_SUBMISSION.require(actor, submission)
    if ended := role_ended(submission, at):
        raise CannotNow(*ended)
    if submission.state != Submission.State.DRAFT or submission.cycle.state != "OPEN":
        raise CannotNow(_("These figures are no longer a draft. Open the page again to see where they are."))


def one_line(label: str) -> str:
    """A name as people see it: one line, no control characters, 160 letters."""
    return " ".join(plain(label).split())[:160]


def touch(submission: Submission, at: datetime) -> None:
    """When somebody last worked on it, to the nearest minutes. Taken before any lock on lines, as sending does."""
    if submission.changed_at and submission.changed_at >= at - TOUCH:
        return
    stale = Q(changed_at=None) | Q(changed_at__lt=at - TOUCH)
    Submission.objects.filter(stale, pk=submission.pk).update(changed_at=at)


def locked_draft(actor: Actor, submission: Submission) -> SubmissionVersion:
    """The draft, held until the transaction ends, so that it is not sent under our hands."""
    rows = SubmissionVersion.objects.visible_to(actor).filter(submission=submission, sent_at=None)
    draft = rows.select_for_update(of=("self",), no_key=True).first()
    if draft is None:
        raise CannotNow(_("These figures were sent meanwhile. Open the page again."))
    return draft


@transaction.atomic
def save_cell(
    actor: Actor, submission: Submission, *, line: str, column: str, text: Any, revision: int, at: datetime
) -> Saved | Conflict | Unclear:
    """Save one cell if it is as its writer saw it (Security B6); a text that is no figure stays, to be corrected."""
    editable(actor, submission, at)
    if column not in CONDITION_OF:
        raise CannotNow(_("There is no such column."))
    answer = kept_value(text, (_("not known"),))
    if isinstance(answer, Unclear):
        return answer
    touch(submission, at)
    row = next(iter(prepared(_held, actor, submission.pk, line, CONDITION_OF[column])), None)
    if row is None:
        locked_draft(actor, submission)
        raise CannotNow(_("A colleague removed this line meanwhile. Open the page again."))
    return _write(actor, submission, row, column, answer, revision, at)


def _held(actor: Actor, submission: int, line: str, condition: str):
    """The row of a cell in the draft, both held until the transaction ends."""
    rows = DeviceLine.objects.visible_to(actor).filter(version__submission=submission, version__sent_at=None)
    rows = rows.filter(line=line, condition=condition).select_related("version")
    return rows.select_for_update(of=("self", "version"), no_key=True)


def _write(
    actor: Actor,
    submission: Submission,
    row: DeviceLine,
    column: str,
    answer: Answer,
    revision: int | None,
    at: datetime,
) -> Saved | Conflict:
    """`revision` None: the caller holds the whole draft (an import that was compared just now)."""
    meets = column == MEETS
    names = (*_MEETS, "meets_revision") if meets else (*_QUANTITY, "revision")
    before = Answer(*(getattr(row, name) for name in names[:-1]))
    current = row.meets_revision if meets else row.revision
    if answer == before:
        return Saved(current, answer, changed=False)
    if revision is not None and revision != current:
        change = last_change(actor, submission, row.line, column)
        return Conflict(current, before, change.who if change else "", change.at if change else None)
    values = dict(zip(names, (*answer, current + 1), strict=True))
    DeviceLine.objects.filter(pk=row.pk).update(changed_at=at, **values)
    facts = {"line": row.line, "column": column, "label": row.label, "before": before.text, "after": answer.text}
    record(actor, verbs.CELL_SAVED, submission, at=at, organization_id=submission.organization_id, **facts)
    return Saved(current + 1, answer)


@transaction.atomic
def save_cells(
    actor: Actor, submission: Submission, cells: list[tuple[str, str, Answer, int | None]], *, at: datetime
) -> list[tuple[str, str, Conflict]]:
    """Save many cells (line, column, answer, revision) under one lock; returns those a colleague had changed."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    rows = DeviceLine.objects.filter(version=draft, line__in={cell[0] for cell in cells})
    known = {(row.line, row.condition): row for row in rows}
    conflicts = []
    for line, column, answer, revision in cells:
        row = known.get((line, CONDITION_OF[column]))
        done = _write(actor, submission, row, column, answer, revision, at) if row else None
        if isinstance(done, Conflict):
            conflicts.append((line, column, done))
    return conflicts


@transaction.atomic
def add_line(
    actor: Actor, submission: Submission, group: ProductGroup, label: str, *, at: datetime, line: str = "", **terms: Any
) -> str:
    """A new empty line at the end of its product group; returns its code."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    label = one_line(label) or versions.FIRST_LABEL
    rows = DeviceLine.objects.filter(version=draft)
    if rows.filter(product_group=group, label__iexact=label).exists():
        facts = {"label": label, "type": group.name_plural}
        raise CannotNow(_("There is a line %(label)s among the %(type)s already. Give this one another name.") % facts)
    if rows.values("line").distinct().count() >= MOST_LINES:
        raise CannotNow(_("A report has at most %(most)s lines. Put some of them together.") % {"most": MOST_LINES})
    last = rows.filter(product_group=group).aggregate(last=Max("position"))["last"]
    line = versions.add_rows(draft, group, label, 0 if last is None else last + 1, at=at, line=line, **terms)
    facts = {"line": line, "label": label, "type": group.code}
    record(actor, verbs.LINE_ADDED, submission, at=at, organization_id=submission.organization_id, **facts)
    return line


@transaction.atomic
def add_after(actor: Actor, submission: Submission, after: str, *, at: datetime) -> str:
    """An empty line below another one, for a paste that needs more room."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    above = DeviceLine.objects.filter(version=draft, line=after).select_related("product_group").first()
    if above is None:
        raise CannotNow(_("A colleague removed this line meanwhile. Open the page again."))
    rows = DeviceLine.objects.filter(version=draft, product_group=above.product_group)
    names = {label.casefold() for label in rows.values_list("label", flat=True)}
    label = next(name for name in (_("Line %(n)s") % {"n": n} for n in range(2, 9999)) if name.casefold() not in names)
    rows.filter(position__gt=above.position).update(position=F("position") + 1)
    line = versions.add_rows(draft, above.product_group, label, above.position + 1, at=at)
    facts = {"line": line, "label": label, "type": above.product_group.code}
    record(actor, verbs.LINE_ADDED, submission, at=at, organization_id=submission.organization_id, **facts)
    return line


@transaction.atomic
def remove_line(actor: Actor, submission: Submission, line: str, *, at: datetime) -> None:
    """Take a line out of the draft; what was sent before keeps it. What it said stands in the event."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    rows = list(DeviceLine.objects.filter(version=draft, line=line))
    if not rows:
        return
    cells = {row.condition: Answer(row.quantity, row.not_known, row.typed).text for row in rows}
    Explanation.objects.filter(version=draft, line=line).delete()
    DeviceLine.objects.filter(version=draft, line=line).delete()
    facts = {"line": line, "label": rows[0].label, "cells": cells}
    record(actor, verbs.LINE_REMOVED, submission, at=at, organization_id=submission.organization_id, **facts)


@transaction.atomic
def rename_line(actor: Actor, submission: Submission, line: str, label: str, *, at: datetime) -> None:
    """Give a line another name; an empty one leaves it as it is."""
    editable(actor, submission, at)
    label = one_line(label)
    if label:
        DeviceLine.objects.filter(version=locked_draft(actor, submission), line=line).update(label=label)


@transaction.atomic
def start_from_last_year(actor: Actor, submission: Submission, *, at: datetime) -> int:
    """The lines of the year before without their figures; empty lines that nobody touched make room."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    _clear_untouched(draft)
    here = set(DeviceLine.objects.filter(version=draft).values_list("product_group__code", "label"))
    codes = set(DeviceLine.objects.filter(version=draft).values_list("line", flat=True))
    groups = {group.code: group for group in ProductGroup.objects.all()}
    added = 0
    for old in last_year(actor, submission):
        if (old.group, old.label) in here or old.line in codes:
            continue
        versions.add_rows(draft, groups[old.group], old.label, old.position, at=at, line=old.line)
        added += 1
    record(actor, verbs.LINES_COPIED, submission, at=at, organization_id=submission.organization_id, lines=added)
    return added


def _clear_untouched(draft: SubmissionVersion) -> None:
    """Lines in which no cell was ever written."""
    rows = DeviceLine.objects.filter(version=draft)
    written = Q(revision__gt=1) | Q(meets_revision__gt=1) | Q(quantity__isnull=False) | Q(not_known=True)
    touched = rows.filter(written).values_list("line", flat=True)
    rows.exclude(line__in=list(touched)).delete()
