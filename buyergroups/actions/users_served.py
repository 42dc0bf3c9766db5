"""The users-served ledger (Pact 3.2.1.c): statements are added, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, rules, verbs
from buyergroups.actions import users_blocks
from buyergroups.models import BuyerGroup, GroupMembership, UsersServed, standings_on
from buyergroups.queries import users_served as queries
from buyergroups.queries.onboarding import USERS
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.publishing import cache
from participants.actions import listings, onboarding
from participants.models import Organization


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()


@dataclass(frozen=True)
class Confirmed:
    """How many figures and blocks were said again, and of whom none was, with the reason in words."""

    statements: int
    blocks: int
    left_out: tuple[str, ...] = ()


@transaction.atomic
def state_users(
    actor: Actor,
    organization: Organization,
    *,
    as_of: date,
    users_total: int,
    source: str,
    laptop_users: int | None = None,
    smartphone_users: int | None = None,
    served_via: Organization | None = None,
    at: datetime,
) -> UsersServed:
    """Add a statement; another one for the same day restates the one before, which stays as it was.

    Raises CannotNow with what does not add up. Saying the same again for the same day changes nothing."""
    access.STATE_USERS.require(actor, organization)
    _one_at_a_time(organization, served_via)
    _must_add_up(organization, as_of, users_total, laptop_users, smartphone_users, served_via, at)
    given = {
        "laptop_users": laptop_users,
        "smartphone_users": smartphone_users,
        "users_total": users_total,
        "source": source,
        "served_via_id": served_via.pk if served_via else None,
    }
    before = UsersServed.objects.filter(organization=organization, as_of=as_of, superseded_by=None).first()
    if before and all(getattr(before, name) == value for name, value in given.items()):
        return before
    statement = UsersServed.objects.create(
        organization=organization, as_of=as_of, entered_by_id=actor.user_id, entered_at=at, **given
    )
    _replaced(actor, before, statement, at)
    if not _newer(organization, as_of):
        _list(statement)
    _first_of_a_group(actor, organization, as_of, at)
    cache.bump()
    return statement


def _one_at_a_time(organization: Organization, served_via: Organization | None) -> None:
    """Two that name each other in two windows would both be counted nowhere."""
    keys = sorted({organization.pk, served_via.pk if served_via else organization.pk})
    list(Organization.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _replaced(actor: Actor, before: UsersServed | None, statement: UsersServed, at: datetime) -> None:
    facts = {"organization_id": statement.organization_id, "users": statement.users_total, "as_of": statement.as_of}
    if before is None:
        record(actor, verbs.USERS_STATED, statement, at=at, clause="3.2.1.c", **facts)
        return
    before.superseded_by = statement
    before.save(update_fields=["superseded_by"])
    record(actor, verbs.USERS_RESTATED, statement, at=at, clause="3.2.1.c", before=before.users_total, **facts)


def _list(statement: UsersServed) -> None:
    """The public list shows the newest figure; who is counted by somebody else has none of its own."""
    with scope.as_system("listing"):
        if statement.served_via_id:
            listings.served_elsewhere(statement.organization)
        else:
            figure = {"users_served": statement.users_total, "users_served_on": statement.as_of}
            listings.note(statement.organization, **figure)


def _first_of_a_group(actor: Actor, organization: Organization, day: date, at: datetime) -> None:
    """The first figure of a member is a first step of the one who coordinates (6.3.1)."""
    groups = GroupMembership.objects.active_on(day).filter(organization=organization).values("group_id")
    with scope.as_system("onboarding"):
        waiting = Organization.objects.filter(onboarding__code=USERS.code, onboarding__done_at=None)
        for coordinator in waiting.filter(participations__groups__in=groups).distinct():
            onboarding.done(actor, coordinator, USERS.code, at=at)


def _must_add_up(organization, as_of: date, total: int, laptops, phones, served_via, at: datetime) -> None:
    problems = [sentence for _field, sentence in rules.users_problems(laptops, phones, total)]
    if as_of > _day(at):
        problems.append("The day for which the number holds cannot be in the future.")
    if served_via and served_via.pk == organization.pk:
        problems.append("An organisation counts its own users itself: name another one, or none.")
    elif served_via:
        problems += _chain(organization, as_of, served_via)
    if problems:
        raise CannotNow(*problems)


def _chain(organization: Organization, as_of: date, served_via: Organization) -> list[str]:
    """No chains and no circles: who counts others counts itself (3.2.1.c)."""
    new = rules.Said(organization.pk, as_of, served_via.pk)
    found = rules.chained(queries.said_around(organization.pk, served_via.pk), new)
    if found == "VIA":
        return [f"{served_via.name} is counted by another organisation itself. Name that one."]
    if found == "COUNTS":
        name = organization.name
        return [f"{name} counts the users of others, so it counts its own as well. Change those first, or name nobody."]
    return []


def _newer(organization: Organization, as_of: date) -> bool:
    return UsersServed.objects.filter(organization=organization, as_of__gt=as_of, superseded_by=None).exists()


@transaction.atomic
def confirm_unchanged(actor: Actor, group: BuyerGroup, *, as_of: date, at: datetime) -> Confirmed:
    """State every member's and observer's latest figure, and the blocks, again as of a day, in one act.

    Who left the group, has no figure yet or was counted by somebody who left is not confirmed, and named."""
    access.CONFIRM_USERS.require(actor, group)
    standing = set(standings_on(as_of))
    left_out = [*queries.without_figure(group, as_of), *queries.left_since(group, as_of)]
    statements = 0
    for latest in queries.latest_of_group(group, as_of):
        if latest.served_via_id and latest.served_via_id not in standing:
            left_out.append(f"{latest.organization.name} ({latest.served_via.name}, which counted it, is not in)")
        elif latest.as_of != as_of:
            _say_again(actor, latest, as_of, at)
            statements += 1
    said = users_blocks.confirm(actor, group, as_of=as_of, at=at)
    facts = {"statements": statements, "blocks": said, "left_out": left_out}
    record(actor, verbs.USERS_CONFIRMED, group, at=at, group_id=group.pk, clause="3.2.1.c", **facts)
    deadlines.CONFIRM_USERS.meet(group, at)
    return Confirmed(statements, said, tuple(left_out))


def _say_again(actor: Actor, latest: UsersServed, as_of: date, at: datetime) -> None:
    state_users(
        actor,
        latest.organization,
        as_of=as_of,
        users_total=latest.users_total,
        laptop_users=latest.laptop_users,
        smartphone_users=latest.smartphone_users,
        source=latest.source,
        served_via=latest.served_via,
        at=at,
    )


def ask_to_confirm(*, at: datetime) -> int:
    """Twice a year every coordinator is asked for current numbers, the Secretariat where nobody coordinates (P17);
    returns how many groups are asked. Nightly."""
    day = _day(at)
    if not rules.is_asked_to_confirm(day):
        return 0
    groups = BuyerGroup.objects.filter(state=BuyerGroup.State.ACTIVE).select_related("coordination")
    with_members = list(groups.filter(memberships__in=GroupMembership.objects.active_on(day)).distinct())
    for group in with_members:
        deadlines.CONFIRM_USERS.set(
            about=group,
            at=at,
            due_at=end_of_day(rules.confirm_by(day), settings.SECRETARIAT_TIME_ZONE),
            title=f"Confirm the users served in the {group.name}",
            url_name="buyergroups:group-users",
            url_kwargs={"group": group.slug},
            workspace="GROUP" if group.is_coordinated_on(day) else "SECRETARIAT",
            group_id=group.pk,
        )
    return len(with_members)
