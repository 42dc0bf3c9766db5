"""The users-served ledger (Pact 3.2.1.c): statements are added, never changed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, rules, verbs
from buyergroups.models import BuyerGroup, GroupMembership, UsersServed
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
    """Add a statement; one for the same day supersedes the one before. Raises CannotNow with what does not add up."""
    access.STATE_USERS.require(actor, organization)
    _must_add_up(organization, as_of, users_total, laptop_users, smartphone_users, served_via, at)
    before = UsersServed.objects.filter(organization=organization, as_of=as_of, superseded_by=None).first()
    statement = UsersServed.objects.create(
        organization=organization,
        as_of=as_of,
        laptop_users=laptop_users,
        smartphone_users=smartphone_users,
        users_total=users_total,
        source=source,
        served_via=served_via,
        entered_by_id=actor.user_id,
        entered_at=at,
    )
    if before:
        before.superseded_by = statement
        before.save()
    record(
        actor,
        verbs.USERS_STATED,
        statement,
        at=at,
        organization_id=organization.pk,
        clause="3.2.1.c",
        users=users_total,
    )
    if served_via is None and not _newer(organization, as_of):
        with scope.as_system("listing"):
            listings.note(organization, users_served=users_total, users_served_on=as_of)
    _first_of_a_group(actor, organization, as_of, at)
    cache.bump()
    return statement


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
    elif served_via and UsersServed.objects.latest(as_of).filter(organization=served_via).exclude(served_via=None):
        problems.append(f"{served_via.name} is counted by another organisation itself. Name that one.")
    if problems:
        raise CannotNow(*problems)


def _newer(organization: Organization, as_of: date) -> bool:
    return UsersServed.objects.filter(organization=organization, as_of__gt=as_of, superseded_by=None).exists()


@transaction.atomic
def confirm_unchanged(actor: Actor, group: BuyerGroup, *, as_of: date, at: datetime) -> int:
    """State every member's and observer's latest figure again as of a day, in one act; returns how many."""
    access.CONFIRM_USERS.require(actor, group)
    confirmed = 0
    for latest in queries.latest_of_group(group, as_of):
        if latest.as_of == as_of:
            continue
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
        confirmed += 1
    record(actor, verbs.USERS_CONFIRMED, group, at=at, group_id=group.pk, clause="3.2.1.c", statements=confirmed)
    deadlines.CONFIRM_USERS.meet(group, at)
    return confirmed


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
