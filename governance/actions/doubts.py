"""Questions before the vote on an application (Pact 2.1.3, 2.1.4): a matter and a written procedure of their own.

The month of 6.4.2 runs on all the while. What the committee answers is carried out with the decision.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access
from governance.actions import applications, decisions
from governance.models import Decision, Matter
from governance.rules import said_once
from pact.access import Actor, CannotNow
from pact.deadlines import end_of_day
from participants.actions import doubts
from participants.models import Application
from participants.queries import answer_lines
from participants.rules import IN_DOUBT, MAY_COORDINATE

KINDS = {IN_DOUBT: ("APPLICATION_DOUBT", "2.1.4"), MAY_COORDINATE: ("COORDINATING_DOUBT", "2.1.3")}
WORDS = {
    IN_DOUBT: "May {name} take part, in doubt about a conflict of interest?",
    MAY_COORDINATE: "May {name}, which is no government or agency ({kind}), coordinate?",
}


@transaction.atomic
def ask(
    actor: Actor, application: Application, about: str, statement: str, *, closes_on: date, at: datetime
) -> Decision:
    """Put a question to the committee and open its vote. After a vote without quorum it is asked again."""
    access.PUT_TO_VOTE.require(actor, application)
    if about not in KINDS:
        raise CannotNow("There is no such question about an application (Pact 2.1.3, 2.1.4).")
    if not statement.strip():
        raise CannotNow("Tell the Steering Committee in a few words what the question is about.")
    locked = doubts.ask(actor, application, about, at=at)
    matter = _matter(actor, locked, about, statement, at)
    closes_at = end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE)
    return decisions.open_vote(actor, matter, question=matter.title, closes_at=closes_at, at=at)


def _matter(actor: Actor, application: Application, about: str, statement: str, at: datetime) -> Matter:
    """One open matter for one question; with the answers as they stand, for the committee alone."""
    kind, clause = KINDS[about]
    summary = said_once(statement, *answer_lines(application.screening), application.screening.evidence)
    names = {"name": application.organization_name, "kind": application.get_legal_kind_display().lower()}
    words = {"title": WORDS[about].format(**names), "summary": summary}
    return applications.matter_about(actor, application, about, kind=kind, clause=clause, **words, at=at)


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Yes opens the way to the vote; no refuses, with number and reasons: all roles, or the coordinating one alone."""
    ref, _, about = decision.matter.subject_ref.partition("/")
    application = Application.objects.select_for_update(of=("self",)).select_related("screening").get(ref=ref)
    if application.state in (Application.State.DECIDED, Application.State.WITHDRAWN):
        raise CannotNow("This application is closed; its question needs no answer any more.")
    if decision.state == Decision.State.ADOPTED:
        doubts.allow(actor, application, about, decision.number, at=at)
        return
    doubts.refuse(actor, application, about, decision.number, decision.reasons, at=at)
    if about == IN_DOUBT:
        applications.lapse_votes(application, at=at)
    elif application.state == Application.State.WITH_COMMITTEE:
        applications.finish(application, actor=actor, at=at)
