"""Blocks of users served by members and observers that are not named one by one (Pact 3.2.1.c)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from buyergroups import access, rules, verbs
from buyergroups.models import BuyerGroup, UsersBlock
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache


@transaction.atomic
def state_block(
    actor: Actor,
    group: BuyerGroup,
    *,
    kind: str,
    as_of: date,
    organizations: int,
    users_total: int,
    not_overlapping: bool,
    source: str,
    note: str = "",
    at: datetime,
) -> UsersBlock:
    """Add a block; another one for the same day restates the one before. It counts only if nobody in it is counted
    elsewhere. Raises CannotNow with what does not add up."""
    access.CONFIRM_USERS.require(actor, group)
    problems = [sentence for _field, sentence in rules.block_problems(organizations, users_total)]
    if as_of > day_in(at, settings.SECRETARIAT_TIME_ZONE):
        problems.append("The day for which the number holds cannot be in the future.")
    if problems:
        raise CannotNow(*problems)
    BuyerGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    before = UsersBlock.objects.filter(group=group, kind=kind, as_of=as_of, superseded_by=None).first()
    block = UsersBlock.objects.create(
        group=group,
        kind=kind,
        as_of=as_of,
        organizations=organizations,
        users_total=users_total,
        not_overlapping=not_overlapping,
        source=source,
        note=note.strip(),
        entered_by_id=actor.user_id,
        entered_at=at,
    )
    if before:
        before.superseded_by = block
        before.save(update_fields=["superseded_by"])
    facts = {"organizations": organizations, "users": users_total, "counts": not_overlapping}
    record(actor, verbs.BLOCK_STATED, block, at=at, group_id=group.pk, clause="3.2.1.c", **facts)
    cache.bump()
    return block


def confirm(actor: Actor, group: BuyerGroup, *, as_of: date, at: datetime) -> int:
    """Say the blocks in force again as of a day; returns how many."""
    rows = UsersBlock.objects.latest(as_of).filter(group=group)
    rows = [row for row in rows if row.organizations and row.as_of != as_of]
    for row in rows:
        state_block(
            actor,
            group,
            kind=row.kind,
            as_of=as_of,
            organizations=row.organizations,
            users_total=row.users_total,
            not_overlapping=row.not_overlapping,
            source=row.source,
            note=row.note,
            at=at,
        )
    return len(rows)
