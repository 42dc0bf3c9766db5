"""Disputes between participants (Pact 6.7): consultation, presenting, views, settling, and how parties answer.

What the committee recommends stands in `actions.recommendations`. One row lock, that of the dispute, orders the acts
of its parties; whoever may end it takes the lock of an open vote before (`decisions.lock_open_votes`).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.actions import decisions, matters, numbering
from governance.flow import DISPUTE
from governance.models import Dispute, DisputeParty, Matter
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import add_months, end_of_day
from pact.deadlines.days import day_in
from pact.publishing.cache import bump
from pact.rulebook import rule
from participants.models import Organization, Participation

SUBJECT = Dispute._meta.label_lower
_ZONE = settings.SECRETARIAT_TIME_ZONE


@transaction.atomic
def open_dispute(
    actor: Actor, organization: Organization, others: Iterable[Organization], *, title: str, subject: str, at: datetime
) -> Dispute:
    """By somebody who signs or votes for a participant, with at least one other. All parties read it at once."""
    access.ARGUE.require(actor, organization)
    day = day_in(at, _ZONE)
    parties = {one.pk: one for one in (organization, *others)}
    active = taking_part(parties, day)
    if organization.pk not in active:
        raise CannotNow("Only participants have disputes under the Pact (6.7.1).")
    if len(parties) < 2:
        raise CannotNow("Name at least one other participant: a dispute has two sides (Pact 6.7.1).")
    if strangers := [one.name for pk, one in parties.items() if pk not in active]:
        raise CannotNow(f"Only participants can be parties (Pact 6.7.1). This one takes no part: {strangers[0]}.")
    if not title.strip() or not subject.strip():
        raise CannotNow("Say in a few words what the dispute is about.")
    with scope.as_system("disputes"):
        number = rules.dispute_number(day.year, numbering.next_serial(Dispute, "D", day.year))
    facts = {"number": number, "title": title.strip(), "subject": subject.strip(), "party_ids": sorted(parties)}
    dispute = Dispute.objects.create(**facts, opened_at=at)
    for pk in parties:
        side = DisputeParty.Side.OPENED if pk == organization.pk else DisputeParty.Side.OTHER
        DisputeParty.objects.create(dispute=dispute, organization_id=pk, side=side)
    record(actor, verbs.DISPUTE_OPENED, dispute, at=at, clause="6.7.1", organization_id=organization.pk)
    with scope.as_system("letters"):
        mails.dispute_opened(dispute, by=organization, at=at)
    bump()
    return dispute


def taking_part(organization_ids: Iterable[int], day: date) -> set[int]:
    rows = Participation.objects.on(day).filter(organization__in=list(organization_ids))
    return set(rows.values_list("organization_id", flat=True))


def still_in(dispute: Dispute, at: datetime) -> list[DisputeParty]:
    """Its parties that take part: who left the Pact reads it, and is not waited for."""
    active = taking_part(dispute.party_ids, day_in(at, _ZONE))
    return list(dispute.parties.filter(organization__in=active).select_related("organization"))


def locked(dispute: Dispute, *states: str) -> Dispute:
    row = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if row.state not in states:
        raise CannotNow(f"This was changed meanwhile: it is {row.get_state_display()} now. Open the page again.")
    return row


@transaction.atomic
def consult(actor: Actor, party: DisputeParty, words: str, on: date, *, at: datetime) -> Dispute:
    """What was tried between the parties, and on which day (6.7.1); each of them can add to it."""
    access.ARGUE.require(actor, party)
    dispute = locked(party.dispute, Dispute.State.CONSULTATION)
    if not words.strip():
        raise CannotNow("Write down what you tried between you (Pact 6.7.1).")
    if on > day_in(at, _ZONE):
        raise CannotNow("Name today or an earlier day.")
    line = f"{party.organization.name}, {mails.words(on)}: {words.strip()}"
    dispute.consultation = "\n\n".join(filter(None, [dispute.consultation, line]))
    dispute.consulted_on = max(filter(None, [dispute.consulted_on, on]))
    dispute.save()
    facts = {"clause": "6.7.1", "organization_id": party.organization_id, "on": on}
    record(actor, verbs.DISPUTE_CONSULTED, dispute, at=at, **facts)
    return dispute


@transaction.atomic
def present(actor: Actor, party: DisputeParty, *, at: datetime) -> Dispute:
    """Before the committee: the months are counted from today, once, and every party is asked for its views at once."""
    access.ARGUE.require(actor, party)
    dispute, day = party.dispute, day_in(at, _ZONE)
    answer_by = end_of_day(day + rules.VIEWS_WITHIN, _ZONE)
    owner = {"organization_id": party.organization_id}
    with DISPUTE.step("present", dispute, actor=actor, at=at, **owner) as row:
        row.presented_at = at
        row.recommend_from = add_months(day, rule("dispute.wait", on=day))
    with scope.as_system("disputes"):
        dispute.parties.update(asked_at=at, answer_by=answer_by)
        for one in dispute.parties.select_related("organization"):
            _task(deadlines.DISPUTE_VIEWS, dispute, one, at, due_at=answer_by)
        deadlines.DISPUTE_DUE.set(
            about=dispute,
            at=at,
            due_at=end_of_day(dispute.recommend_from, _ZONE),
            title=f"{dispute.number}: put a recommendation to the Steering Committee",
            workspace="SECRETARIAT",
            url_name="governance:dispute-file",
            url_kwargs={"ref": dispute.ref},
        )
        mails.dispute_presented(dispute, answer_by, at=at)
    bump()
    return dispute


def _task(kind, dispute: Dispute, party: DisputeParty, at: datetime, **due) -> None:
    kind.set(
        about=dispute,
        at=at,
        title=f"{kind.title} ({dispute.number})",
        organization_id=party.organization_id,
        url_name="governance:dispute-detail",
        url_kwargs={"org": party.organization.slug, "ref": dispute.ref},
        **due,
    )


def ask_acceptance(dispute: Dispute, *, at: datetime) -> None:
    """With the recommendation: each party that still takes part says whether it accepts it."""
    for party in still_in(dispute, at):
        _task(deadlines.DISPUTE_ACCEPT, dispute, party, at)


@transaction.atomic
def give_views(actor: Actor, party: DisputeParty, views: str, *, at: datetime) -> DisputeParty:
    """The views of one party; it can change them until a recommendation is put to the committee (6.7.2)."""
    access.ARGUE.require(actor, party)
    dispute = locked(party.dispute, Dispute.State.PRESENTED)
    if not views.strip():
        raise CannotNow("Write down how you see it.")
    with scope.as_system("disputes"):
        if open_matters(dispute).exists():
            raise CannotNow("A recommendation is with the Steering Committee; views stay as they are now (6.7.2).")
    row = DisputeParty.objects.get(pk=party.pk)
    row.views, row.views_at, row.views_by_id = views.strip(), at, actor.user_id
    row.save()
    deadlines.DISPUTE_VIEWS.meet(dispute, at, organization_id=row.organization_id)
    facts = {"clause": "6.7.2", "organization_id": row.organization_id}
    record(actor, verbs.DISPUTE_VIEWS_GIVEN, dispute, at=at, **facts)
    return row


def open_matters(dispute: Dispute):
    return Matter.objects.filter(subject_kind=SUBJECT, subject_ref=dispute.ref, state=Matter.State.OPEN)


_OPEN = (Dispute.State.CONSULTATION, Dispute.State.PRESENTED)


@transaction.atomic
def propose_settlement(actor: Actor, party: DisputeParty, words: str, *, at: datetime) -> Dispute:
    """How the parties settle it; who proposes has confirmed. Other words are confirmed anew by everybody."""
    access.ARGUE.require(actor, party)
    dispute = locked(party.dispute, *_OPEN)
    if not words.strip():
        raise CannotNow("Write down how you settle it.")
    dispute.settlement = words.strip()
    dispute.save()
    dispute.parties.exclude(pk=party.pk).update(settled_at=None)
    dispute.parties.filter(pk=party.pk).update(settled_at=at)
    facts = {"clause": "6.7.1", "organization_id": party.organization_id}
    record(actor, verbs.SETTLEMENT_PROPOSED, dispute, at=at, **facts)
    with scope.as_system("letters"):
        mails.settlement_proposed(dispute, by=party.organization, at=at)
    return dispute


@transaction.atomic
def confirm_settlement(actor: Actor, party: DisputeParty, words: str, *, at: datetime) -> Dispute:
    """One party confirms exactly these words; with the last one that still takes part the dispute is settled."""
    access.ARGUE.require(actor, party)
    with scope.as_system("disputes"):
        decisions.lock_open_votes(SUBJECT, party.dispute.ref)
    dispute = locked(party.dispute, *_OPEN)
    if not dispute.settlement or " ".join(words.split()) != " ".join(dispute.settlement.split()):
        raise CannotNow("The words were changed meanwhile. Read them again before you confirm.")
    dispute.parties.filter(pk=party.pk).update(settled_at=at)
    facts = {"clause": "6.7.1", "organization_id": party.organization_id}
    record(actor, verbs.SETTLEMENT_CONFIRMED, dispute, at=at, **facts)
    if rules.all_said(one.settled_at for one in still_in(dispute, at)):
        _settle(actor, dispute, dispute.settlement, at)
    return dispute


@transaction.atomic
def record_settlement(actor: Actor, dispute: Dispute, words: str, *, at: datetime) -> Dispute:
    """By the Secretariat, when the parties told it how they settled."""
    access.PUT_TO_VOTE.require(actor, dispute)
    if not words.strip():
        raise CannotNow("Write down how the parties settled it.")
    decisions.lock_open_votes(SUBJECT, dispute.ref)
    _settle(actor, dispute, words.strip(), at)
    return dispute


def _settle(actor: Actor, dispute: Dispute, words: str, at: datetime) -> None:
    """Closed; an open vote on it lapses, and nothing is asked of anybody any more."""
    with DISPUTE.step("settle", dispute, actor=actor, at=at) as row:
        row.settlement, row.closed_at, row.recommendation = words, at, ""
    with scope.as_system("disputes") as hand:
        for matter in open_matters(dispute):
            matters.withdraw(hand, matter, at=at)
        deadlines.DISPUTE_VIEWS.waive(dispute, at)
        deadlines.DISPUTE_DUE.waive(dispute, at)
        mails.dispute_settled(dispute, at=at)
    bump()


@transaction.atomic
def respond(actor: Actor, party: DisputeParty, *, accepts: bool, note: str = "", at: datetime) -> DisputeParty:
    """Whether a party accepts the recommendation as final (6.7.2); with the last answer the dispute is closed."""
    access.ARGUE.require(actor, party)
    dispute = locked(party.dispute, Dispute.State.RECOMMENDED)
    row = DisputeParty.objects.get(pk=party.pk)
    row.accepts, row.accepted_at, row.acceptance_note = accepts, at, note.strip()
    row.save()
    deadlines.DISPUTE_ACCEPT.meet(dispute, at, organization_id=row.organization_id)
    facts = {"clause": "6.7.2", "organization_id": row.organization_id, "accepts": accepts}
    record(actor, verbs.DISPUTE_ANSWERED, dispute, at=at, **facts)
    with scope.as_system("disputes") as hand:
        if rules.all_said(one.accepts for one in still_in(dispute, at)):
            close(hand, dispute, at=at)
    return row


@transaction.atomic
def close(actor: Actor, dispute: Dispute, *, at: datetime) -> Dispute:
    """When all have answered, or by the Secretariat."""
    with DISPUTE.step("close", dispute, actor=actor, at=at) as row:
        row.closed_at = at
    deadlines.DISPUTE_ACCEPT.waive(dispute, at)
    mails.dispute_closed(dispute, at=at)
    bump()
    return dispute
