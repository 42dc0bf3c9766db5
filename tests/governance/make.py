"""Small makers for the tests of this floor, by the real actions."""

from datetime import UTC, date, datetime

from buyergroups.access import actor_for
from governance.actions import amendments, decisions, foundation, matters, rounds, seats
from governance.models import Decision, Matter
from governance.queries.amendments import newest_text
from pact.access import Actor
from pact.accounts.actions import ensure_user
from participants.actions import appointments, participations
from tests.participants import make

AT = make.AT
HAND = make.HAND
CLOSES = datetime(2027, 3, 28, 21, 59, tzinfo=UTC)
TERM = (date(2026, 9, 1), date(2028, 9, 1))


def person(email: str, *, role: str | None = None, organization=None, name: str = ""):
    user = ensure_user(email, name=name or email.partition("@")[0].title(), at=AT, time_zone="Europe/Amsterdam")
    if role:
        appointments.appoint(HAND, user, organization, role, from_on=date(2021, 6, 14), source="test", at=AT)
    return user


def secretary():
    return person("jonas@pact.example", role="SECRETARIAT")


def staff() -> Actor:
    return actor_for(secretary(), at=AT)


def committee(members: int = 5) -> list:
    """So many seats, each with its organization and person; the first one is the chair."""
    foundation.lay(at=AT)
    terms = []
    for number in range(1, members + 1):
        organization = make.organization(f"Ministry {number}", legal_kind="NATIONAL_GOVERNMENT")
        terms.append(seated(number, organization))
    seats.elect_chair(HAND, terms[0], from_on=TERM[0], at=AT)
    return terms


def seated(number: int, organization, term=TERM, user=None):
    user = user or person(f"member{number}@committee.example", name=f"Member {number}")
    return seats.seat(
        HAND, seat_no=number, organization=organization, user=user, from_on=term[0], until_on=term[1], at=AT
    )


def member(term, at=AT) -> Actor:
    return actor_for(term.user, at=at)


def matter(title: str = "Approve the guideline?", kind: str = "TEST", **facts) -> Matter:
    """Something without consequences: `kind` names no effect."""
    subject = facts.pop("subject", None) or make.organization(f"Subject of {title}")
    return matters.put_before_committee(
        HAND,
        kind=kind,
        clause="5.1.2",
        title=title,
        summary="",
        subject=subject,
        subject_ref=facts.pop("subject_ref", subject.slug),
        url_name="governance:decision-room",
        url_kwargs={},
        at=AT,
        **facts,
    )


def vote(title: str = "Approve the guideline?", *, closes_at=CLOSES, at=AT, **facts) -> Decision:
    return decisions.open_vote(HAND, matter(title, **facts), question=title, closes_at=closes_at, at=at)


def cast_all(decision: Decision, terms: list, choices: str, at=AT) -> Decision:
    """`choices`: one letter a member: Y, N, A, or - for silence."""
    words = {"Y": "YES", "N": "NO", "A": "ABSTAIN"}
    for term, letter in zip(terms, choices, strict=True):
        if letter != "-":
            decisions.cast(member(term), decision, words[letter], "", at=at)
    decision.refresh_from_db()
    return decision


def participant(name: str, *, role: str = "PROCURING", at=AT):
    """An organization that takes part, with one person who may vote for it on amendments (6.5)."""
    make.text()
    organization = make.organization(name)
    signed = {"signer_name": "Ingrid Solheim", "signer_title": "Director", "signed_at": AT.replace(year=2022)}
    participations.found(HAND, organization, role, **signed, at=min(at, AT))
    person(f"vote@{organization.slug}.example", role="VOTER", organization=organization)
    return organization


def voter(organization, at=AT) -> Actor:
    return actor_for(person(f"vote@{organization.slug}.example"), at=at)


CLAUSE = "5.1.3"
OLD = "at most eleven members"


def request(organization, *, at=AT, most: int = 13, from_on=date(2027, 9, 1), title="More seats", **facts):
    """An amendment that raises the number of members of the committee, in the text and in the rule book."""
    clauses = {clause["id"]: clause["text"] for clause in newest_text().clauses}
    old = clauses[CLAUSE]
    given = {
        "title": title,
        "reasons": "The Pact grew.",
        "changes": [{"clause": CLAUSE, "old": old, "new": f"{old} Up to {most} members are possible."}],
        "rule_changes": [{"key": "sc.max", "value": most, "sentence": f"The Steering Committee has at most {most}."}],
        "in_force_from": from_on,
        **facts,
    }
    return amendments.request(voter(organization, at), organization, at=at, **given)


def put_to_consent(amendment, terms, *, closes_on=date(2027, 5, 31), at=AT, choices: str = ""):
    """The committee votes on it; yes by all, unless `choices` says otherwise."""
    asked = amendments.put_before_committee(staff(), amendment, closes_on=closes_on, at=at)
    decision = decisions.open_for_day(HAND, asked, closes_on=date(2027, 3, 28), at=at)
    cast_all(decision, terms, choices or "Y" * len(terms), at=at)
    amendment.refresh_from_db()
    return decision


def give(amendment, organization, position="CONSENT", at=AT):
    return rounds.answer(
        voter(organization, at), amendment.round, organization, position, capacity="Head of procurement", at=at
    )
