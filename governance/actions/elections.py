"""Elections from the midst of a body (Pact 5.1.3, 4.3): called, candidates named, rounds, result.

One mechanism for every body that `settings.ELECTIONS` names; nobody is appointed, whoever is named has to accept."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.actions import rounds_of_election as rounds
from governance.flow import ELECTION
from governance.models import Candidate, Election
from governance.queries.elections import body_of, every_running, member_in, members_of
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.flow import effects


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def call(
    actor: Actor,
    body: str,
    *,
    body_ref: str = "",
    nominations_on: date,
    closes_on: date,
    takes_office_on: date,
    at: datetime,
) -> Election:
    """Call an election: candidates are named until the end of one day, votes are counted until the end of another."""
    asked: rules.Body = effects.one("ELECTIONS", body)
    if not asked.calls(actor, body_ref):
        raise access.CALL_ELECTION.refusal(f"You may not do this: {asked.who}.")
    if every_running(body, body_ref):
        raise CannotNow("An election is running already. Wait for its end, or end it without a result.")
    if not _day(at) <= nominations_on < closes_on:
        raise CannotNow("First candidates are named, then the vote runs: choose days in this order, from today on.")
    if takes_office_on < closes_on:
        raise CannotNow("Whoever is elected takes office when the vote is over: choose that day or a later one.")
    if not asked.members(body_ref, _day(at)):
        raise CannotNow("Nobody is there who could elect.")
    election = Election.objects.create(
        body=body,
        body_ref=body_ref,
        title=asked.named(body_ref) if asked.named else asked.title,
        clause=asked.clause,
        called_at=at,
        takes_office_on=takes_office_on,
        nominations_until=end_of_day(nominations_on, settings.SECRETARIAT_TIME_ZONE),
        closes_at=end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE),
    )
    record(actor, verbs.ELECTION_CALLED, election, at=at, clause=asked.clause, body=body, body_ref=body_ref)
    mails.election_called(election, [one.user for one in members_of(election, _day(at))], at=at)
    return election


@transaction.atomic
def name_candidate(actor: Actor, election: Election, organization_id: int, *, at: datetime) -> Candidate:
    """A member names himself, and stands; or another one of the midst, who has to accept. A chair cannot appoint a
    chair: a name that nobody accepted is no candidate (4.3)."""
    access.ELECT.require(actor, election)
    locked = _naming(election, at)
    chosen = next((one for one in members_of(locked, _day(at)) if one.organization.pk == organization_id), None)
    if chosen is None:
        raise CannotNow(f"Candidates come from the midst of those who elect (Pact {locked.clause}).")
    if objection := body_of(locked).objection(locked, chosen):
        raise CannotNow(objection)
    if locked.candidates.filter(organization=chosen.organization).exists():
        raise CannotNow(f"{chosen.user.name} is named already.")
    himself = chosen.user.pk == actor.user_id
    candidate = Candidate.objects.create(
        election=locked,
        organization=chosen.organization,
        user=chosen.user,
        named_by_id=actor.user_id,
        accepted_at=at if himself else None,
    )
    record(actor, verbs.CANDIDATE_NAMED, locked, at=at, organization_id=organization_id, himself=himself)
    if not himself:
        _ask(locked, candidate, at)
    return candidate


def _ask(election: Election, candidate: Candidate, at: datetime) -> None:
    name, arguments = body_of(election).page(election)
    deadlines.CANDIDACY.set(
        about=candidate,
        at=at,
        due_at=election.nominations_until,
        closes_at=election.nominations_until,
        title=f"{election.title}: do you stand?",
        url_name=name,
        url_kwargs=arguments,
        user=candidate.user,
    )
    mails.candidate_named(election, candidate, at=at)


@transaction.atomic
def answer(actor: Actor, candidate: Candidate, *, accepts: bool, at: datetime) -> None:
    """Only the one who is named says whether he stands; he may think again until the naming is over."""
    locked = _naming(candidate.election, at)
    if candidate.user_id != actor.user_id:
        raise access.ELECT.refusal("Only the one who is named can say whether he or she stands.")
    candidate.accepted_at, candidate.declined_at = (at, None) if accepts else (None, at)
    candidate.save()
    deadlines.CANDIDACY.meet(candidate, at)
    verb = verbs.CANDIDACY_ACCEPTED if accepts else verbs.CANDIDACY_DECLINED
    record(actor, verb, locked, at=at, organization_id=candidate.organization_id)


def _naming(election: Election, at: datetime) -> Election:
    locked = Election.objects.select_for_update().get(pk=election.pk)
    if locked.state != Election.State.NOMINATING or locked.nominations_until <= at:
        raise CannotNow("The time in which candidates are named is over.")
    return locked


@transaction.atomic
def vote(actor: Actor, election: Election, candidate_id: int | None, *, at: datetime) -> None:
    """One secret vote for each organisation, final once it is cast; none of the candidates is a blank vote. The row
    lock of the election settles the race of a vote against the closing."""
    locked = Election.objects.select_for_update().get(pk=election.pk)
    if locked.state != Election.State.VOTING or locked.closes_at <= at:
        raise CannotNow("This round is closed. Your vote was not counted.")
    member = member_in(actor, locked, _day(at))
    voter = locked.voters.filter(round_no=locked.round_no, organization=member.organization if member else None).first()
    if member is None or voter is None:
        raise access.ELECT.refusal(
            "You may not do this: only those who were in the midst of the body when the round opened vote."
        )
    if voter.voted_at:
        raise CannotNow("You have voted. A secret vote is tied to nobody, so it cannot be changed.")
    stands = locked.candidates.filter(pk=candidate_id, accepted_at__isnull=False, out_round=None)
    if candidate_id is not None and not stands.exists():
        raise CannotNow("Choose one of those who stand in this round.")
    rounds.put_in(locked, candidate_id)
    voter.voted_at = at
    voter.save()
    record(actor, verbs.ELECTION_VOTED, locked, at=at, organization_id=voter.organization_id, round_no=locked.round_no)
    deadlines.ELECTION_VOTE.meet(_about(voter), at)


def _about(voter) -> tuple[str, str]:
    return rounds.about(voter)


@transaction.atomic
def close_round(actor: Actor, election: Election, *, at: datetime) -> Election:
    """Close the round when its time is over, or when everybody voted, and let follow what follows."""
    access.CALL_ELECTION.require(actor, election)
    locked = Election.objects.select_for_update().get(pk=election.pk)
    if locked.state != Election.State.VOTING:
        raise CannotNow("No round of this election is open.")
    voters = locked.voters.filter(round_no=locked.round_no)
    if locked.closes_at > at and voters.filter(voted_at=None).exists():
        raise CannotNow("The round is still running and not everybody has voted.")
    return rounds.count(actor, locked, at=at)


@transaction.atomic
def cancel(actor: Actor, election: Election, *, at: datetime) -> None:
    """End it without a result."""
    with ELECTION.step("cancel", election, actor=actor, at=at) as row:
        row.decided_at = at
    rounds.nothing_more_to_do(election, at)


def every_day(*, at: datetime) -> None:
    """Open the vote when the naming is over, and close rounds whose time is over; harmless when repeated."""
    hand = Actor.hand("election")
    for election in Election.objects.filter(state=Election.State.NOMINATING, nominations_until__lte=at).order_by("pk"):
        rounds.open_first(hand, election, at=at)
    for election in Election.objects.filter(state=Election.State.VOTING, closes_at__lte=at).order_by("pk"):
        close_round(hand, election, at=at)
