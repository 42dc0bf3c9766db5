"""Joint statements of demand: drafted, adopted by vote, opened, closed with frozen totals (Pact 4.1, register I-14)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from buyergroups import access, mails, rules, verbs
from buyergroups.actions import adoptions
from buyergroups.flow import STATEMENT
from buyergroups.models import Adoption, JointStatement
from buyergroups.queries import statements as queries
from buyergroups.queries.gatherings import Home
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache

WORDS = ("title", "text", "kind", "product_group", "wanted_from", "wanted_until", "closes_on")
LOCK = 410100


@transaction.atomic
def draft(actor: Actor, home: Home, *, at: datetime, **given: Any) -> JointStatement:
    """By a member of a working group, or the coordinator of a buyer group."""
    access.DRAFT_STATEMENT.require(actor, home)
    _fits(given)
    with scope.as_system("statement-address"):
        slug = queries.every_slug_like(given["title"])
    statement = JointStatement.objects.create(
        slug=slug, group=home.group, working_group=home.working_group, created_at=at, **given
    )
    record(actor, verbs.STATEMENT_DRAFTED, statement, at=at, clause="4.1", group_id=home.group_id, kind=statement.kind)
    return statement


def _fits(given: dict[str, Any]) -> None:
    facts = {name: given[name] for name in ("title", "text", "wanted_from", "wanted_until", "closes_on")}
    faults = rules.faults_of_text(**facts)
    if faults:
        raise CannotNow(*faults)


@transaction.atomic
def change(actor: Actor, statement: JointStatement, *, at: datetime, **given: Any) -> JointStatement:
    """While it is a draft, and not while its working group votes on it."""
    access.DRAFT_STATEMENT.require(actor, statement)
    locked = _locked(statement)
    if locked.state != JointStatement.State.DRAFT:
        raise CannotNow(f"This statement is {locked.get_state_display()}: its words stay as they are.")
    if locked.adoptions.filter(state="OPEN").exists():
        raise CannotNow("The working group votes on these words. Wait for the result.")
    _fits(given)
    for name in WORDS:
        setattr(locked, name, given[name])
    locked.save()
    record(actor, verbs.STATEMENT_CHANGED, locked, at=at, clause="4.1", group_id=locked.group_id)
    return locked


def hash_of(statement: JointStatement) -> str:
    owner = statement.group or statement.working_group
    return rules.fingerprint(
        title=statement.title,
        text=statement.text,
        kind=statement.kind,
        product_group=statement.product_group.code,
        owner=owner.slug,
        wanted_from=statement.wanted_from,
        wanted_until=statement.wanted_until,
    )


@transaction.atomic
def put_to_vote(actor: Actor, statement: JointStatement, *, closes_on: date, at: datetime) -> Adoption:
    """The members of the working group vote on exactly these words."""
    access.LEAD_STATEMENT.require(actor, statement)
    locked = _locked(statement)
    if locked.state != JointStatement.State.DRAFT or not locked.working_group_id:
        raise CannotNow("A draft of a working group is put to its vote.")
    question = f"Adopt the joint statement “{locked.title}”?"
    return adoptions.open_vote(
        actor, statement=locked, question=question[:240], closes_on=closes_on, at=at, sha256=hash_of(locked)
    )


def adopted(adoption: Adoption, *, actor: Actor, at: datetime) -> None:
    """What follows from the vote of a working group, in the same transaction: the words that were voted on."""
    statement = JointStatement.objects.select_related("group", "working_group", "product_group").get(
        pk=adoption.statement_id
    )
    if adoption.state != Adoption.State.ADOPTED:
        record(actor, verbs.STATEMENT_REJECTED, statement, at=at, clause="4.1")
        return
    if adoption.sha256 != hash_of(statement):
        raise CannotNow("The words are not those that were voted on. Put the statement to the vote again.")
    with STATEMENT.step("adopt", statement, actor=actor, at=at, sha256=adoption.sha256) as row:
        row.sha256 = adoption.sha256


@transaction.atomic
def open_for_signing(actor: Actor, statement: JointStatement, *, closes_on: date, at: datetime) -> JointStatement:
    """Its words are fixed from now on. A working group's statement was adopted by vote before (I-14: no approval by the
    committee). Every procuring participant hears of it once."""
    with STATEMENT.step("open", statement, actor=actor, at=at) as row:
        fixed = hash_of(row)
        if row.working_group_id and row.sha256 != fixed:
            raise CannotNow("The working group adopts its statement by a vote first (Pact 4.1).")
        if closes_on <= _today(at):
            raise CannotNow("Choose a closing day that is still to come.")
        row.sha256, row.opened_at, row.closes_on = fixed, at, closes_on
        _fits({name: getattr(row, name) for name in WORDS})
    with scope.as_system("letters"):
        people = queries.every_buyer_manager(_today(at))
    mails.statement_opened(statement, people, at=at)
    cache.bump()
    return statement


@transaction.atomic
def extend(actor: Actor, statement: JointStatement, *, closes_on: date, at: datetime) -> JointStatement:
    """More time to sign, as long as the closing day has not passed."""
    access.LEAD_STATEMENT.require(actor, statement)
    one_at_a_time(statement)
    locked = _locked(statement)
    if locked.state != JointStatement.State.OPEN:
        raise CannotNow(f"This statement is {locked.get_state_display()}: its closing day stays.")
    faults = rules.faults_of_closing(locked.closes_on, closes_on, _today(at))
    if faults:
        raise CannotNow(*faults)
    before, locked.closes_on = locked.closes_on, closes_on
    _fits({name: getattr(locked, name) for name in WORDS})
    locked.save(update_fields=["closes_on"])
    facts = {"before": before, "closes_on": closes_on}
    record(actor, verbs.STATEMENT_EXTENDED, locked, at=at, clause="4.1", group_id=locked.group_id, **facts)
    cache.bump()
    return locked


@transaction.atomic
def withdraw(actor: Actor, statement: JointStatement, *, reason: str, at: datetime) -> JointStatement:
    """Not pursued. Once somebody has signed it stays until its closing day."""
    if not reason.strip():
        raise CannotNow("Say in a few words why it is not pursued.")
    one_at_a_time(statement)
    with STATEMENT.step("withdraw", statement, actor=actor, at=at) as row:
        if row.sign_ups.standing().exists():
            raise CannotNow("Buyers have signed this statement. It stays until its closing day.")
        if row.adoptions.filter(state="OPEN").exists():
            raise CannotNow("The working group votes on it. Wait for the result.")
        row.withdrawn_reason = reason.strip()
    cache.bump()
    return statement


def close_due(*, at: datetime) -> int:
    """Nightly: what was open until yesterday closes with its totals; harmless when repeated."""
    hand = Actor.hand("statements")
    due = queries.every_due(_today(at))
    for statement in due:
        _close(hand, statement, at)
    return len(due)


@transaction.atomic
def _close(hand: Actor, statement: JointStatement, at: datetime) -> None:
    one_at_a_time(statement)
    with STATEMENT.step("close", statement, actor=hand, at=at) as row:
        row.totals = rules.totals(queries.counted(list(queries.standing(row))))
        row.closed_at = at
    cache.bump()


def one_at_a_time(statement: JointStatement) -> None:
    """Signing, withdrawing and closing one statement follow one another: a buyer may not lock a group's row."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, statement.pk])


def _locked(statement: JointStatement) -> JointStatement:
    rows = JointStatement.objects.select_related("group", "working_group", "product_group")
    return rows.select_for_update(of=("self",)).get(pk=statement.pk)


def _today(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)
