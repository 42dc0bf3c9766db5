"""Security A5, A6: what PostgreSQL itself gives to whom, asked by raw SQL past every query of ours."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from buyergroups.access import actor_for
from pact.access import Actor, scope
from tests.matrix.cast import ROLES, person
from tests.security.tables import (
    ARRANGED,
    LEFT_BY_ANYBODY,
    PUBLIC,
    REFUSED_BY_TRIGGERS,
    TAKEN_BY_TRIGGERS,
    columns,
    key,
    mine,
    owned,
    rows,
)

TABLES = sorted(owned())
TENANTS = [role for role in ROLES if not role.startswith("secretariat")]
OWNER = ("organization_id", "group_id")
ADDING = "insert into {table} select * from jsonb_populate_record(null::{table}, %s::jsonb)"


@pytest.fixture
def actors(stage):
    people = {role: person(stage, role) for role in TENANTS}
    return {role: actor_for(user, at=timezone.now()) if user else Actor() for role, user in people.items()}


def test_the_serving_role_has_no_way_around():
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles "
                       "where rolname = current_user")  # fmt: skip
        assert cursor.fetchone() == (False, False, False, False)
    # A view would run as its owner, past the policies; a definer function too: only those that note and seal may.
    assert rows("select viewname from pg_views where schemaname = 'public'") == []
    assert rows("select matviewname from pg_matviews where schemaname = 'public'") == []
    definers = rows("select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
                    "where p.prosecdef and n.nspname = 'public' order by 1")  # fmt: skip
    noting = [f"audit_note_{verb}" for verb in ("delete", "insert", "truncate", "update")]
    assert [name for (name,) in definers] == [*noting, "audit_seal_change", "audit_seal_event"]


test_the_serving_role_has_no_way_around = pytest.mark.django_db(test_the_serving_role_has_no_way_around)


def test_every_tenant_reads_its_own_rows_and_no_other(actors):
    seen_beyond = []
    for role, actor in actors.items():
        for table in TABLES:
            allowed = {one for (one,) in rows(f"select {key(table)} from {table} where {mine(table, actor)}")}
            with scope.entered(actor):
                seen = {one for (one,) in rows(f"select {key(table)} from {table}")}
            if seen != allowed:
                seen_beyond.append(f"{role} {table}: {len(seen - allowed)} foreign rows, {len(allowed - seen)} missing")
    assert not seen_beyond, "\n".join(seen_beyond)


def test_without_a_scope_there_is_nothing_but_what_is_public(stage):
    with connection.cursor() as cursor:
        cursor.execute("select set_config(name, '', true) from unnest(array['app.scope', 'app.org_ids', "
                       "'app.group_ids', 'app.user_id', 'app.doors']) name")  # fmt: skip
    for table in TABLES:
        assert rows(f"select count(*) from {table} where not ({PUBLIC.get(table, 'false')})") == [(0,)], table


def foreign(table: str, actor) -> dict | None:
    """A row of somebody else, as a record; made up when the story has none."""
    taken, own = TAKEN_BY_TRIGGERS.get(table, "true"), mine(table, actor, public=table not in TAKEN_BY_TRIGGERS)
    found = rows(f"select to_jsonb(t) from {table} t where not ({own}) and ({taken}) limit 1")
    if found:
        return found[0][0] if isinstance(found[0][0], dict) else json.loads(found[0][0])
    return {name: 999_999 for name in (*OWNER, "application_id", "recipient_id", "user_id") if name in columns(table)}


@pytest.mark.parametrize("table", TABLES)
def test_nobody_adds_a_row_for_another(actors, table):
    if table in LEFT_BY_ANYBODY:
        pytest.skip("mechanism rows are left for others by design")
    for role in ("procurer", "stranger", "coordinator", "visitor"):
        record = json.dumps(foreign(table, actors[role]))
        words = "|".join(filter(None, ("row-level security", REFUSED_BY_TRIGGERS.get(table))))
        refused = pytest.raises(DatabaseError, match=words)
        with scope.entered(actors[role]), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ADDING.format(table=table), [record])


@pytest.mark.parametrize("table", TAKEN_BY_TRIGGERS)
def test_the_triggers_take_what_reach_refuses(actors, table):
    """The rows of the test above, by the hand that reaches all: nothing but their key is in the way."""
    for role in ("procurer", "stranger", "coordinator", "visitor"):
        record = json.dumps(foreign(table, actors[role]))
        with pytest.raises(IntegrityError, match="duplicate key"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ADDING.format(table=table), [record])


@pytest.mark.parametrize("table", TABLES)
def test_nobody_changes_or_removes_a_row_of_another(actors, table):
    for role in ("procurer", "stranger", "coordinator", "visitor"):
        actor, column = actors[role], key(table)
        own = mine(table, actor, public=False)
        others = [one for (one,) in rows(f"select {column} from {table} where not ({own}) limit 5")]
        with scope.entered(actor):
            for sql in (f"update {table} set {column} = {column}", f"delete from {table}"):
                with transaction.atomic(), connection.cursor() as cursor:
                    try:
                        with transaction.atomic():
                            cursor.execute(f"{sql} where {column} = any(%s)", [others])
                    except DatabaseError as refusal:
                        assert "append-only" in str(refusal) or "permission denied" in str(refusal), (role, sql)
                    else:
                        assert cursor.rowcount == 0, (role, sql)


@pytest.mark.parametrize("table", [name for name in TABLES if columns(name) & set(OWNER) and name not in ARRANGED])
def test_nobody_gives_a_row_of_his_to_another(actors, table):
    """Changing the owner of an own row is refused: by the policy, by the key, or because it is final."""
    for role in ("procurer", "coordinator", "stranger"):
        actor = actors[role]
        owners = [name for name in OWNER if name in columns(table)]
        with scope.entered(actor):
            found = rows(f"select {key(table)} from {table} limit 1")
            if not found:
                continue
            setting = ", ".join(f"{name} = 999999" for name in owners)
            personal = ", ".join(
                f"{name} = null" for name in ("user_id", "recipient_id", "actor_id") if name in columns(table)
            )
            with transaction.atomic(), connection.cursor() as cursor:
                try:
                    with transaction.atomic():
                        cursor.execute(
                            f"update {table} set {setting}{', ' + personal if personal else ''} "
                            f"where {key(table)} = %s",
                            found[0],
                        )
                except DatabaseError:
                    continue
                assert cursor.rowcount == 0, f"{role} gave away a row of {table}"
