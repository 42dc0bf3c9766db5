"""Founding buyer groups, setting them up, the areas they cover, and who coordinates them."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from buyergroups import access, mails, rules, verbs
from buyergroups.actions import matching, memberships
from buyergroups.flow import GROUP
from buyergroups.models import BuyerGroup, GroupMembership, GroupTerritory
from buyergroups.queries.onboarding import COORDINATE
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.actions import hand_to_group
from pact.deadlines.days import day_in
from pact.flow.effects import follow
from pact.publishing import cache
from participants.actions import onboarding
from participants.models import Participation, Territory

DESCRIBED = ("about", "set_up", "working_language", "other_languages", "website", "contact_email")


@transaction.atomic
def found_group(
    actor: Actor,
    *,
    name: str,
    slug: str,
    coordination: Participation | None,
    territories: list[Territory],
    working_language: str,
    founded_on: date,
    about: str = "",
    contact_email: str = "",
    at: datetime,
) -> BuyerGroup:
    """A group, active at once when somebody coordinates it; without a coordinator it is starting (P17).

    With an active group everybody in its area who is in none is asked to join (3.3.1)."""
    access.FOUND_GROUP.require(actor)
    if coordination and coordination.role != Participation.Role.COORDINATING:
        raise CannotNow("Only a coordinating participation can carry a buyer group (Pact 3.2.1).")
    if BuyerGroup.objects.filter(Q(slug=slug) | Q(name__iexact=name)).exists():
        raise CannotNow("There is a group with this name. Choose another one.")
    group = BuyerGroup.objects.create(
        slug=slug,
        name=name,
        coordination=coordination,
        working_language=working_language,
        founded_on=founded_on,
        about=about,
        contact_email=contact_email,
        state=BuyerGroup.State.ACTIVE if coordination else BuyerGroup.State.STARTING,
    )
    for territory in territories:
        GroupTerritory.objects.create(group=group, territory=territory)
    record(actor, verbs.GROUP_FOUNDED, group, at=at, group_id=group.pk, clause="3.2.1.a", name=name)
    if coordination:
        onboarding.done(actor, coordination.organization, COORDINATE.code, at=at)
        matching.match_group(group, at=at)
    cache.bump()
    return group


@transaction.atomic
def describe_group(actor: Actor, group: BuyerGroup, *, at: datetime, **described: str | list[str]) -> BuyerGroup:
    """How the group works and speaks, and where it is reached (preamble P7): public at once. Nothing new, no trace."""
    access.SETTLE_GROUP.require(actor, group)
    row = BuyerGroup.objects.select_for_update().get(pk=group.pk)
    if row.state == BuyerGroup.State.CLOSED:
        raise CannotNow(_("This group is closed. Its page stays as it was."))
    changed = [name for name in DESCRIBED if name in described and getattr(row, name) != described[name]]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, described[name])
    row.save()
    record(actor, verbs.GROUP_DESCRIBED, row, at=at, group_id=row.pk, clause="3.2.1.a", changed=changed)
    cache.bump()
    return row


@transaction.atomic
def set_areas(actor: Actor, group: BuyerGroup, territories: list[Territory], *, at: datetime) -> int:
    """The areas a group covers. Participants of a new one are asked to join, those of one it leaves are asked no more
    (3.3.1); who is in the group stays. Returns how many were asked."""
    access.KEEP_GROUPS.require(actor, group)
    row = BuyerGroup.objects.select_for_update().get(pk=group.pk)
    if row.state == BuyerGroup.State.CLOSED:
        raise CannotNow(_("This group is closed. Its page stays as it was."))
    if not territories:
        raise CannotNow(_("A group covers at least one area."))
    before = {link.territory.code: link for link in row.territories.select_related("territory")}
    after = {territory.code: territory for territory in territories}
    if before.keys() == after.keys():
        return 0
    GroupTerritory.objects.filter(pk__in=[link.pk for code, link in before.items() if code not in after]).delete()
    for code in after.keys() - before.keys():
        GroupTerritory.objects.create(group=row, territory=after[code])
    facts = {"added": sorted(after.keys() - before.keys()), "left": sorted(before.keys() - after.keys())}
    record(actor, verbs.AREAS_CHANGED, row, at=at, group_id=row.pk, clause="3.3.1", **facts)
    _ask_no_more(actor, row, after, at)
    cache.bump()
    return matching.match_group(row, at=at)


def _ask_no_more(actor: Actor, group: BuyerGroup, areas: dict[str, Territory], at: datetime) -> None:
    waiting = GroupMembership.objects.filter(group=group, state="ASKED").select_related("organization__territory")
    for membership in list(waiting):
        own = membership.organization.territory
        lineage = rules.lineage_of(own.lineage if own else (), membership.organization.country)
        if not rules.covers(areas, lineage):
            memberships.withdraw(actor, membership, at=at)


@transaction.atomic
def give_coordinator(actor: Actor, group: BuyerGroup, coordination: Participation, *, at: datetime) -> BuyerGroup:
    """An organization takes over a group that nobody coordinates. One that is starting is active with it, and
    participants of its area are asked to join (3.3.1); what the Secretariat did in its place is the group's again."""
    access.KEEP_GROUPS.require(actor, group)
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    row = BuyerGroup.objects.select_for_update(of=("self",)).select_related("coordination__organization")
    row = row.get(pk=group.pk)
    if row.state == BuyerGroup.State.CLOSED:
        raise CannotNow(_("This group is closed. Found a new one."))
    if row.is_coordinated_on(day):
        raise CannotNow(
            _("%(name)s coordinates this group. Its role has to end first.") % {"name": row.coordination.organization}
        )
    if coordination.role != Participation.Role.COORDINATING or day not in coordination.period:
        raise CannotNow(_("Only a coordinating participation in force can carry a buyer group (Pact 3.2.1)."))
    row.coordination = coordination
    row.save()
    facts = {"clause": "3.2.1.a", "organization": coordination.organization.slug}
    record(actor, verbs.COORDINATOR_FOUND, row, at=at, group_id=row.pk, **facts)
    onboarding.done(actor, coordination.organization, COORDINATE.code, at=at)
    if row.state == BuyerGroup.State.STARTING:
        with GROUP.step("begin", row, actor=actor, at=at, group_id=row.pk):
            pass
    work_again(actor, row, at=at)
    mails.group_news(row, "coordinated", at=at)
    return row


def work_again(actor: Actor, group: BuyerGroup, *, at: datetime) -> None:
    """A group with a coordinator works: it has its tasks back, asks the participants of its area, receives figures."""
    if group.state == BuyerGroup.State.ACTIVE:
        if handed := hand_to_group(group.pk, at=at):
            record(actor, verbs.TASKS_GIVEN_BACK, group, at=at, group_id=group.pk, clause="3.2.1", tasks=handed)
        matching.match_group(group, at=at)
    follow("GROUP_EFFECTS", group, at=at)
    cache.bump()
