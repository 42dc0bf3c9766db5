"""From stage to stage: what each needs, and the line it leaves in the public history (Pact 3.1.1.e)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import access, deadlines, rules, verbs
from buyergroups.actions.tenders import locked, move, settle_round, today_of
from buyergroups.flow import TENDER
from buyergroups.models import TenderEntry
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing import cache

PLAIN = ("consult", "announce")


@transaction.atomic
def step(actor: Actor, tender: TenderEntry, name: str, *, note: str = "", at: datetime) -> TenderEntry:
    """Begin the market consultation, or announce."""
    if name not in PLAIN:
        raise CannotNow(_("This step needs more than a word."))
    return _moved(actor, tender, name, note, at)


@transaction.atomic
def publish(
    actor: Actor, tender: TenderEntry, *, on: date | None, notice_url: str = "", notice_id: str = "", note: str = "",
    at: datetime,
) -> TenderEntry:  # fmt: skip
    """The notice is out: its day, and its link or number."""
    access.ENTER_TENDER.require(actor, tender)
    row = locked(tender)
    url, number = notice_url.strip() or row.notice_url, notice_id.strip() or row.notice_id
    told = bool(row.pilot or row.no_criteria_reason or row.criteria.exists())
    problems = rules.publish_problems(bool(url or number), told, on, today_of(at))
    if problems:
        raise CannotNow(*(sentence for _field, sentence in problems))
    return _moved(actor, tender, "publish", note, at, notice_url=url, notice_id=number, published_on=on)


@transaction.atomic
def award(
    actor: Actor, tender: TenderEntry, *, on: date | None, lessons: str = "", note: str = "", at: datetime
) -> TenderEntry:
    """The contract is awarded; what was learned may follow later."""
    _must_be_past(on, at)
    _must_be_free_of_prices(lessons, note)
    if tender.published_on and on < tender.published_on:
        raise CannotNow(_("The award comes after the notice. Enter a later day."))
    return _moved(actor, tender, "award", note, at, awarded_on=on, lessons=lessons.strip())


@transaction.atomic
def postpone(actor: Actor, tender: TenderEntry, expected: rules.Expected, *, note: str, at: datetime) -> TenderEntry:
    """To a new time, with a word why."""
    _must_say_why(note)
    if not rules.is_planned(expected.last, today_of(at)):
        raise CannotNow(_("This time has passed. Enter the month or quarter in which the notice is expected now."))
    times = {"expected_from": expected.first, "expected_until": expected.last, "expected_as": expected.kind}
    return _moved(actor, tender, "postpone", note, at, **times)


@transaction.atomic
def cancel(actor: Actor, tender: TenderEntry, *, note: str, at: datetime) -> TenderEntry:
    _must_say_why(note)
    return _moved(actor, tender, "cancel", note, at)


@transaction.atomic
def tell_lessons(actor: Actor, tender: TenderEntry, lessons: str, *, at: datetime) -> TenderEntry:
    """What others can learn from it, once it is awarded or cancelled (P11)."""
    access.ENTER_TENDER.require(actor, tender)
    row = locked(tender)
    if row.stage not in ("AWARDED", "CANCELLED"):
        raise CannotNow(_("Lessons are told when the tender is over: awarded or cancelled."))
    if not lessons.strip():
        raise CannotNow(_("Write what others can learn from it."))
    _must_be_free_of_prices(lessons)
    row.lessons, row.version = lessons.strip(), row.version + 1
    row.save()
    owner = {"organization_id": row.organization_id, "group_id": row.group_id}
    record(actor, verbs.TENDER_LESSONS_TOLD, row, at=at, clause="3.2.1.d", **owner)
    cache.bump()
    return row


def _moved(actor: Actor, tender: TenderEntry, name: str, note: str, at: datetime, **facts) -> TenderEntry:
    """One step with its line of history; nobody is asked any more what became of the time before."""
    _must_be_free_of_prices(note)
    with TENDER.step(name, tender, actor=actor, at=at) as row:
        for field, value in facts.items():
            setattr(row, field, value)
        row.stage_note, row.confirmed_on, row.version = note.strip(), today_of(at), row.version + 1
        move(row, at, note.strip())
    if not tender.has_passed_on(today_of(at)):
        deadlines.UPDATE_TENDER.meet(tender, at)
    settle_round(tender.organization, at)
    cache.bump()
    return tender


def _must_say_why(note: str) -> None:
    if not note.strip():
        raise CannotNow(_("Say in a few words why: others plan by this calendar."))


def _must_be_past(on: date | None, at: datetime) -> None:
    if on is None:
        raise CannotNow(_("Enter the day of the award."))
    if on > today_of(at):
        raise CannotNow(_("The award cannot lie in the future. Enter the day once it is there."))


def _must_be_free_of_prices(*texts: str) -> None:
    problems = [sentence for text in texts if (sentence := rules.no_prices(text))]
    if problems:
        raise CannotNow(*problems)
