"""Votes from opening to their end: frozen electors, named votes, quorum, number, and what follows."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.actions.numbering import next_serial
from governance.flow import DECISION, MATTER
from governance.models import Decision, Elector, Matter, Meeting, SeatTerm, Vote
from governance.queries.contents import last_vote_day, public_text_of
from governance.queries.decisions import tally_of
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.flow import effects
from pact.publishing import cache
from pact.rulebook import rule
from participants.actions import screenings
from participants.models import Organization, Screening
from participants.models.participations import no_longer_takes_part


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()


@transaction.atomic
def open_vote(
    actor: Actor, matter: Matter, *, question: str, closes_at: datetime, meeting: Meeting | None = None, at: datetime
) -> Decision:
    """Open a written procedure, or a vote in a meeting. Those eligible are the seats of this day, frozen; recusals are
    proposed from organization and parent links. Raises CannotNow when nobody could vote or the matter is settled."""
    access.PUT_TO_VOTE.require(actor, matter)
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if matter.state != Matter.State.OPEN:
        raise CannotNow("This matter is settled.")
    if matter.decisions.filter(state__in=("DRAFT", "OPEN")).exists():
        raise CannotNow("A vote on this is open already.")
    if closes_at <= at:
        raise CannotNow("Choose a closing day that is still to come.")
    _begins_after(matter, _day(closes_at))
    seats = list(SeatTerm.objects.on(_day(at)).select_related("organization", "user").order_by("seat_no"))
    decision = Decision.objects.create(
        matter=matter,
        kind=matter.kind,
        clause=matter.clause,
        question=question,
        subject_sha256=matter.subject_sha256,
        closes_at=closes_at,
        meeting=meeting,
        procedure=Decision.Procedure.MEETING if meeting else Decision.Procedure.WRITTEN,
    )
    _freeze_electors(actor, decision, matter, seats, at)
    if not decision.electors.filter(recused=False).exists():
        raise CannotNow(
            "No member of the Steering Committee could vote on this: all seats are empty or recused (Pact 5.1.3)."
        )
    with DECISION.step("open", decision, actor=actor, at=at) as row:
        row.opened_at = at
    _ask_for_votes(decision, at)
    return decision


def _begins_after(matter: Matter, closes_on: date) -> None:
    """What is decided begins when the vote is over, not before (1.1.2, 5.3.2)."""
    last = last_vote_day(matter)
    if last and closes_on > last:
        raise CannotNow(f"Choose {last:%-d %B %Y} or an earlier day: what is decided begins right after it.")


def open_for_day(actor: Actor, matter: Matter, *, closes_on: date, at: datetime) -> Decision:
    """Open a vote on a matter as it is titled, until the end of a day in the Secretariat's zone."""
    closes_at = end_of_day(closes_on, settings.SECRETARIAT_TIME_ZONE)
    return open_vote(actor, matter, question=matter.title, closes_at=closes_at, at=at)


def _freeze_electors(actor: Actor, decision: Decision, matter: Matter, seats: list[SeatTerm], at: datetime) -> None:
    concerned = _concerned(matter)
    for seat in seats:
        own = seat.organization_id, seat.organization.parent_id
        reasons = (rules.recusal(*own, subject.pk, subject.parent_id) for subject in concerned)
        reason = next(filter(None, reasons), "")
        Elector.objects.create(
            decision=decision,
            seat_term=seat,
            organization_id=seat.organization_id,
            user=seat.user,
            recused=bool(reason),
            recusal_reason=reason,
            screening=_interest(actor, seat.organization, reason, at) if reason else None,
        )


def _concerned(matter: Matter) -> list[Organization]:
    """The organization that a matter is about; several where its content names them, as the parties of a dispute."""
    named = [matter.organization_id, *matter.content.get("organizations", [])]
    return list(Organization.objects.filter(pk__in=filter(None, named)).order_by("pk"))


def _interest(actor: Actor, organization: Organization, reason: str, at: datetime) -> Screening:
    """2.1.4 at the fourth door: an interest in one vote, declared or seen in the links of organizations."""
    purpose, conflict = Screening.Purpose.VOTE, Screening.Outcome.CONFLICT
    return screenings.write(actor, purpose, {}, outcome=conflict, evidence=reason, organization=organization, at=at)


def _ask_for_votes(decision: Decision, at: datetime) -> None:
    for elector in decision.electors.filter(recused=False).select_related("user"):
        ask(decision, elector, at)


def ask(decision: Decision, elector: Elector, at: datetime) -> None:
    deadlines.VOTE.set(
        about=elector,
        at=at,
        due_at=decision.closes_at,
        title=decision.question[:240],
        url_name="governance:decision-detail",
        url_kwargs={"ref": decision.ref},
        user=elector.user,
    )
    if decision.meeting_id is None:  # in the room nobody needs a letter
        mails.please_vote(decision, elector.user, at=at)


@transaction.atomic
def recuse(actor: Actor, decision: Decision, organization_id: int, reason: str, *, at: datetime) -> None:
    """Take a member out of the vote and of the denominator; a vote already cast falls away."""
    access.RECUSE.require(actor, decision)
    if not actor.sees_all and not actor.chair and actor.seat_organization_id != organization_id:
        raise access.RECUSE.refusal("Only the member, the chair and the Secretariat can record an interest.")
    locked = open_one(decision, at)
    elector = locked.electors.filter(organization_id=organization_id).first()
    if elector is None:
        raise CannotNow("This organisation is not among those who vote on this.")
    if elector.recused:
        return
    Vote.objects.filter(elector=elector).delete()
    elector.recused, elector.recusal_reason = True, reason
    elector.screening = _interest(actor, elector.organization, reason, at)
    elector.save()
    record(actor, verbs.RECUSED, locked, at=at, organization_id=organization_id, reason=reason)
    deadlines.VOTE.waive(elector, at)
    _close_if_settled(locked, at)


def open_one(decision: Decision, at: datetime) -> Decision:
    """The open vote under its lock; whoever left the Pact meanwhile is let go."""
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.state != Decision.State.OPEN:
        raise CannotNow("This vote is closed.")
    _let_go(locked, at)
    return locked


def _let_go(decision: Decision, at: datetime) -> None:
    """Who left the Pact votes no more and is waited for by nobody (6.6.1). A vote that was cast before stays cast: its
    member held the seat then."""
    silent = decision.electors.filter(no_longer_takes_part(_day(at)), recused=False, vote=None)
    for elector in silent:
        elector.recused, elector.recusal_reason = True, "Left the Pact before voting (Pact 6.6.1)."
        elector.save()
        facts = {"organization_id": elector.organization_id, "reason": elector.recusal_reason}
        record(Actor.hand("end-of-participation"), verbs.RECUSED, decision, at=at, clause="6.6.1", **facts)
        deadlines.VOTE.waive(elector, at)


@transaction.atomic
def go_on_without(organization: Organization, *, at: datetime) -> None:
    """The open votes after one of those eligible left the Pact; one that waited for nobody else closes."""
    for decision in Decision.objects.filter(state=Decision.State.OPEN, electors__organization=organization):
        _close_if_settled(open_one(decision, at), at)


@transaction.atomic
def cast(actor: Actor, decision: Decision, choice: str, remark: str, *, at: datetime) -> Vote:
    """Vote, or change the vote, until it closes. One vote for each organization, by its member.

    The row lock of the decision settles the race of a vote against the closing (Security C2)."""
    locked = open_one(decision, at)
    access.CAST.require(actor, locked)
    if locked.closes_at <= at:
        raise CannotNow("This vote closed while the page was open. Your vote was not counted.")
    elector = locked.electors.get(organization_id=actor.seat_organization_id)
    vote, _created = Vote.objects.update_or_create(
        elector=elector,
        defaults={"choice": choice, "remark": remark, "cast_by_id": actor.user_id, "cast_at": at},
    )
    record(actor, verbs.VOTE_CAST, locked, at=at, organization_id=elector.organization_id, choice=choice)
    deadlines.VOTE.meet(elector, at)
    _close_if_settled(locked, at)
    return vote


def _close_if_settled(decision: Decision, at: datetime) -> None:
    tally = tally_of(decision)
    in_meeting = decision.procedure == Decision.Procedure.MEETING  # the chair closes, or the end of the day
    if tally.electors and rules.is_settled(tally) and not in_meeting:
        close_by_itself(decision, at=at)


@transaction.atomic
def close(actor: Actor, decision: Decision, *, reasons: str, public_text: str, at: datetime) -> Decision:
    """Close the vote and let follow what follows, in one transaction. Before the closing time this needs every vote.

    A refusal needs reasons: who asked reads them (6.4.2)."""
    access.CLOSE.require(actor, decision)
    locked = open_one(decision, at)
    tally = tally_of(locked)
    _may_close(actor, locked, tally, at)
    result = rules.outcome(tally)
    if result == "REJECTED" and not reasons.strip():
        raise CannotNow("The vote is against. Write the reasons: they go into the decision and to who asked.")
    step = {"ADOPTED": "adopt", "REJECTED": "reject", "LAPSED": "lapse"}[result]
    with DECISION.step(step, locked, actor=actor, at=at, tally=_as_json(tally)) as row:
        row.decided_at, row.tally, row.reasons = at, _as_json(tally), reasons.strip()
        if result != "LAPSED":
            row.number = rules.number(year := _day(at).year, next_serial(Decision, "SC", year))
        if rules.is_published(row.kind, result):
            row.public_text = public_text or public_text_of(row, result)
    _nothing_more_to_do(locked, at)
    cache.bump()
    if result != "LAPSED":
        with MATTER.step("decide", locked.matter, actor=actor, at=at):
            pass
        with scope.as_system("decision"):
            effects.carry_out(locked.kind, locked, actor=actor, at=at)
            if result == "ADOPTED":
                mails.decided(locked, at=at)
    return locked


def _may_close(actor: Actor, decision: Decision, tally: rules.Tally, at: datetime) -> None:
    in_the_room = decision.procedure == Decision.Procedure.MEETING and actor.chair
    if decision.closes_at > at and not (rules.is_settled(tally) or in_the_room):
        raise CannotNow("The vote is still running and not everybody has voted (How we read the Pact, I-7).")
    seats = SeatTerm.objects.on(_day(at)).count()
    fewest = rule("sc.min", on=_day(at))
    if not rules.may_close(seats, fewest, rule("reading.i-11", on=_day(at))):
        raise CannotNow(f"The Steering Committee has {seats} members. It decides nothing below {fewest} (Pact 5.1.3).")


def close_by_itself(decision: Decision, *, at: datetime) -> bool:
    """Close without anybody's hand. What stands in the way undoes nobody's vote: the decision stays open and the
    Secretariat finds it among its tasks."""
    try:
        close(Actor.hand("written-procedure"), decision, reasons="", public_text="", at=at)
    except CannotNow:
        deadlines.CLOSE.set(
            about=decision,
            at=at,
            title=f"Close the vote: {decision.question}"[:240],
            workspace="SECRETARIAT",
            url_name="governance:decision-detail",
            url_kwargs={"ref": decision.ref},
        )
        return False
    return True


@transaction.atomic
def lapse(actor: Actor, decision: Decision, *, reasons: str, at: datetime) -> None:
    """End a vote without a result, because its matter went away."""
    locked = open_one(decision, at)
    with DECISION.step("lapse", locked, actor=actor, at=at) as row:
        row.decided_at, row.tally, row.reasons = at, _as_json(tally_of(locked)), reasons
    _nothing_more_to_do(locked, at)


def _nothing_more_to_do(decision: Decision, at: datetime) -> None:
    for elector in decision.electors.filter(vote=None):
        deadlines.VOTE.waive(elector, at)
    deadlines.CLOSE.meet(decision, at)


def lock_open_votes(subject_kind: str, subject_ref: str) -> None:
    """Whoever ends what is voted on takes the lock of the vote first, as its closing does: so the two never wait for
    each other, and the one who comes second finds what the first one did."""
    rows = Decision.objects.filter(matter__subject_kind=subject_kind, matter__subject_ref=subject_ref)
    list(rows.filter(state=Decision.State.OPEN).order_by("pk").select_for_update(of=("self",)))


def close_due(*, at: datetime) -> int:
    """Close every vote whose time is over; harmless when repeated. A committee below its minimum leaves them open."""
    due = Decision.objects.filter(state=Decision.State.OPEN, closes_at__lte=at).order_by("closes_at", "pk")
    return sum(close_by_itself(decision, at=at) for decision in due)


def _as_json(tally: rules.Tally) -> dict:
    return {"electors": tally.electors, "yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
