"""A group rests, wakes, closes (5.2.2): what becomes of its members, its tasks and its representatives."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import deadlines, mails, verbs
from buyergroups.actions import memberships, representatives
from buyergroups.actions.groups import work_again
from buyergroups.flow import GROUP
from buyergroups.models import BuyerGroup, GroupMembership
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.actions import hand_to_secretariat
from pact.deadlines.days import day_in
from pact.flow.effects import follow
from pact.publishing import cache


def take(actor: Actor, step: str, group: BuyerGroup, reason: str, *, at: datetime) -> BuyerGroup:
    """A step by its name, as pages offer it."""
    if step == "wake":
        return wake(actor, group, at=at)
    return (rest if step == "rest" else close)(actor, group, reason, at=at)


@transaction.atomic
def rest(actor: Actor, group: BuyerGroup, reason: str, *, at: datetime) -> BuyerGroup:
    """It does not work for a while. Its members stay in it and report to the Secretariat (preamble P17)."""
    _why(reason)
    with GROUP.step("rest", group, actor=actor, at=at, group_id=group.pk, reason=reason) as row:
        row.state_reason = reason.strip()
    deadlines.REPRESENTATIVE_VACANT.waive(group, at)
    _hand_on(actor, group, at)
    mails.group_news(group, "rests", at=at)
    return group


@transaction.atomic
def wake(actor: Actor, group: BuyerGroup, *, at: datetime) -> BuyerGroup:
    """It works again, with a coordinator: whoever lives in its area and is in no group is asked to join (3.3.1)."""
    with GROUP.step("wake", group, actor=actor, at=at, group_id=group.pk) as row:
        row.state_reason = ""
    work_again(actor, group, at=at)
    mails.group_news(group, "wakes", at=at)
    return group


@transaction.atomic
def close(actor: Actor, group: BuyerGroup, reason: str, *, at: datetime) -> BuyerGroup:
    """The end of a group. Its members get the next group of theirs as the primary one, or report to the Secretariat;
    what it reported stays, and what it had open to do is the Secretariat's."""
    _why(reason)
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    mails.group_news(group, "closes", at=at, reason=reason.strip())
    with GROUP.step("close", group, actor=actor, at=at, group_id=group.pk, reason=reason) as row:
        row.closed_on, row.state_reason = day, reason.strip()
    rows = GroupMembership.objects.filter(group=group).select_related("organization").order_by("pk")
    for membership in rows.filter(state="ACTIVE"):
        memberships.end(actor, membership, at=at)
    for membership in rows.filter(state__in=("ASKED", "INVITED", "DECLINED")):
        memberships.withdraw(actor, membership, at=at)
    for representative in group.representatives.filter(period__contains=day):
        representatives.end(actor, representative, on=day, at=at)
    deadlines.REPRESENTATIVE_VACANT.waive(group, at)
    deadlines.CONFIRM_USERS.waive(group, at)
    _hand_on(actor, group, at)
    return group


def _why(reason: str) -> None:
    if not reason.strip():
        raise CannotNow(_("Say in a few words why."))


def _hand_on(actor: Actor, group: BuyerGroup, at: datetime) -> None:
    if handed := hand_to_secretariat(group.pk, at=at):
        record(actor, verbs.TASKS_HANDED_ON, group, at=at, group_id=group.pk, clause="5.2.2", tasks=handed)
    follow("GROUP_EFFECTS", group, at=at)
    cache.bump()
