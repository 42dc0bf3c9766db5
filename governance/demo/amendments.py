"""Amendments of the Pact in the demo: one that failed, one that was declined, one that all are asked about, one new."""

from datetime import date, datetime, timedelta
from random import Random

from governance.actions import amendments, closing, decisions, rounds
from governance.models import Amendment, Decision
from governance.queries.amendments import newest_text
from governance.queries.rounds import criterion_of, every_member
from governance.rules.rounds import needed
from pact.demo.stage import moment
from participants.access import actor_for
from participants.models import Organization
from participants.queries import voters_of

STAFF = "jonas.meertens@pact.example"
TEXTS = {
    "meetings": (
        "The Steering Committee meets four times a year",
        "5.1.5",
        ("two or three times", "four times"),
        {"key": "sc.meetings", "value": [4, 4], "sentence": "The Steering Committee meets four times a year."},
        "Two meetings leave too little time for the criteria.",
    ),
    "tablets": (
        "Tablets belong to the starting scope",
        "1.1.1",
        ("mobile devices", "mobile devices, tablets included,"),
        None,
        "Schools buy more tablets than laptops.",
    ),
    "seats": (
        "Up to thirteen members in the Steering Committee",
        "5.1.3",
        ("eleven", "thirteen"),
        {"key": "sc.max", "value": 13, "sentence": "The Steering Committee has at most thirteen members."},
        "More coordinating organisations have joined than there are seats. Two more let every region be heard.",
    ),
    "supporters": (
        "Supporters tell once a year what they did",
        "2.2.2.a",
        ("", " and tell once a year what they did for it"),
        None,
        "A promise that is told about is kept more often.",
    ),
}


def amend(stage, at: datetime, *, which: str, by: str, state: str, from_on: str, closes_on: str = "") -> None:
    """One amendment, up to a state; whoever asks is left out where the story is told to a few."""
    organization = Organization.objects.filter(slug=by).first()
    if organization is None or organization.pk not in voters_of([organization.pk], at.date()):
        return
    row = _request(organization, which, date.fromisoformat(from_on), at)
    if state == "requested":
        return
    put_at = at + timedelta(days=7)
    closing_day = date.fromisoformat(closes_on)
    matter = amendments.put_before_committee(stage.actor(STAFF, put_at), row, closes_on=closing_day, at=put_at)
    vote_ends = (put_at + timedelta(days=14)).date()
    decision = decisions.open_for_day(stage.actor(STAFF, put_at), matter, closes_on=vote_ends, at=put_at)
    _vote(stage, decision, "NO" if state == "declined" else "YES", put_at + timedelta(days=2))
    row.refresh_from_db()
    if row.state == Amendment.State.OPEN:
        _answer(row, put_at + timedelta(days=4), min(stage.until, moment(closing_day)))
    if state == "failed":
        closing.close_due(at=moment(closing_day + timedelta(days=1), 3))


def _request(organization: Organization, which: str, from_on: date, at: datetime) -> Amendment:
    title, clause, (before, after), number, reasons = TEXTS[which]
    old = next(one["text"] for one in newest_text().clauses if one["id"] == clause)
    new = old.replace(before, after, 1) if before else f"{old[:-1]}{after}{old[-1]}"
    voter = voters_of([organization.pk], at.date())[organization.pk][0]
    return amendments.request(
        actor_for(voter, at=at),
        organization,
        title=title,
        reasons=reasons,
        changes=[{"clause": clause, "old": old, "new": new}],
        rule_changes=[number] if number else [],
        in_force_from=from_on,
        at=at,
    )


def _vote(stage, decision: Decision, choice: str, at: datetime) -> None:
    """Everybody votes; a vote against is closed with its reasons."""
    for minute, elector in enumerate(decision.electors.filter(recused=False).select_related("user")):
        when = at + timedelta(minutes=minute)
        decisions.cast(stage.actor(elector.user.email, when), decision, choice, "", at=when)
    decision.refresh_from_db()
    if decision.state == Decision.State.OPEN:
        after = at + timedelta(hours=1)
        decisions.close(stage.actor(STAFF, after), decision, reasons=REASONS, public_text="", at=after)


def _answer(row: Amendment, begin: datetime, end: datetime) -> None:
    """Some agree, few do not, many are silent still: never enough, so that the meter has something to say."""
    chance = Random(row.number)  # noqa: S311  a story, not a secret
    asked = list(every_member(row.round).order_by("organization__slug").select_related("organization"))
    asked = [member.organization for member in asked if member.organization.slug not in SILENT]
    chance.shuffle(asked)
    goal = needed(len(asked), criterion_of(row.round)) - 4
    voters = voters_of([one.pk for one in asked], begin.date())
    for number, organization in enumerate(one for one in asked if one.pk in voters):
        at = begin + timedelta(hours=9 * number)
        if at >= end or number > goal + 2:
            return
        position = "CONSENT" if number < goal else "REFUSE" if number < goal + 2 else "ABSTAIN"
        user = voters[organization.pk][0]
        capacity = user.function or "Head of procurement"
        rounds.answer(actor_for(user, at=at), row.round, organization, position, capacity=capacity, at=at)


# Whose people stand in the demo's table: for them the answer is still to be given.
SILENT = ("vestbygd-municipality",)
REASONS = (
    "Which products are in scope is a decision of the Steering Committee, product group by product group (1.1.2). "
    "The proposal is on its agenda; the text need not change for it."
)
