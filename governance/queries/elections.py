"""Elections as their pages show them: candidates, who has voted, counts of rounds. Ballots are secret (5.1.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from governance import rules
from governance.models import Candidate, Election, ElectionVoter
from pact.access import Actor
from pact.deadlines.days import day_in
from pact.flow import effects

COMMITTEE = "COMMITTEE"
FEWEST_SHOWN = 3


def body_of(election: Election) -> rules.Body:
    """What the floor that owns the body says of it (settings.ELECTIONS)."""
    return effects.one("ELECTIONS", election.body)


def elections(actor: Actor, body: str = COMMITTEE, body_ref: str = ""):
    """Those of one body, for those who may read them; nothing for anybody else."""
    rows = Election.objects.filter(body=body, body_ref=body_ref)
    seen = effects.one("ELECTIONS", body).sees(actor, body_ref)
    return rows.select_related("elected__organization", "elected__user") if seen else rows.none()


def members_of(election: Election, day: date) -> list[rules.Member]:
    return body_of(election).members(election.body_ref, day)


def member_in(actor: Actor, election: Election, day: date) -> rules.Member | None:
    """The actor among those in the midst of the body on a day."""
    found = (one for one in members_of(election, day) if one.user.pk == actor.user_id)
    return next(found, None)


def every_voter(pk: str) -> ElectionVoter:
    """For the letter of a reminder, which has no actor."""
    return ElectionVoter.objects.select_related("election").get(pk=pk)


def standing(election: Election) -> list[Candidate]:
    """Who stands in the round that runs or is next: accepted, and not out."""
    rows = Candidate.objects.filter(election=election, accepted_at__isnull=False, out_round=None)
    return list(rows.select_related("organization", "user").order_by("organization__name", "pk"))


@dataclass(frozen=True)
class RoundRow:
    """A round that is closed: names and counts, never who voted for whom. Counts of fewer than three votes are not
    shown: they would say it (Security C3)."""

    number: int
    counts: list[tuple[str, int]]
    blank: int
    cast: int
    voters: int
    result: str

    @property
    def shown(self) -> bool:
        return self.cast >= FEWEST_SHOWN


@dataclass(frozen=True)
class ElectionPage:
    """`mine` is the actor's own row among the voters of this round; `answers` his candidacy that waits for his answer
    or can be changed; `nominees` those he may still name; `urls` the addresses of the steps."""

    election: Election
    candidates: list[Candidate]
    stands: list[Candidate]
    voters: list[ElectionVoter]
    mine: ElectionVoter | None
    votes_now: bool
    answers: Candidate | None
    nominees: list[rules.Member]
    rounds: list[RoundRow]
    calls: bool
    nominations_over: bool
    urls: dict[str, str]

    @property
    def voted(self) -> int:
        return sum(1 for voter in self.voters if voter.voted_at)


def election_page(actor: Actor, election: Election, at: datetime) -> ElectionPage:
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    rows = Candidate.objects.filter(election=election).select_related("organization", "user", "named_by")
    candidates = list(rows.order_by("organization__name", "pk"))
    voters = _voters(election)
    member = member_in(actor, election, day)
    mine = next((voter for voter in voters if member and voter.organization_id == member.organization.pk), None)
    naming = election.state == Election.State.NOMINATING and election.nominations_until > at
    named = {one.organization_id for one in candidates}
    running = election.state == Election.State.VOTING and election.closes_at > at
    return ElectionPage(
        election=election,
        candidates=candidates,
        stands=[one for one in candidates if one.accepted_at and one.out_round is None],
        voters=voters,
        mine=mine,
        votes_now=bool(running and mine and not mine.voted_at),
        answers=next((one for one in candidates if naming and one.user_id == actor.user_id), None),
        nominees=[] if not (naming and member) else _nominees(election, day, named),
        rounds=_rounds(election, candidates),
        calls=body_of(election).calls(actor, election.body_ref),
        nominations_over=election.nominations_until <= at,
        urls=_steps_of(election),
    )


def _steps_of(election: Election) -> dict[str, str]:
    """The addresses of its steps, on the floor that owns the body: they stand beside its own page."""
    name, arguments = body_of(election).page(election)
    steps = ("name", "answer", "vote", "close", "cancel")
    return {step: reverse(name.replace("-detail", f"-{step}"), kwargs=arguments) for step in steps}


def _voters(election: Election) -> list[ElectionVoter]:
    rows = ElectionVoter.objects.filter(election=election, round_no=election.round_no)
    return list(rows.select_related("organization", "user").order_by("organization__name", "pk"))


def _nominees(election: Election, day: date, named: set[int]) -> list[rules.Member]:
    body = body_of(election)
    free = (one for one in body.members(election.body_ref, day) if one.organization.pk not in named)
    return [one for one in free if not body.objection(election, one)]


def _rounds(election: Election, candidates: list[Candidate]) -> list[RoundRow]:
    names = {str(one.pk): f"{one.user.name}, {one.organization.name}" for one in candidates}
    return [
        RoundRow(
            told["round"],
            [(names.get(key, key), votes) for key, votes in told["counts"].items()],
            told["blank"],
            told["cast"],
            told["voters"],
            told["result"],
        )
        for told in election.rounds
    ]


def every_running(body: str, body_ref: str = "") -> Election | None:
    """The election that runs in a body, for the action that would call another."""
    return Election.objects.filter(body=body, body_ref=body_ref, state__in=("NOMINATING", "VOTING")).first()


def committee_elections(actor: Actor) -> list[Election]:
    """Of the committee, the newest first, each with its candidates."""
    stands = Prefetch("candidates", Candidate.objects.select_related("organization", "user").order_by("pk"))
    return list(elections(actor).prefetch_related(stands).order_by("-called_at", "-pk"))
