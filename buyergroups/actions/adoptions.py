"""How a working group decides on what it made (Pact 4): opened, one named vote for each organization, closed."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.flow import ADOPTION
from buyergroups.models import Adoption, AdoptionVote, WorkingGroup
from buyergroups.queries import adoptions as queries
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.flow import effects
from pact.publishing import cache

CLOSED = "This vote is closed."


@transaction.atomic
def open_vote(
    actor: Actor,
    *,
    version: Any = None,
    statement: Any = None,
    question: str,
    closes_on: date,
    at: datetime,
    sha256: str = "",
) -> Adoption:
    """A vote on exactly one text: a version of the library or a joint statement. Who may vote is frozen: the
    organizations that have a voice in the group and take part in the Pact today. `sha256`: of what is voted on."""
    about = version or statement
    group = version.item.working_group if version else statement.working_group
    if group is None:
        raise CannotNow("Only what a working group made is put to its vote (Pact 4).")
    access.LEAD_WORKING_GROUP.require(actor, group)
    if group.state != WorkingGroup.State.ACTIVE:
        raise CannotNow("The working group is not active. Take up its work again first.")
    if closes_on < day_in(at, settings.SECRETARIAT_TIME_ZONE):
        raise CannotNow("Choose today or a later day on which the vote closes.")
    if queries.every_open(version=version, statement=statement).exists():
        raise CannotNow("A vote on this is open already.")
    voices = queries.every_voice(group, at)
    if not voices:
        raise CannotNow("Nobody has a voice in this working group yet. Participants join first (Pact 4.2).")
    adoption = Adoption.objects.create(
        working_group=group,
        version=version,
        statement=statement,
        sha256=sha256 or about.sha256,
        question=question,
        opened_at=at,
        closes_at=end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE),
    )
    for organization in voices:
        AdoptionVote.objects.create(adoption=adoption, organization=organization)
    facts = {"sha256": adoption.sha256, "voters": len(voices)}
    record(actor, verbs.ADOPTION_OPENED, adoption, at=at, clause="4.4", **facts)
    _ask(adoption, at)
    return adoption


def _ask(adoption: Adoption, at: datetime) -> None:
    """Everybody who sits for a voter hears of it; any of them votes for it."""
    for vote, people in queries.every_asked(adoption, at):
        for user in people:
            deadlines.ADOPTION_VOTE.set(
                about=deadlines.about_vote(vote),
                at=at,
                due_at=adoption.closes_at,
                closes_at=adoption.closes_at,
                title=f"{adoption.working_group.name}: {adoption.question}",
                url_name="buyergroups:adoption-detail",
                url_kwargs={"wg": adoption.working_group.slug, "ref": adoption.ref},
                user=user,
            )
            mails.adoption_opened(adoption, user, at=at)


@transaction.atomic
def cast(
    actor: Actor, adoption: Adoption, choice: str, remark: str, *, at: datetime, organization_id: int | None = None
) -> AdoptionVote:
    """One vote for each organization, by any of its people in the group; changed until the vote closes. Guests have no
    deciding voice (4.4), the Secretariat has none, and nobody votes for another organization.

    `organization_id`: for which one, where somebody sits for several. The row lock of the adoption settles the race of
    a vote against the closing."""
    access.WORK_IN_WORKING_GROUP.require(actor, adoption)
    locked = Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)
    if locked.state != Adoption.State.OPEN or locked.closes_at <= at:
        raise CannotNow("This vote closed while the page was open. Your vote was not counted.")
    votes = queries.every_vote_of(actor, locked, at)
    if organization_id is not None:
        votes = [vote for vote in votes if vote.organization_id == organization_id]
    if not votes:
        raise access.WORK_IN_WORKING_GROUP.refusal(
            "You may not do this: only the organisations that had a voice when the vote opened vote, by their people."
        )
    if len(votes) > 1:
        raise CannotNow("You sit for several organisations. Choose for which one you vote.")
    if choice not in AdoptionVote.Choice.values:
        raise CannotNow("Choose in favour, against or abstain.")
    vote = votes[0]
    vote.choice, vote.remark, vote.cast_by_id, vote.cast_at = choice, remark, actor.user_id, at
    vote.save()
    facts = {"organization_id": vote.organization_id, "choice": choice}
    record(actor, verbs.ADOPTION_VOTED, locked, at=at, clause="4.4", **facts)
    deadlines.ADOPTION_VOTE.meet(deadlines.about_vote(vote), at)
    return vote


@transaction.atomic
def close(actor: Actor, adoption: Adoption, *, at: datetime) -> Adoption:
    """When its time is over, or when everybody has voted; what follows, follows in the same transaction."""
    access.LEAD_WORKING_GROUP.require(actor, adoption)
    locked = Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)
    if locked.state != Adoption.State.OPEN:
        raise CannotNow(CLOSED)
    votes = list(locked.votes.all())
    if locked.closes_at > at and any(not vote.choice for vote in votes):
        raise CannotNow("The vote is still running and not everybody has voted.")
    counts = Counter(vote.choice for vote in votes)
    tally = {choice: counts[choice] for choice in AdoptionVote.Choice.values} | {"voters": len(votes)}
    carried = rules.carries(tally["YES"], tally["NO"], tally["ABSTAIN"], tally["voters"])
    with ADOPTION.step("adopt" if carried else "reject", locked, actor=actor, at=at, tally=tally) as row:
        row.closed_at, row.tally = at, tally
    _nothing_more_to_do(locked, at)
    with scope.as_system("adoption") as hand:
        kind = "version" if locked.version_id else "statement"
        effects.one("ADOPTION_EFFECTS", kind)(locked, actor=hand, at=at)
    mails.adoption_result(locked, at=at)
    cache.bump()
    return locked


def _nothing_more_to_do(adoption: Adoption, at: datetime) -> None:
    for vote in adoption.votes.all():
        deadlines.ADOPTION_VOTE.waive(deadlines.about_vote(vote), at)
    deadlines.ADOPTION_STUCK.meet(adoption, at)


@transaction.atomic
def cancel(actor: Actor, adoption: Adoption, *, at: datetime) -> None:
    """Taken back without a result, for example since the text has to change."""
    with ADOPTION.step("cancel", adoption, actor=actor, at=at) as row:
        row.closed_at = at
    _nothing_more_to_do(adoption, at)


def cancel_all(actor: Actor, group: WorkingGroup, *, at: datetime) -> None:
    for adoption in group.adoptions.filter(state="OPEN").order_by("pk"):
        cancel(actor, adoption, at=at)


def close_due(*, at: datetime) -> int:
    """Nightly; harmless when repeated. Returns how many closed. What cannot follow is the Secretariat's to look at."""
    hand = Actor.hand("adoption")
    return sum(_closed(hand, adoption, at) for adoption in queries.every_due(at))


def _closed(hand: Actor, adoption: Adoption, at: datetime) -> bool:
    try:
        close(hand, adoption, at=at)
    except CannotNow:
        deadlines.ADOPTION_STUCK.set(
            about=adoption,
            at=at,
            title=f"A vote could not close: {adoption.question}"[:240],
            url_name="buyergroups:adoption-detail",
            url_kwargs={"wg": adoption.working_group.slug, "ref": adoption.ref},
            workspace="SECRETARIAT",
        )
        return False
    return True
