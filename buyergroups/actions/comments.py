"""Comments on drafts: given, looked at, answered (4.4)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, rules, verbs
from buyergroups.models import Comment, LibraryVersion
from buyergroups.queries import drafts as queries
from buyergroups.queries.versions import every_chair
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache

# Of one visitor on one draft in a day.
MOST_A_DAY = 20


@transaction.atomic
def comment(
    actor: Actor,
    version: LibraryVersion,
    *,
    name: str = "",
    email: str = "",
    organization_name: str = "",
    criterion_code: str = "",
    text: str,
    at: datetime,
) -> Comment:
    """On the whole, or on a row by its code. Of somebody signed in it is shown at once, a visitor's waits until the
    working group or the Secretariat looked at it. Nobody comments after the last day."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    access.COMMENT_ON_DRAFT.require(actor, version)
    if not rules.takes_comments(version.state, version.comments_until, day):
        raise CannotNow("The time for comments on this draft is over.")
    if criterion_code and not version.criteria.filter(code=criterion_code).exists():
        raise CannotNow("This row is not in the draft any more. Choose another one, or comment on the whole.")
    visitor = actor.is_anonymous
    with scope.as_system("comments"):
        if visitor and _today(version, email, at) >= MOST_A_DAY:
            raise CannotNow("There are many comments from this address today. Send the others tomorrow.")
        made = Comment.objects.create(
            version=version,
            criterion_code=criterion_code,
            user_id=actor.user_id,
            name=name.strip() if visitor else actor.name,
            email=email.strip() if visitor else "",
            organization_name=organization_name.strip() or queries.organization_of(actor, version),
            text=text.strip(),
            at=at,
            state=Comment.State.WAITING if visitor else Comment.State.SHOWN,
        )
        by = Actor.at_the_door(version.ref) if visitor else actor
        record(by, verbs.COMMENTED, made, at=at, clause="4.4", version=version.ref, code=criterion_code)
        if visitor:
            _put_on_desks(version, at)
    cache.bump()
    return made


def _today(version: LibraryVersion, email: str, at: datetime) -> int:
    return Comment.objects.filter(version=version, email__iexact=email, at__gt=at - timedelta(days=1)).count()


def _put_on_desks(version: LibraryVersion, at: datetime) -> None:
    """The chair looks at it; where there is none, the Secretariat."""
    item = version.item
    chairs = every_chair(item.working_group_id, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    for owner in [{"user": chair} for chair in chairs] or [{"workspace": "SECRETARIAT"}]:
        deadlines.LOOK_AT_COMMENTS.set(
            about=version,
            at=at,
            title=f"Look at comments: {item.title}"[:240],
            url_name="buyergroups:version-detail",
            url_kwargs=deadlines.address(version),
            **owner,
        )


@transaction.atomic
def show(actor: Actor, row: Comment, *, at: datetime) -> None:
    _settle(actor, row, Comment.State.SHOWN, verbs.COMMENT_SHOWN, at)


@transaction.atomic
def hide(actor: Actor, row: Comment, *, at: datetime) -> None:
    """Kept from being shown, not removed: its author and the working group still read it."""
    _settle(actor, row, Comment.State.HIDDEN, verbs.COMMENT_HIDDEN, at)


def _settle(actor: Actor, row: Comment, state: str, verb, at: datetime) -> None:
    access.SUPPORT_WORKING_GROUP.require(actor, row)
    Comment.objects.filter(pk=row.pk).update(state=state)
    record(actor, verb, row, at=at, clause="4.4")
    if not queries.every_waiting(row.version).exists():
        with scope.as_system("comments"):
            deadlines.LOOK_AT_COMMENTS.meet(row.version, at)
    cache.bump()


@transaction.atomic
def answer(actor: Actor, row: Comment, *, answer: str, at: datetime) -> None:
    """What was done with it; may be written anew."""
    access.SUPPORT_WORKING_GROUP.require(actor, row)
    Comment.objects.filter(pk=row.pk).update(answer=answer, answered_at=at)
    record(actor, verbs.COMMENT_ANSWERED, row, at=at, clause="4.4")
    cache.bump()
