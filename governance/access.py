"""Who may what on this floor."""

from governance.models import Decision, Elector
from pact.access import Actor, Permission
from pact.flow import effects
from participants.access import VOTE_FOR_ORGANIZATION
from participants.rules import VOTING

PUT_TO_VOTE = Permission(
    "governance.put_to_vote",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="The Secretariat organises and supports the Steering Committee",
    clause="5.2.1",
)
FILL_SEATS = Permission(
    "governance.fill_seats",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="Members are put forward by their organisations, and the Secretariat records them",
    clause="5.2.1",
)
PLAN_MEETING = Permission(
    "governance.plan_meeting",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="The Secretariat organises the meetings of the Steering Committee",
    clause="5.2.1",
)
RECORD_FOUNDER = Permission(
    "governance.record_founder",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="Before there is a Steering Committee the Secretariat records who signed (How we read the Pact, I-8)",
    clause="6.4.2",
)
PROPOSE = Permission(
    "governance.propose",
    "only members of the Steering Committee and the Secretariat",
    lambda actor, _: actor.committee or actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="The Steering Committee sets strategy, budget and targets, and the Secretariat supports it",
    clause="5.1.1",
)
SEE_VOTES = Permission(
    "governance.see_votes",
    "only the Steering Committee and the Secretariat",
    lambda actor, _: actor.committee or actor.sees_all,
    privileged=True,
    rests_on="The Steering Committee votes, and the Secretariat supports it",
    clause="5.2.1",
)


def _is_elector(actor: Actor, decision: Decision) -> bool:
    electors: list[Elector] = list(decision.electors.all())
    return any(elector.organization_id == actor.seat_organization_id and not elector.recused for elector in electors)


CAST = Permission(
    "governance.cast",
    "only members who are eligible and not recused in this vote",
    lambda actor, decision: actor.committee and _is_elector(actor, decision),
    privileged=True,
    recent=True,
    rests_on="The Steering Committee decides by its members, and none of them on a matter of its own",
    clause="5.1.3",
)
RECUSE = Permission(
    "governance.recuse",
    "only the member concerned, the chair and the Secretariat",
    lambda actor, _: actor.committee or actor.sees_all,
    privileged=True,
    rests_on="An interest is recorded by the member who has it, or by who leads and supports the committee",
    clause="5.1.3",
)
SHOW_HANDS = Permission(
    "governance.show_hands",
    "only the chair, in a meeting",
    lambda actor, decision: actor.chair and decision.meeting_id is not None,
    privileged=True,
    recent=True,
    rests_on="The chair leads the meeting and counts the hands; staff never records a vote",
    clause="5.1.3",
)
CLOSE = Permission(
    "governance.close",
    "only the chair and the Secretariat",
    lambda actor, _: actor.chair or actor.sees_all,
    privileged=True,
    recent=True,
    rests_on="The chair leads the Steering Committee, and the Secretariat supports it",
    clause="5.1.3",
)

# Consent of all participants (6.5, 6.2.2): the Secretariat's people never answer, whatever else they are.
ANSWER = Permission(
    "governance.answer",
    "only people who may vote or sign for this organisation, and nobody of the Secretariat",
    lambda actor, subject: not actor.sees_all and VOTE_FOR_ORGANIZATION.allows(actor, subject),
    recent=True,
    rests_on="Each participant gives its consent itself",
    clause="6.5.2",
)
REQUEST_AMENDMENT = Permission(
    "governance.request_amendment",
    "only people who may vote or sign for this organisation, and nobody of the Secretariat",
    lambda actor, subject: not actor.sees_all and VOTE_FOR_ORGANIZATION.allows(actor, subject),
    recent=True,
    rests_on="Any participant can request an amendment of the Pact in writing",
    clause="6.5.1",
)
BY_CONSENT = Permission(
    "governance.by_consent",
    "only the system, when a round of consent opens, changes or closes",
    lambda actor, _: bool(actor.system),
    rests_on="What all participants agree to is counted by nobody's hand",
    clause="6.5.2",
)


# --- ending a participation (6.6.2) ---
OPEN_CASE = Permission(
    "governance.open_case",
    "only people of the Secretariat",
    lambda actor, _: actor.secretariat,
    privileged=True,
    recent=True,
    rests_on="A person opens a case: the software shows facts and proposes none (How we read the Pact, I-21)",
    clause="6.6.2",
)
ANSWER_HEARING = Permission(
    "governance.answer_hearing",
    "only people who sign for this organisation or manage its people",
    lambda actor, case: actor.holds(case.organization_id, "SIGNATORY", "MANAGER"),
    recent=True,
    rests_on="Before a participation is ended, the organisation itself is heard",
    clause="6.6.2",
)


# --- disputes (6.7) ---
def _argues(actor: Actor, subject) -> bool:
    """Whoever signs or votes for a party; for an organization, or one side, for that one alone."""
    own = getattr(subject, "organization_id", None) or subject.pk
    return any(actor.holds(pk, *VOTING) for pk in getattr(subject, "party_ids", [own]))


ARGUE = Permission(
    "governance.argue",
    "only people who sign or vote for this organisation",
    _argues,
    recent=True,
    rests_on="A dispute is between participants, who speak for themselves",
    clause="6.7.1",
)
SETTLE = Permission(
    "governance.settle",
    "only the parties and the Secretariat",
    lambda actor, dispute: actor.sees_all or _argues(actor, dispute),
    rests_on="Parties settle a dispute between them",
    clause="6.7.1",
)


def _of_body(asked: str):
    """What the body of an election says of an actor (settings.ELECTIONS)."""
    return lambda actor, election: getattr(effects.one("ELECTIONS", election.body), asked)(actor, election.body_ref)


ELECT = Permission(
    "governance.elect",
    "only those in the midst of the body that elects",
    _of_body("belongs"),
    privileged=True,
    recent=True,
    rests_on="The chair is elected by the members from their midst",
    clause="5.1.3",
)
CALL_ELECTION = Permission(
    "governance.call_election",
    "only those who called the election",
    _of_body("calls"),
    privileged=True,
    recent=True,
    rests_on="An election is called by the chair or by those who support the body",
    clause="5.1.3",
)
CALL_COMMITTEE_ELECTION = Permission(
    "governance.call_committee_election",
    "only the Secretariat and the chair",
    lambda actor, _: actor.sees_all or actor.chair,
    privileged=True,
    recent=True,
    rests_on="An election is called by the chair or by the Secretariat",
    clause="5.1.3",
)
