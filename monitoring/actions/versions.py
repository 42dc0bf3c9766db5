"""Versions of a submission: the draft, and what was sent, which is never changed (domain invariant 7)."""

import hashlib
import json
from datetime import datetime

from monitoring.models import DeviceLine, Explanation, Submission, SubmissionVersion
from monitoring.models.lines import Condition
from monitoring.queries.lines import FIELDS, UNSENT
from pact.access import Actor, CannotNow, new_ref
from pact.access.scope import as_system

# Everybody's first lines: one for each product group, so that somebody who buys centrally has nothing to set up.
FIRST_LABEL = "All departments"


def draft_of(actor: Actor, submission: Submission) -> SubmissionVersion | None:
    return SubmissionVersion.objects.visible_to(actor).filter(submission=submission, sent_at=None).first()


def open_draft(actor: Actor, submission: Submission, groups, *, at: datetime) -> SubmissionVersion:
    """The draft, made when there is none: a copy of what was sent last, or one empty line a product group."""
    known = draft_of(actor, submission)
    if known:
        return known
    before = SubmissionVersion.objects.visible_to(actor).filter(submission=submission).order_by("-number").first()
    draft = SubmissionVersion.objects.create(
        submission=submission, organization=submission.organization, number=before.number + 1 if before else 1
    )
    if before:
        _copy(before, draft, at)
    else:
        for position, group in enumerate(groups):
            add_rows(draft, group, FIRST_LABEL, position, at=at)
    return draft


def add_rows(draft: SubmissionVersion, group, label: str, position: int, *, at: datetime, line: str = "", **terms):
    """One line of the grid is a row for each condition; returns its code."""
    line = line or new_ref()
    DeviceLine.objects.bulk_create(
        DeviceLine(
            version=draft,
            organization_id=draft.organization_id,
            line=line,
            position=position,
            label=label,
            product_group=group,
            condition=condition,
            changed_at=at,
            **terms,
        )
        for condition in Condition.values
    )
    return line


def _copy(before: SubmissionVersion, draft: SubmissionVersion, at: datetime) -> None:
    for model in (DeviceLine, Explanation):
        rows = list(model.objects.filter(version=before))
        for row in rows:
            row.pk, row.version, row.group = None, draft, None
            if model is DeviceLine:
                row.changed_at = at
        model.objects.bulk_create(rows)


def seal(draft: SubmissionVersion, submission: Submission, actor: Actor, *, nil: bool, at: datetime) -> None:
    """Make the draft what was sent: its recipient may see it now, and nobody may change it any more."""
    if nil:
        DeviceLine.objects.filter(version=draft).delete()
        Explanation.objects.filter(version=draft).delete()
    for model in (DeviceLine, Explanation):
        model.objects.filter(version=draft).update(group_id=submission.group_id)
    draft.group_id = submission.group_id
    draft.nil, draft.sha256 = nil, content_hash(draft)
    draft.sent_at, draft.sent_by_id = at, actor.user_id
    draft.save()


def content_hash(version: SubmissionVersion) -> str:
    """The hash of what a version says: its lines and its explanations, not when or by whom."""
    skip = ("revision", "meets_revision", "position", "product_group__name_plural", "product_group__order", *UNSENT)
    fields = [name for name in FIELDS if name not in skip]
    lines = DeviceLine.objects.filter(version=version).order_by("line", "condition").values_list(*fields)
    said = Explanation.objects.filter(version=version).order_by("line", "column", "rule")
    told = [list(row) for row in said.values_list("line", "column", "rule", "reason", "words")]
    text = json.dumps([version.nil, [list(line) for line in lines], told], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_the_same(submission: Submission, draft: SubmissionVersion) -> None:
    """What came back with remarks is not sent again as it was: correct it, or explain it."""
    before = submission.versions.filter(sent_at__isnull=False).order_by("-number").first()
    if (
        before
        and before.sha256 == content_hash(draft)
        and submission.notes.filter(version_number=before.number).exists()
    ):
        raise CannotNow("Nothing has changed since it came back. Correct a figure, or explain it in a few words.")


def next_receipt(submission: Submission) -> str:
    """2026-NO-0148: the year, the country, and a number that counts up within the year."""
    with as_system("receipt"):
        cycle = type(submission.cycle).objects.select_for_update(no_key=True).get(pk=submission.cycle_id)
        number = Submission.objects.filter(cycle=cycle, receipt__isnull=False).count() + 1
    return f"{cycle.year}-{submission.organization.country or 'INT'}-{number:04d}"
