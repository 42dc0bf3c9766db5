"""The letters about votes (M30)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from governance.queries.decisions import every_elector
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post

WHY = "You get this because you are a member of the Steering Committee of the Circular & Fair ICT Pact."


def _sample() -> dict:
    return {
        "question": "Admit Universität Seefeld as a procuring organisation?",
        "closes_at": datetime(2027, 3, 28, 21, 59),
        "button_url": link("governance:decision-room"),
        "button_label": _("Vote"),
        "days": 3,
    }


PLEASE_VOTE = LetterKind("governance.please_vote", _("Please vote"), WHY, _sample)
VOTE_REMINDER = LetterKind("governance.vote_reminder", _("Reminder to vote"), WHY, _sample)


def _facts(decision: Decision) -> dict:
    return {
        "question": decision.question,
        "closes_at": decision.closes_at,
        "button_url": link("governance:decision-detail", ref=decision.ref),
        "button_label": _("Vote"),
    }


def please_vote(decision: Decision, user, *, at: datetime) -> None:
    """M30: a vote is open."""
    post(Letter(PLEASE_VOTE, to=user, facts=_facts(decision), about=decision), at=at)


def vote_reminder(obligation: Obligation, user, days: int) -> Letter:
    """M30 again, to those who have not voted: `days` left."""
    elector = every_elector(obligation.subject_ref)
    return Letter(VOTE_REMINDER, to=user, facts={**_facts(elector.decision), "days": days}, about=elector.decision)
