"""The life of a version: comments, vote, publication, its end (4.2, 4.4, 4.6)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.actions.adoptions import open_vote
from buyergroups.flow import VERSION
from buyergroups.models import Adoption, LibraryVersion
from buyergroups.queries import versions as queries
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache

WHO = Actor.hand("library")


def on_desks(kind, version: LibraryVersion, title: str, at: datetime, *, of_chair: bool = True) -> None:
    """On the tasks of the chair; where there is none, and for what only the Secretariat does, on its own."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    chairs = queries.every_chair(version.item.working_group_id, day) if of_chair else []
    for owner in [{"user": chair} for chair in chairs] or [{"workspace": "SECRETARIAT"}]:
        kind.set(
            about=version,
            at=at,
            title=f"{title}: {version.item.title}"[:240],
            url_name="buyergroups:version-detail",
            url_kwargs=deadlines.address(version),
            **owner,
        )


@transaction.atomic
def open_consultation(actor: Actor, version: LibraryVersion, *, until: date, at: datetime) -> LibraryVersion:
    """Everybody may comment until a day, at least a fortnight ahead; participants are told once (4.4, 4.6)."""
    problem = rules.comments_until_problem(until, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    if problem:
        raise CannotNow(problem)
    _no_vote(version)
    with VERSION.step("consult", version, actor=actor, at=at, until=until) as row:
        row.comments_until = until
    with scope.as_system("library"):
        deadlines.REVISE_VERSION.meet(version, at)
    mails.consultation_opened(version, at=at)
    cache.bump()
    return version


@transaction.atomic
def revise(actor: Actor, version: LibraryVersion, *, at: datetime) -> LibraryVersion:
    """Back to draft when the time for comments is over; the comments stay with it."""
    _no_vote(version)
    with VERSION.step("revise", version, actor=actor, at=at) as row:
        day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
        if not _is_over(row, day):
            raise CannotNow(f"Others may comment until {row.comments_until:%-d %B %Y}. Take it back after that day.")
        row.comments_until = None
    with scope.as_system("library"):
        deadlines.END_CONSULTATION.meet(version, at)
    cache.bump()
    return version


def _is_over(version: LibraryVersion, day: date) -> bool:
    return rules.may_be_revised(version.comments_until, day, laid=version.created_by_id is None)


def _no_vote(version: LibraryVersion) -> None:
    if queries.has_open_vote(version):
        raise CannotNow("The working group is voting on these words. Wait until the vote is closed.")


@transaction.atomic
def put_to_vote(actor: Actor, version: LibraryVersion, *, closes_on: date, at: datetime):
    """The members of the working group vote on exactly these words (4.2)."""
    access.LEAD_WORKING_GROUP.require(actor, version)
    locked = LibraryVersion.objects.select_for_update(of=("self",)).select_related("item").get(pk=version.pk)
    if locked.item.working_group_id is None:
        raise CannotNow("Only a working group adopts a version. Hand the draft to one first.")
    if not rules.is_free(locked.state):
        raise CannotNow(f"This version is {locked.get_state_display()}: there is nothing to vote on.")
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    if locked.state == LibraryVersion.State.CONSULTATION and not _is_over(locked, day):
        raise CannotNow(f"Others may comment until {locked.comments_until:%-d %B %Y}. Vote after that day.")
    facts = {"has_file": locked.file_id is not None, "number": locked.number, "changes": locked.changes}
    missing = rules.gaps(locked.item.kind, locked.summary, locked.criteria.count(), **facts)
    if missing:
        raise CannotNow(*missing)
    question = f"Adopt version {locked.number} of “{locked.item.title}”?"[:240]
    sha256 = queries.sha256_of_version(locked)
    record(actor, verbs.VERSION_VOTED_ON, locked, at=at, clause="4.2", sha256=sha256)
    return open_vote(actor, version=locked, sha256=sha256, question=question, closes_on=closes_on, at=at)


@transaction.atomic
def adopted(adoption: Adoption, *, actor: Actor, at: datetime) -> None:
    """What follows from a closed vote: adopted on exactly the words that were voted on, or a draft as before."""
    version = LibraryVersion.objects.select_related("item__working_group").get(pk=adoption.version_id)
    if adoption.state != Adoption.State.ADOPTED:
        record(WHO, verbs.VERSION_NOT_ADOPTED, version, at=at, clause="4.2", adoption=adoption.ref)
        return
    if queries.sha256_of_version(version) != adoption.sha256:
        raise CannotNow("What was voted on is not what is written here any more. Put it to the vote again.")
    with VERSION.step("adopt", version, actor=WHO, at=at, adoption=adoption.ref) as row:
        row.sha256, row.adopted_at, row.returned_reason = adoption.sha256, at, ""
    with scope.as_system("library"):
        for kind in (deadlines.REVISE_VERSION, deadlines.END_CONSULTATION, deadlines.LOOK_AT_COMMENTS):
            kind.meet(version, at)
        if rules.needs_committee(version.item.kind):
            on_desks(deadlines.PUT_VERSION, version, "Put it before the Steering Committee", at)
        else:
            on_desks(deadlines.PUBLISH_VERSION, version, "Publish", at, of_chair=False)
    cache.bump()


@transaction.atomic
def publish(actor: Actor, version: LibraryVersion, *, at: datetime) -> LibraryVersion:
    """To the world; the one before stays at its address (4.6)."""
    access.PUBLISH_LIBRARY.require(actor, version)
    last = LibraryVersion.objects.filter(item_id=version.item_id, state=LibraryVersion.State.PUBLISHED).first()
    if last is not None:
        with VERSION.step("supersede", last, actor=WHO, at=at, by=version.number) as row:
            row.superseded_at = at
    with VERSION.step("publish", version, actor=actor, at=at) as row:
        row.published_at = at
    deadlines.PUBLISH_VERSION.meet(version, at)
    mails.published(version, at=at)
    cache.bump()
    return version


@transaction.atomic
def withdraw(actor: Actor, version: LibraryVersion, *, reason: str, at: datetime) -> LibraryVersion:
    """Taken out with a reason; what is before the committee or the vote is settled there first."""
    _no_vote(version)
    if queries.open_matter(version):
        raise CannotNow("This version is before the Steering Committee. Wait for its decision, or withdraw the matter.")
    with VERSION.step("withdraw", version, actor=actor, at=at, reason=reason) as row:
        row.withdrawn_reason = reason
    for kind in (deadlines.REVISE_VERSION, deadlines.END_CONSULTATION, deadlines.LOOK_AT_COMMENTS):
        kind.meet(version, at)
    for kind in (deadlines.PUT_VERSION, deadlines.PUBLISH_VERSION):
        kind.meet(version, at)
    cache.bump()
    return version


def ask_to_go_on(*, at: datetime) -> int:
    """Every night: a draft whose time for comments is over is on somebody's tasks; harmless when repeated."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    over = LibraryVersion.objects.filter(state="CONSULTATION", comments_until__lt=day)
    rows = list(over.select_related("item__working_group"))
    for version in rows:
        on_desks(deadlines.END_CONSULTATION, version, "The time for comments is over", at)
    return len(rows)
