"""Security F5: whoever owns the database may change the register of events, but not unnoticed."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from pact.access import Actor
from pact.audit import Verb, chain, record
from pact.audit.models import Event, Seal

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
DONE = Verb("tests.chain.done", "did something")


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def write(count: int, seed: int = 7) -> None:
    """Events with facts of every kind, sealed as at a commit."""
    dice = random.Random(seed)
    odd = ["", "é", "１２", "\u2028", '"', "\\", "x" * 2000, "🙂", "\u0000".replace("\u0000", " "), "null"]
    for number in range(count):
        facts = {dice.choice(odd) or "k": dice.choice([*odd, 1, 1.5, None, True, [1, {"a": "b"}]]) for _ in range(3)}
        at = AT + timedelta(microseconds=dice.randrange(10**12))
        record(Actor.hand("chain"), DONE, Event(id=None), at=at, organization_id=number % 5 or None, facts=facts)
    run("set constraints all immediate", "set constraints all deferred")


def as_owner(*statements: str) -> None:
    """What somebody can do who owns the tables: switch the triggers off, change, switch them on again."""
    run("set role none", *(f"alter table {table} disable trigger all" for table in ("audit_event", "audit_seal")))
    run(*statements)
    run(*(f"alter table {table} enable trigger all" for table in ("audit_event", "audit_seal")), "set role pact_app")


def middle() -> tuple[int, str]:
    """A seal in the middle of those just written, and its event."""
    number = Seal.objects.count() - 10
    return number, str(Seal.objects.get(no=number).event_id)


def test_a_thousand_events_are_all_recorded_and_hold_in_any_time_zone():
    before = Event.objects.count()
    write(1_000)
    assert Event.objects.count() == before + 1_000
    assert Seal.objects.filter(event_id__isnull=False).count() == Event.objects.count()
    for zone in ("UTC", "Pacific/Apia", "Asia/Kathmandu"):
        with timezone.override(ZoneInfo(zone)):
            assert chain.faults() == []


TAMPERINGS = {
    "a word is changed": ("update audit_event set verb = 'x' where id = '{event}'",
                          "The event of seal {no} was changed."),
    "who did it is changed": ("update audit_event set hand = 'other' where id = '{event}'",
                              "The event of seal {no} was changed."),
    "when it was is changed": ("update audit_event set at = at + interval '1 second' where id = '{event}'",
                               "The event of seal {no} was changed."),
    "a fact is changed": ("update audit_event set facts = '{{}}' where id = '{event}'",
                          "The event of seal {no} was changed."),
    "it is changed with its text": ("update audit_event set verb = 'x', canonical = replace(canonical, "
                                    "'tests.chain.done', 'x') where id = '{event}'", "The hash of seal {no} is wrong."),
    "an event is removed": ("delete from audit_event where id = '{event}'", "The event of seal {no} is missing."),
    "an event and its seal are removed": ("with gone as (delete from audit_event where id = '{event}') "
                                          "delete from audit_seal where no = {no}", "Seal {no} is missing."),
    "an event is put in": ("insert into audit_event select (jsonb_populate_record(e, jsonb_build_object('id', "
                           "gen_random_uuid()))).* from audit_event e where id = '{event}'", "carries no seal."),
    "two events change places": ("update audit_seal set event_id = case no when {no} then (select event_id from "
                                 "audit_seal where no = {no} - 1) else '{event}' end where no in ({no}, {no} - 1)",
                                 "The hash of seal {no} is wrong."),
    "a seal is written anew": ("update audit_seal set hash = sha256('x') where no = {no}",
                               "The hash of seal {no} is wrong."),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_it_is_named_when(what):
    statement, told = TAMPERINGS[what]
    write(30)
    number, event = middle()
    if what == "two events change places":
        as_owner("alter table audit_seal drop constraint audit_seal_event_id_key")
    as_owner(statement.format(no=number, event=event))
    found = [fault.sentence for fault in chain.faults()]
    assert any(told.format(no=number) in sentence for sentence in found), found
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_audit", verbosity=0)


def test_a_cut_tail_is_betrayed_by_the_head_that_was_published():
    write(30)
    known = chain.head()
    as_owner(
        f"delete from audit_event where id in (select event_id from audit_seal where no > {known[0] - 5})",
        f"delete from audit_seal where no > {known[0] - 5}",
    )
    assert chain.faults() == []
    assert "its end was cut" in chain.faults(known)[0].sentence
    with pytest.raises(CommandError):
        call_command("verify_audit", "--head", f"{known[0]}:{known[1]}")


def test_the_whole_chain_forged_anew_does_not_meet_the_published_head():
    write(30)
    known = chain.head()
    number, event = middle()
    assert not Seal.objects.filter(no__gte=number, event_id=None).exists()
    rows = list(Seal.objects.filter(no__gte=number).order_by("no").values_list("no", "event_id"))
    as_owner(f"update audit_event set verb = 'x', canonical = replace(canonical, 'tests.chain.done', 'x') "
             f"where id = '{event}'")  # fmt: skip
    forged = [
        f"update audit_seal s set previous = p.hash, hash = sha256(p.hash || convert_to(e.canonical, 'UTF8')) "
        f"from audit_seal p, audit_event e where s.no = {no} and p.no = {no} - 1 and e.id = '{event_id}'"
        for no, event_id in rows
    ]
    as_owner(*forged)
    assert chain.faults() == []
    assert "its end was cut" in chain.faults(known)[0].sentence
