"""Saying why a figure that looks odd is right."""

from datetime import datetime

from django.db import transaction

from monitoring import verbs
from monitoring.actions.lines import editable, locked_draft, touch
from monitoring.models import Explanation, Submission
from pact.access import Actor
from pact.audit import record


@transaction.atomic
def explain(
    actor: Actor,
    submission: Submission,
    *,
    line: str,
    column: str,
    rule: str,
    reason: str,
    words: str,
    at: datetime,
) -> Explanation | None:
    """Keep a reason for a finding; without reason and words it is taken back."""
    editable(actor, submission, at)
    touch(submission, at)
    draft = locked_draft(actor, submission)
    place = {"version": draft, "line": line, "column": column, "rule": rule}
    words = " ".join(words.split())[:300]
    if not reason and not words:
        Explanation.objects.filter(**place).delete()
        return None
    said, _new = Explanation.objects.update_or_create(
        **place,
        defaults={"organization_id": draft.organization_id, "reason": reason, "words": words, "written_at": at},
    )
    facts = {"line": line, "column": column, "rule": rule, "reason": reason, "words": words}
    record(actor, verbs.EXPLAINED, submission, at=at, organization_id=submission.organization_id, **facts)
    return said
