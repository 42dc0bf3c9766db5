"""The letters about elections: called, named, open, result (Pact 5.1.3, 4.3)."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from governance.models import Candidate, Election
from governance.queries.elections import body_of, every_voter
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post, post_all

WHY = _("You get this because you are in the midst of those who elect.")


def _sample(**more) -> dict:
    return {
        "title": "Election of the chair of the Steering Committee", "until": datetime(2027, 3, 28, 21, 59),
        "round": 1, "office": date(2027, 5, 1), "days": 3, "elected": "Ingrid Solheim", "named_by": "Anna de Vries",
        "button_url": link("governance:election-list"), "button_label": _("Open the election"), **more,
    }  # fmt: skip


ELECTION_CALLED = LetterKind("governance.election_called", _("An election was called"), WHY, _sample)
CANDIDATE_NAMED = LetterKind("governance.candidate_named", _("You are named as a candidate"), WHY, _sample)
ELECTION_OPEN = LetterKind("governance.election_open", _("Please vote in the election"), WHY, _sample)
ELECTION_RESULT = LetterKind("governance.election_result", _("Result of the election"), WHY, _sample)


def _facts(election: Election, **more) -> dict:
    name, arguments = body_of(election).page(election)
    return {
        "title": election.title,
        "round": election.round_no,
        "office": election.takes_office_on,
        "button_url": link(name, **arguments),
        "button_label": _("Open the election"),
        **more,
    }


def election_called(election: Election, people: list, *, at: datetime) -> None:
    facts = _facts(election, until=election.nominations_until)
    post_all([Letter(ELECTION_CALLED, to=user, facts=facts, about=election) for user in people], at=at)


def candidate_named(election: Election, candidate: Candidate, *, at: datetime) -> None:
    facts = _facts(election, until=election.nominations_until, named_by=candidate.named_by.name)
    post(Letter(CANDIDATE_NAMED, to=candidate.user, facts=facts, about=election), at=at)


def election_open(election: Election, user, *, at: datetime) -> None:
    post(Letter(ELECTION_OPEN, to=user, facts=_facts(election, until=election.closes_at), about=election), at=at)


def election_reminder(obligation: Obligation, user, days: int) -> Letter:
    election = every_voter(obligation.subject_ref).election
    facts = _facts(election, until=election.closes_at, days=days)
    return Letter(ELECTION_OPEN, to=user, facts=facts, about=election)


def candidacy_reminder(obligation: Obligation, user, days: int) -> Letter:
    facts = {"title": obligation.title, "until": obligation.due_at, "days": days, "named_by": "", "round": 0}
    facts |= {"button_url": link(obligation.url_name, **obligation.url_kwargs), "button_label": _("Answer")}
    return Letter(CANDIDATE_NAMED, to=user, facts=facts, about=(obligation.subject_kind, obligation.subject_ref))


def election_result(election: Election, people: list, *, at: datetime) -> None:
    elected = election.elected
    name = f"{elected.user.name}, {elected.organization.name}" if elected else ""
    facts = _facts(election, elected=name)
    post_all([Letter(ELECTION_RESULT, to=user, facts=facts, about=election) for user in people], at=at)
