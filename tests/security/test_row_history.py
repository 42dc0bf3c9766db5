"""Security F5: every change of the Pact's own rows is noted by the database, whoever writes and by whatever way."""

import json
import random

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from buyergroups.access import actor_for
from monitoring.models import DeviceLine
from pact.access import Actor, scope, tracing
from pact.accounts.models import User
from pact.audit import chain, queries
from pact.audit.models import Change
from pact.clock import now
from participants.models import Identifier, Organization
from tests.matrix.cast import ROLES
from tests.security.tables import rows

TABLE = "participants_identifier"
CHAINED = ("audit_event", "audit_change", "audit_seal")
pytestmark = pytest.mark.usefixtures("stage")


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def sealed() -> None:
    """As at a commit."""
    run("set constraints all immediate", "set constraints all deferred")


def latest() -> int:
    return rows("select coalesce(max(id), 0) from audit_change")[0][0]


def since(before: int, table: str) -> list[Change]:
    return list(Change.objects.filter(id__gt=before, table_name=table).order_by("id"))


def told(change: Change) -> tuple[str, dict]:
    return change.operation, json.loads(change.changes)


def as_owner(*statements: str) -> None:
    """What somebody can do who owns the tables: switch the triggers off, change, switch them on again."""
    run("set role none", *(f"alter table {table} disable trigger all" for table in CHAINED))
    run(*statements)
    run(*(f"alter table {table} enable trigger all" for table in CHAINED), "set role pact_app")


def some_organization() -> Organization:
    return Organization.objects.get(name="Vestbygd kommune")


def test_a_thousand_changes_by_every_way_are_all_noted_with_who_tenant_and_request():
    """Rows one by one, in bulk and by raw SQL; the model of what should be noted is kept beside."""
    dice, before, expected = random.Random(11), latest(), []
    organization = some_organization()
    writers = [actor_for(person_of("procurer"), at=now()), Actor.hand("night"), Actor.hand("import")]
    living: dict[int, str] = {}
    for number in range(220):
        actor, request = dice.choice(writers), f"request-{number:04d}"
        tracing.request_id.set(request)
        with scope.entered(actor):
            done = one_change(dice, organization, number, living)
        expected += [(*one, actor.user_id, actor.system, request) for one in done]
    tracing.request_id.set("")
    assert len(expected) > 1_000
    noted = sorted(since(before, TABLE), key=lambda one: (one.statement, int(one.row_key)))
    assert [(one.operation, int(one.row_key), value_of(one), one.actor_id, one.hand, one.request_id)
            for one in noted] == expected  # fmt: skip
    assert {one.organization_id for one in noted} == {organization.pk}
    sealed()
    assert chain.faults() == []


def person_of(role: str):
    return User.objects.get(email=ROLES[role])


def value_of(change: Change):
    value = json.loads(change.changes)["value"]
    return tuple(value) if isinstance(value, list) else value


def made_up(organization: Organization, scheme: str, value: str) -> Identifier:
    return Identifier(organization=organization, scheme=scheme, value=value)


def one_change(dice, organization, number: int, living: dict[int, str]) -> list[tuple]:
    """One statement; what it should leave behind: (operation, key, value or (old, new))."""
    way = dice.choice(("save", "bulk", "raw", "update", "raw update", "delete", "nothing"))
    some = sorted(dice.sample(sorted(living), min(len(living), 9)))
    if way in ("save", "bulk", "raw") or not some:
        many = 1 if way == "save" else 12
        new = [made_up(organization, f"s{number}x{n}", f"é{number}-{n}") for n in range(many)]
        if way == "raw":
            values = ", ".join(f"({organization.pk}, '{one.scheme}', '{one.value}')" for one in new)
            made = rows(f"insert into {TABLE} (organization_id, scheme, value) values {values} returning id, value")
        elif way == "save":
            new[0].save()
            made = [(new[0].pk, new[0].value)]
        else:
            made = [(one.pk, one.value) for one in Identifier.objects.bulk_create(new)]
        living.update(made)
        return [("INSERT", key, value) for key, value in made]
    if way == "nothing":
        Identifier.objects.filter(pk__in=some).update(organization=organization)
        return []
    old = {key: living.pop(key) for key in some}
    if way == "delete":
        run(f"delete from {TABLE} where id in ({','.join(map(str, some))})")
        return sorted((("DELETE", key, value) for key, value in old.items()), key=in_order)
    text = f"n{number}"
    if way == "update":
        Identifier.objects.filter(pk__in=some).update(value=text)
    else:
        run(f"update {TABLE} set value = '{text}' where id = any(array{some})")
    living.update(dict.fromkeys(some, text))
    return sorted((("UPDATE", key, (value, text)) for key, value in old.items()), key=in_order)


def in_order(change: tuple) -> int:
    return change[1]


def test_a_key_that_is_changed_is_told_as_one_row_gone_and_one_come():
    made = Identifier.objects.create(organization=some_organization(), scheme="x", value="1")
    before = latest()
    run(f"update {TABLE} set id = 987654321 where id = {made.pk}")
    told_of = sorted((one.operation, one.row_key) for one in since(before, TABLE))
    assert told_of == [("DELETE", str(made.pk)), ("INSERT", "987654321")]


def test_what_an_outsider_of_the_program_writes_is_noted_as_the_databases():
    before = latest()
    settings = "select set_config(name, '', true) from unnest(array['app.user_id', 'app.hand', 'app.request_id']) name"
    run(
        "set role none",
        settings,
        "update participants_participation set decision_number = 'forged'",
        "set role pact_app",
    )
    noted = since(before, "participants_participation")
    assert noted
    assert {one.hand for one in noted} == {f"database:{rows('select session_user')[0][0]}"}
    assert all(told(one)[1]["decision_number"][1] == "forged" for one in noted)


def test_emptying_a_table_is_noted():
    before = latest()
    run("set role none", "truncate deadlines_reminderrule cascade", "set role pact_app")
    assert told(since(before, "deadlines_reminderrule")[0]) == ("TRUNCATE", {})


def test_what_persons_and_keys_say_is_left_out_and_that_they_changed_is_not():
    user = person_of("procurer")
    before = latest()
    user.set_password("another-long-password-2030")
    user.email, user.name = "planted.person@vestbygd.example", "Planted Person"
    user.save()
    noted = since(before, "accounts_user")
    assert [told(one) for one in noted] == [("UPDATE", {key: ["…", "…"] for key in ("email", "name", "password")})]
    everything = "".join(Change.objects.values_list("changes", flat=True))
    for marker in ("planted.person", "Planted Person", "argon2", "md5$", user.email, "@vestbygd"):
        assert marker not in everything


def test_the_history_of_a_cell_tells_who_changed_what_and_nobody_but_staff_reads_it():
    procurer = actor_for(person_of("procurer"), at=now())
    draft = DeviceLine.objects.filter(version__sent_at=None, organization=some_organization())
    line = draft.order_by("pk").first()
    with scope.entered(procurer):
        assert draft.filter(pk=line.pk).update(quantity=4711, not_known=False) == 1
        assert Change.objects.count() == 0
        assert queries.changes(procurer, line) == []
    newest = queries.changes(Actor.hand("test"), line)[-1]
    assert (newest.who, newest.operation) == (procurer.name, "UPDATE")
    assert ("quantity", line.quantity, 4711) in newest.columns


def test_the_serving_role_can_neither_write_nor_change_it():
    for statement in ("insert into audit_change select * from audit_change limit 1", "delete from audit_change",
                      "update audit_change set hand = 'x'", "truncate audit_change"):  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(statement)


TAMPERINGS = {
    "a new value is changed": ("update audit_change set changes = replace(changes, 'true', 'false') where id = {id}",
                               "Change {id} of participants_identifier {key} was changed."),
    "who it was is changed": ("update audit_change set actor_id = 1, hand = '' where id = {id}",
                              "Change {id} of participants_identifier {key} was changed."),
    "when it was is changed": ("update audit_change set at = at + interval '1 microsecond' where id = {id}",
                               "Change {id} of participants_identifier {key} was changed."),
    "it is changed with its digest": ("update audit_change set digest = sha256('x') where id = {id}",
                                      "Change {id} of participants_identifier {key} was changed."),
    "one of many is removed": ("delete from audit_change where id = {id} + 1",
                               "The statement of seal {no} was changed."),
    "the first of many is removed": ("delete from audit_change where id = {id}",
                                     "The statement of seal {no} was changed."),
    "the whole statement is removed": ("delete from audit_change where statement = {id}",
                                       "The statement of seal {no} is missing."),
    "it is removed with its seal": ("with gone as (delete from audit_change where statement = {id}) "
                                    "delete from audit_seal where no = {no}", "Seal {no} is missing."),
    "one is put in": ("insert into audit_change select (jsonb_populate_record(c, '{{\"id\": 900000001}}')).* "
                      "from audit_change c where id = {id}", "The statement of seal {no} was changed."),
    "a statement is put in": ("insert into audit_change select (jsonb_populate_record(c, '{{\"id\": 900000001, "
                              "\"statement\": 900000001}}')).* from audit_change c where id = {id}",
                              "Statement 900000001 carries no seal."),
    "a row without a first is put in": ("insert into audit_change select (jsonb_populate_record(c, '{{\"id\": 90000002,"
                                        " \"statement\": 900000001}}')).* from audit_change c where id = {id}",
                                        "Statement 900000001 carries no seal."),
}  # fmt: skip


def noted() -> dict:
    """Three statements of three rows each; the middle one is what is tampered with."""
    organization = some_organization()
    for number in range(3):
        Identifier.objects.bulk_create(
            [Identifier(organization=organization, scheme=f"t{number}{n}", value="true") for n in range(3)]
        )
    sealed()
    statements = Change.objects.filter(table_name=TABLE).values_list("statement", flat=True)
    first = sorted(set(statements))[-2]
    change = Change.objects.get(id=first)
    number = rows(f"select no from audit_seal where statement = {first}")[0][0]
    return {"id": first, "key": change.row_key, "no": number}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_it_is_named_when(what):
    statement, sentence = TAMPERINGS[what]
    place = noted()
    assert chain.faults() == []
    as_owner(statement.format(**place))
    found = [fault.sentence for fault in chain.faults()]
    assert sentence.format(**place) in found, found
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_audit", verbosity=0)


def test_a_cut_tail_is_betrayed_by_the_head_that_was_published():
    place = noted()
    known = chain.head()
    end = f"from audit_seal where no >= {place['no']}"
    as_owner(f"delete from audit_change where statement in (select statement {end})",
             f"delete from audit_event where id in (select event_id {end})", f"delete {end}")  # fmt: skip
    assert chain.faults() == []
    assert "its end was cut" in chain.faults(known)[0].sentence


def test_the_command_prints_what_was_done_to_a_row(capsys):
    organization = some_organization()
    Organization.objects.filter(pk=organization.pk).update(city="Nordvik")
    call_command("history", "participants.Organization", str(organization.pk))
    printed = capsys.readouterr().out
    assert "city: " in printed and '"Nordvik"' in printed and "UPDATE" in printed and "test" in printed
    with pytest.raises(CommandError, match="no table"):
        call_command("history", "participants.Nothing", "1")
