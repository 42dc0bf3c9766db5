"""Proposals to the committee, by its members and the Secretariat, and what their adoption begins (Pact 5.1.1)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from governance import access, verbs
from governance.actions import matters
from governance.models import Decision, Matter
from governance.queries import proposals as queries
from governance.rules import proposals as rules
from pact.access import Actor, CannotNow
from pact.access.refs import new_ref
from pact.audit import record
from pact.deadlines.days import day_in
from pact.files.actions import store
from pact.files.models import StoredFile
from pact.publishing import cache
from pact.rulebook.actions import change_rule
from pact.rulebook.models import RuleParameter


@transaction.atomic
def put(actor: Actor, kind: str, content: dict, *, reasons: str, at: datetime) -> Matter:
    """Put a proposal before the committee, with exactly this content. The Secretariat opens the vote on it."""
    access.PROPOSE.require(actor)
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    standing = queries.standing_against(kind, content, day)
    if standing:
        raise CannotNow(standing)
    proposal = rules.PROPOSALS[kind]
    matter = matters.put_before_committee(
        actor,
        kind=kind,
        clause=rules.TARGET_CLAUSES.get(content.get("metric"), proposal.clause),
        title=queries.question(kind, content),
        summary="\n\n".join(part for part in (reasons.strip(), queries.proposed_by(actor)) if part),
        subject=Matter,
        subject_ref=queries.subject_of(kind, content) or f"{kind}/{new_ref()}",
        content=content,
        url_name="governance:proposal-detail",
        url_kwargs={},
        due_on=rules.last_vote_day(kind, content),
        at=at,
    )
    matter.url_kwargs = {"ref": matter.ref}
    matter.save(update_fields=["url_kwargs"])
    return matter


def keep_paper(actor: Actor, upload: Any, *, at: datetime) -> StoredFile:
    """The paper of a proposal, for the committee and the Secretariat."""
    access.PROPOSE.require(actor)
    return store(upload, purpose=queries.PAPER, actor=actor, at=at, allow=("pdf",), for_committee=True)


def in_time(decision: Decision, content: dict, at: datetime) -> None:
    """Nothing begins before it is decided; raises CannotNow with what to do."""
    late = rules.too_late(decision.kind, content, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    if late:
        raise CannotNow(late)


@transaction.atomic
def begin(actor: Actor, decision: Decision, values: dict[str, Any], *, at: datetime) -> None:
    """Let values of the rule book rule from the day that was decided, with the decision's number as their source."""
    content = matters.content_of(decision)
    in_time(decision, content, at)
    day = rules.begins_on(decision.kind, content)
    for key, value in values.items():
        row = change_rule(key, value, by=RuleParameter.By.DECISION, valid_from=day, source=decision.number)
        if row:
            facts = {"clause": row.clause, "key": key, "value": value, "valid_from": day}
            record(actor, verbs.RULE_CHANGED, decision, at=at, **facts)
    cache.bump()
