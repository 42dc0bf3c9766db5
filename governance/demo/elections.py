"""Elections of the chair in the demo: two rounds in 2023, one in 2025, and one that runs."""

from datetime import date, datetime, timedelta

from governance.actions import elections
from governance.models import Candidate, Election, SeatTerm
from pact.demo.stage import moment
from participants.access import actor_for

COMMITTEE = "COMMITTEE"
RUNNING = {
    "nominations_on": date(2027, 3, 5),
    "closes_on": date(2027, 3, 26),
    "takes_office_on": date(2027, 5, 1),
}


def elect(stage, at: datetime) -> None:
    """2023: three stand, two of them tie, the second round decides. 2025: one round."""
    election = _called(stage, at.date(), office=at.date() + timedelta(days=25))
    rows = [_stands(stage, election, slug, at) for slug in ("norway", "netherlands", "germany")]
    opened = moment(at.date() + timedelta(days=6), 6)
    elections.every_day(at=opened)
    _vote(election, rows, "00112", opened)
    tied = moment(at.date() + timedelta(days=12), 6)
    elections.every_day(at=tied)
    _vote(election, rows, "00101", tied)
    elections.close_round(stage.hand, election, at=tied + timedelta(hours=3))


def elect_again(stage, at: datetime) -> None:
    election = _called(stage, at.date(), office=at.date() + timedelta(days=14))
    rows = [_stands(stage, election, slug, at) for slug in ("netherlands", "germany")]
    opened = moment(at.date() + timedelta(days=6), 6)
    elections.every_day(at=opened)
    _vote(election, rows, "00010B00", opened)
    elections.close_round(stage.hand, election, at=opened + timedelta(hours=3))


def election_runs(stage, at: datetime) -> None:
    """The chair hands over in May: one stands, one was named and accepted, one was named and says no."""
    chair = _member("netherlands", at)
    election = elections.call(
        chair, COMMITTEE, **RUNNING,
        at=at,
    )  # fmt: skip
    rows = [_stands(stage, election, "germany", at)]
    later = at + timedelta(days=1)
    for slug, accepts in (("norway", True), ("austria", False)):
        named = elections.name_candidate(chair, election, stage.cast[slug].pk, at=at)
        elections.answer(_member(slug, later), named, accepts=accepts, at=later)
        rows.append(named)
    opened = moment(date(2027, 3, 6), 6)
    elections.every_day(at=opened)
    _vote(election, rows, "01-B----", opened + timedelta(days=1))


def _called(stage, day: date, *, office: date) -> Election:
    until, closes = day + timedelta(days=5), day + timedelta(days=11)
    days = {"nominations_on": until, "closes_on": closes, "takes_office_on": office}
    return elections.call(stage.hand, COMMITTEE, **days, at=moment(day))


def _member(slug: str, at: datetime):
    term = SeatTerm.objects.on(at.date()).select_related("user").get(organization__slug=slug)
    return actor_for(term.user, at=at)


def _stands(stage, election: Election, slug: str, at: datetime) -> Candidate:
    return elections.name_candidate(_member(slug, at), election, stage.cast[slug].pk, at=at)


def _vote(election: Election, rows: list[Candidate], choices: str, at: datetime) -> None:
    """A digit for a candidate, B for blank, - for silence; members in the order of their seats."""
    terms = SeatTerm.objects.on(at.date()).select_related("user").order_by("seat_no")
    for term, choice in zip(terms, choices, strict=True):
        if choice != "-":
            chosen = None if choice == "B" else rows[int(choice)].pk
            elections.vote(actor_for(term.user, at=at), election, chosen, at=at)
