"""The rounds of an election: frozen voters, counting, a next round among those who tie (Pact 5.1.3, 4.3)."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import SystemRandom

from django.conf import settings
from django.db import transaction

from governance import deadlines, mails, rules
from governance.flow import ELECTION
from governance.models import Candidate, Election, ElectionBallot, ElectionVoter
from governance.queries.elections import body_of, members_of, standing
from pact.access import Actor, CannotNow, scope
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def open_first(actor: Actor, election: Election, *, at: datetime) -> None:
    """The naming is over: the first round opens, or the election ends since nobody stands."""
    if not standing(election):
        with ELECTION.step("cancel", election, actor=actor, at=at, reason="Nobody stands.") as row:
            row.decided_at = at
        nothing_more_to_do(election, at)
        mails.election_result(election, [one.user for one in members_of(election, _day(at))], at=at)
        return
    with ELECTION.step("open", election, actor=actor, at=at) as row:
        row.round_no = 1
        row.closes_at = max(row.closes_at, end_of_day(_day(at) + timedelta(days=1), settings.SECRETARIAT_TIME_ZONE))
    _freeze(election, at)


def _freeze(election: Election, at: datetime) -> None:
    """Those who vote in this round, as they are today: one for each organisation."""
    name, arguments = body_of(election).page(election)
    for one in members_of(election, _day(at)):
        facts = {"organization": one.organization, "user": one.user}
        voter = ElectionVoter.objects.create(election=election, round_no=election.round_no, **facts)
        deadlines.ELECTION_VOTE.set(
            about=about(voter),
            at=at,
            due_at=election.closes_at,
            closes_at=election.closes_at,
            title=f"{election.title}, round {election.round_no}",
            url_name=name,
            url_kwargs=arguments,
            user=one.user,
        )
        mails.election_open(election, one.user, at=at)


def about(voter: ElectionVoter) -> tuple[str, str]:
    return ElectionVoter._meta.label_lower, str(voter.pk)


def put_in(election: Election, candidate_id: int | None) -> None:
    """A ballot among the others, all of them written anew in a random order: no time, no order and no history tie it to
    the one who voted (Security C3). The caller holds the lock of the election."""
    with scope.as_system("ballot-box"):
        chosen = [*_ballots(election), candidate_id]
        SystemRandom().shuffle(chosen)
        election.ballots.filter(round_no=election.round_no).delete()
        round_no = election.round_no
        ElectionBallot.objects.bulk_create(
            ElectionBallot(election=election, round_no=round_no, candidate_id=one) for one in chosen
        )


def _ballots(election: Election) -> list[int | None]:
    with scope.as_system("ballot-box"):
        return list(election.ballots.filter(round_no=election.round_no).values_list("candidate_id", flat=True))


def count(actor: Actor, election: Election, *, at: datetime) -> Election:
    """Count the round that is over; its caller holds the lock of the election."""
    stands = standing(election)
    votes = Counter(_ballots(election))
    voters = election.voters.filter(round_no=election.round_no)
    if voters.filter(voted_at__isnull=False).count() != votes.total():
        raise CannotNow("The ballots are not as many as the votes. Keep the election as it is, and look into it.")
    counts = {one.pk: votes.get(one.pk, 0) for one in stands}
    result, leaders = rules.election_outcome(counts, votes.get(None, 0), _able(election, stands, at))
    told = {
        "round": election.round_no,
        "counts": {str(pk): n for pk, n in counts.items()},
        "blank": votes.get(None, 0),
        "cast": sum(votes.values()),
        "voters": voters.count(),
        "result": result,
    }
    step = {rules.ELECTED: "elect", rules.TIE: "next_round", rules.NOBODY: "cancel"}[result]
    nothing_more_to_do(election, at)
    with ELECTION.step(step, election, actor=actor, at=at, round=told) as row:
        row.rounds = [*row.rounds, told]
        _go_on(row, result, leaders, at)
    _after(actor, election, result, leaders, at)
    return election


def _able(election: Election, stands: list[Candidate], at: datetime) -> list[int]:
    """Who could take office still: in the midst today, and nothing speaks against it."""
    body = body_of(election)
    members = {(one.organization.pk, one.user.pk): one for one in members_of(election, _day(at))}
    found = ((one, members.get((one.organization_id, one.user_id))) for one in stands)
    return [one.pk for one, member in found if member and not body.objection(election, member)]


def _go_on(row: Election, result: str, leaders: list[int], at: datetime) -> None:
    if result == rules.TIE:
        span = max(row.closes_at - (row.nominations_until if row.round_no == 1 else at), timedelta(days=1))
        row.round_no += 1
        row.closes_at = end_of_day(_day(at + span), settings.SECRETARIAT_TIME_ZONE)
    else:
        row.decided_at = at
        row.elected_id = leaders[0] if leaders else None


def _after(actor: Actor, election: Election, result: str, leaders: list[int], at: datetime) -> None:
    if result == rules.TIE:
        out = election.candidates.filter(accepted_at__isnull=False, out_round=None).exclude(pk__in=leaders)
        out.update(out_round=election.round_no - 1)
        _freeze(election, at)
        return
    if result == rules.ELECTED:
        with scope.as_system("election"):
            body_of(election).follow(election, Candidate.objects.get(pk=leaders[0]), actor=actor, at=at)
    mails.election_result(election, [one.user for one in members_of(election, _day(at))], at=at)


def nothing_more_to_do(election: Election, at: datetime) -> None:
    for voter in election.voters.filter(round_no=election.round_no, voted_at=None):
        deadlines.ELECTION_VOTE.waive(about(voter), at)
    for candidate in election.candidates.filter(accepted_at=None, declined_at=None):
        deadlines.CANDIDACY.waive(candidate, at)
