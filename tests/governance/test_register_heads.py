"""Security F5: the head of the chain leaves the machine: in the logs each day, by letter each week, to seats only."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from governance.actions import every_day, extensions
from pact.audit import chain, heads
from pact.audit.models import Head
from pact.mail.models import OutboxMail
from tests.governance import make

pytestmark = pytest.mark.django_db
MONDAY = datetime.fromisoformat("2027-03-15T02:10:00+00:00")


def sealed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def night(day: int) -> None:
    """The nightly work, so many days after Monday the fifteenth."""
    every_day(at=MONDAY + timedelta(days=day))


def letters():
    return OutboxMail.objects.filter(kind="governance.register_heads")


@pytest.fixture
def pact():
    terms, staff = make.committee(), make.secretary()
    make.person("procurer@vestbygd.example", role="EDITOR", organization=terms[0].organization)
    # What a first night notes once, and never again: when the Pact ends.
    extensions.note_end(at=MONDAY)
    sealed()
    return {"procurer@vestbygd.example"}, {term.user.email for term in terms} | {staff.email}


def test_each_night_notes_the_head_and_says_it_in_the_logs_unless_nothing_happened(pact, caplog):
    caplog.set_level("INFO", logger="pact.audit")
    night(0)
    night(0)
    night(1)
    assert [head.day for head in Head.objects.order_by("day")] == [date(2027, 3, 15)]
    assert (heads.published(date(2027, 3, 20)).no, heads.published(date(2027, 3, 14))) == (chain.head()[0], None)
    make.person("new@vestbygd.example")
    sealed()
    night(2)
    assert [head.day.day for head in Head.objects.order_by("day")] == [15, 17]
    told = [record.getMessage() for record in caplog.records if "audit head" in record.getMessage()]
    assert len(told) == 2
    assert f"{chain.head()[0]}:{chain.head()[1]}" in told[-1]


def test_the_week_after_everybody_with_a_seat_gets_one_letter_with_the_heads(pact):
    others, seats = pact
    night(1)
    assert not letters()
    for day in (7, 7, 8, 9):
        night(day)
    assert {letter.to for letter in letters()} == seats
    assert letters().count() == len(seats)
    assert not others & {letter.to for letter in letters()}
    head = Head.objects.get()
    assert f"16 March 2027: {head.no}:{head.hash}" in letters().first().text


def test_a_week_without_anything_new_has_no_letter(pact):
    night(1)
    night(7)
    before = letters().count()
    night(14)
    night(21)
    assert letters().count() == before


def test_the_noted_head_betrays_a_cut_tail_by_itself(pact):
    night(0)
    assert chain.faults() == []
    number = Head.objects.get().no
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        for table in ("audit_event", "audit_change", "audit_seal"):
            cursor.execute(f"alter table {table} disable trigger all")
        for table, column in (("audit_event", "id"), ("audit_change", "statement")):
            key = "event_id" if column == "id" else column
            cursor.execute(f"delete from {table} where {column} in (select {key} from audit_seal where no = {number})")
        cursor.execute(f"delete from audit_seal where no = {number}")
        for table in ("audit_event", "audit_change", "audit_seal"):
            cursor.execute(f"alter table {table} enable trigger all")
        cursor.execute("set role pact_app")
    assert [fault.sentence for fault in chain.faults()] == [
        f"The published head {number} is not in the chain: its end was cut."
    ]
    with pytest.raises(CommandError):
        call_command("verify_audit", verbosity=0)
