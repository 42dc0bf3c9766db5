"""Rounds of consent (Pact 6.5.2, 6.2.2): all participants are asked, one voice each, until the closing day.

A round closes only at its time, also when everybody has answered: an answer may be taken back until then (register
I-3), and who joins meanwhile is asked (I-2). One row lock, that of the round, keeps the counts in step.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.flow import ROUND
from governance.models import Consent, ConsentRound, RoundMember
from governance.queries import rounds as queries
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.publishing.cache import bump
from pact.rulebook import rule
from participants.models import Organization

HAND = "round-of-consent"


@transaction.atomic
def open_round(
    *,
    subject: str,
    clause: str,
    question: str,
    text_sha256: str,
    criterion: rules.Criterion,
    closes_at: datetime,
    at: datetime,
) -> ConsentRound:
    """Ask everybody who takes part. The letters leave with `tell`, once the round knows what it is about."""
    with scope.as_system(HAND) as hand:
        row = ConsentRound.objects.create(
            subject=subject,
            clause=clause,
            question=question[:300],
            text_sha256=text_sha256,
            frozen=rule("reading.i-2", on=queries.day_of(at)) == "AT_OPENING",
            final=rule("reading.i-3", on=queries.day_of(at)) == "FINAL",
            share=criterion.share,
            share_of=criterion.share_of,
            fewest=criterion.fewest,
            opened_at=at,
            closes_at=closes_at,
        )
        ids = sorted(queries.every_participant(at))
        RoundMember.objects.bulk_create(
            [
                RoundMember(round=row, organization_id=pk, in_at=at, in_why="takes part when the round opens")
                for pk in ids
            ]
        )
        _count(row)
        record(hand, verbs.ROUND_OPENED, row, at=at, clause=clause, sha256=text_sha256, electorate=row.electorate)
    return row


def tell(row: ConsentRound, *, at: datetime) -> None:
    """Everybody asked has it among the tasks, and a letter (M31)."""
    with scope.as_system(HAND):
        members = queries.every_member(row).select_related("organization").order_by("pk")
        _ask(row, [member.organization for member in members], at)


def _ask(row: ConsentRound, organizations: list[Organization], at: datetime) -> None:
    kind = deadlines.kind_of(row)
    for organization in organizations:
        if kind.reopen(row, at, organization_id=organization.pk):
            continue
        url_name, url_kwargs = deadlines.answer_page(row, organization)
        kind.set(
            about=row,
            at=at,
            due_at=row.closes_at,
            title=row.question[:240],
            url_name=url_name,
            url_kwargs=url_kwargs,
            organization_id=organization.pk,
        )
    mails.round_opened(row, organizations, at=at)


@transaction.atomic
def answer(
    actor: Actor, row: ConsentRound, organization: Organization, position: str, *, capacity: str, at: datetime
) -> Consent:
    """Give or change the position of an organization, until the round closes. `capacity` is the function in which
    this person answers (6.5.2). Raises Refused, or CannotNow when the round is closed or the organization not asked."""
    access.ANSWER.require(actor, organization)
    if position not in Consent.Position.values:
        raise CannotNow("Choose one of the three answers.")
    if not capacity.strip():
        raise CannotNow("Write the function in which you answer for your organisation.")
    locked = _open(row, organization, at)
    _may_change(locked, organization)
    facts = {
        "position": position,
        "by_id": actor.user_id,
        "capacity": capacity.strip()[:160],
        "text_sha256": locked.text_sha256,
        "at": at,
        "withdrawn_at": None,
    }
    given, _new = Consent.objects.update_or_create(round=locked, organization=organization, defaults=facts)
    _note(actor, verbs.ANSWERED, locked, organization, at, position=position)
    deadlines.kind_of(locked).meet(locked, at, organization_id=organization.pk)
    return given


@transaction.atomic
def take_back(actor: Actor, row: ConsentRound, organization: Organization, *, at: datetime) -> None:
    """Withdraw an answer until the closing (register I-3): the organization counts as one that has not answered."""
    access.ANSWER.require(actor, organization)
    locked = _open(row, organization, at)
    _may_change(locked, organization)
    if not Consent.objects.filter(round=locked, organization=organization, withdrawn_at=None).update(withdrawn_at=at):
        return
    _note(actor, verbs.ANSWER_TAKEN_BACK, locked, organization, at)
    deadlines.kind_of(locked).reopen(locked, at, organization_id=organization.pk)


def _may_change(row: ConsentRound, organization: Organization) -> None:
    """Register I-3, as it was read when the round opened."""
    if row.final and Consent.objects.filter(round=row, organization=organization, withdrawn_at=None).exists():
        raise CannotNow("Your organisation has answered, and an answer stays given (How we read the Pact, I-3).")


def _note(actor: Actor, verb, row: ConsentRound, organization: Organization, at: datetime, **facts) -> None:
    with scope.as_system(HAND):
        _count(row)
    record(actor, verb, row, at=at, organization_id=organization.pk, clause=row.clause, **facts)


def _open(row: ConsentRound, organization: Organization, at: datetime) -> ConsentRound:
    """Under the lock of the round, which settles the race of an answer against the closing (Security C2)."""
    locked = ConsentRound.objects.select_for_update().get(pk=row.pk)
    if locked.state != ConsentRound.State.OPEN or locked.closes_at <= at:
        raise CannotNow(f"This round of consent is closed. Your answer was not counted (Pact {locked.clause}).")
    if not queries.is_asked(locked, organization):
        raise CannotNow(f"Only those who take part in the Pact are asked for their consent (Pact {locked.clause}).")
    return locked


def _count(row: ConsentRound) -> None:
    """From the rows, under the lock: a meter that is always what the certificate would say."""
    asked = queries.every_member(row).values("organization_id")
    agreed = Consent.objects.filter(round=row, withdrawn_at=None, position=Consent.Position.CONSENT)
    row.electorate = queries.every_member(row).count()
    row.consents = agreed.filter(organization_id__in=asked).count()
    row.needed = rules.needed(row.electorate, queries.criterion_of(row))
    row.save(update_fields=["electorate", "consents", "needed"])
    bump()


@transaction.atomic
def keep_electorate(row: ConsentRound, *, at: datetime, why_in: str = "", why_out: str = "") -> bool:
    """Register I-2: who joined is asked, who left drops out of both sides; each line says why. True: it changed.

    Where the list is read as frozen at the opening nothing changes."""
    with scope.as_system(HAND) as hand:
        locked = ConsentRound.objects.select_for_update().get(pk=row.pk)
        if locked.state != ConsentRound.State.OPEN or locked.frozen:
            return False
        moment = min(at, locked.closes_at)
        asked = queries.every_member(locked).values_list("organization_id", flat=True)
        joined, left = rules.electorate_changes(asked, queries.every_participant(moment))
        _let_go(hand, locked, left, why_out or "no longer takes part in the Pact (6.6)", moment)
        _take_in(hand, locked, joined, why_in or "takes part since the round opened", moment)
        if joined or left:
            _count(locked)
    return bool(joined or left)


def _let_go(hand: Actor, row: ConsentRound, ids: Iterable[int], why: str, at: datetime) -> None:
    for pk in ids:
        Consent.objects.filter(round=row, organization_id=pk, withdrawn_at=None).update(withdrawn_at=at)
        RoundMember.objects.filter(round=row, organization_id=pk, out_at=None).update(out_at=at, out_why=why[:120])
        deadlines.kind_of(row).waive(row, at, organization_id=pk)
        record(hand, verbs.ROUND_LEFT, row, at=at, organization_id=pk, clause=row.clause, why=why)


def _take_in(hand: Actor, row: ConsentRound, ids: list[int], why: str, at: datetime) -> None:
    for pk in ids:
        RoundMember.objects.create(round=row, organization_id=pk, in_at=at, in_why=why[:120])
        record(hand, verbs.ROUND_JOINED, row, at=at, organization_id=pk, clause=row.clause, why=why)
    if ids and at < row.closes_at:
        _ask(row, list(Organization.objects.filter(pk__in=ids).order_by("pk")), at)


def follow(*, at: datetime, why_in: str = "", why_out: str = "") -> int:
    """Somebody joined or left, or the night looks after it: each round that is still running. Returns how many
    changed; harmless when repeated."""
    running = [row for row in queries.every_open_round() if row.closes_at > at]
    return sum(keep_electorate(row, at=at, why_in=why_in, why_out=why_out) for row in running)


def ask_newcomer(organization: Organization, *, actor: Actor, at: datetime, wish: str = "") -> dict[str, str]:
    """`settings.ADMISSION_EFFECTS`: with the admission itself, whatever group the newcomer wishes to join."""
    follow(at=at, why_in="joined the Pact while the round was open (6.4)")
    return {}


@transaction.atomic
def close(row: ConsentRound, *, at: datetime) -> ConsentRound | None:
    """Freeze the electorate and the result as they stand at the closing time; every organization with its position.

    None: somebody else closed it at the same moment, and what follows follows there."""
    keep_electorate(row, at=at)
    with scope.as_system(HAND) as hand:
        locked = ConsentRound.objects.select_for_update().get(pk=row.pk)
        if locked.state != ConsentRound.State.OPEN:
            return None
        if locked.closes_at > at:
            raise CannotNow("A round of consent closes only at its time: answers may be changed until then (I-3).")
        _count(locked)
        criterion = queries.criterion_of(locked)
        reached = rules.consent_reached(locked.consents, locked.electorate, criterion)
        result = _result(locked)
        with ROUND.step("reach" if reached else "fail", locked, actor=hand, at=at, counts=result["counts"]) as step:
            step.closed_at, step.result = at, result
        deadlines.kind_of(locked).waive(locked, at)
        bump()
    return locked


@transaction.atomic
def cancel(row: ConsentRound, *, at: datetime) -> None:
    """What it was about was withdrawn: nothing is asked any more, and nothing was decided."""
    with scope.as_system(HAND) as hand:
        with ROUND.step("cancel", row, actor=hand, at=at) as step:
            step.closed_at = at
        deadlines.kind_of(row).waive(row, at)
        bump()


def _result(row: ConsentRound) -> dict:
    answers = queries.every_answer(row)
    members = queries.every_member(row).select_related("organization").order_by("organization__name", "pk")
    lines = [_line(member, answers.get(member.organization_id)) for member in members]
    given = {pk: one.position for pk, one in answers.items()}
    counts = rules.positions(given, [member.organization_id for member in members])
    return {"lines": lines, "counts": counts, "needed": row.needed, "electorate": row.electorate}


def _line(member: RoundMember, given: Consent | None) -> dict:
    """As the certificate has it: the function of who answered, and no person's name."""
    organization = member.organization
    return {
        "organization": organization.name,
        "slug": organization.slug,
        "country": organization.country,
        "position": given.position if given else "SILENT",
        "at": given.at.isoformat() if given else "",
        "capacity": given.capacity if given else "",
    }
