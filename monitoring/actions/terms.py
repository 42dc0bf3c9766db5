"""Lifetimes, what happens afterwards, and labels: stated for a product group, written to each of its lines."""

from datetime import datetime

from django.db import transaction

from monitoring import verbs
from monitoring.actions.lines import editable, locked_draft, touch
from monitoring.models import DeviceLine, Submission
from monitoring.rules import Answer
from pact.access import Actor
from pact.audit import record


@transaction.atomic
def save_lifetimes(
    actor: Actor, submission: Submission, terms: dict[tuple[str, str], tuple[Answer, str]], *, at: datetime
) -> None:
    """`terms`: by product group and condition, months and end-of-life arrangement (3.1.2.b)."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    for (group, condition), (months, end) in terms.items():
        rows = DeviceLine.objects.filter(version=draft, product_group__code=group, condition=condition)
        rows.update(lifetime_months=months.value, lifetime_not_known=months.not_known, end_of_life=end, changed_at=at)
    said = {f"{group} {condition}": [months.text, end] for (group, condition), (months, end) in terms.items()}
    record(actor, verbs.TERMS_SAVED, submission, at=at, organization_id=submission.organization_id, terms=said)


@transaction.atomic
def save_labels(actor: Actor, submission: Submission, labels: dict[str, list[str]], *, at: datetime) -> None:
    """`labels`: codes by product group (3.1.2.c)."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    for group, codes in labels.items():
        rows = DeviceLine.objects.filter(version=draft, product_group__code=group)
        rows.update(labels=sorted(codes), changed_at=at)
    record(actor, verbs.LABELS_SAVED, submission, at=at, organization_id=submission.organization_id, labels=labels)
