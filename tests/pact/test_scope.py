"""The second line: what the database itself gives to whom."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from pact.access import Actor, Hat, scope
from pact.audit import Verb, record
from pact.audit.models import Event, Seal

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
HAPPENED = Verb("tests.thing.happened", "did a thing")


def member(organization_id: int) -> Actor:
    return Actor(user_id=None, name="x", system="", organizations=(Hat(organization_id, "a", "A", frozenset()),))


def test_the_serving_role_owns_nothing_and_bypasses_nothing():
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("pact_app", False, False)
        cursor.execute("select count(*) from pg_tables where schemaname = 'public' and tableowner = 'pact_app'")
        assert cursor.fetchone() == (0,)


def test_an_event_is_seen_by_its_organization_and_by_no_other():
    record(Actor.hand("test"), HAPPENED, Event(id=None), at=AT, organization_id=1)
    with scope.entered(member(1)):
        assert Event.objects.count() == 1
    with scope.entered(member(2)):
        assert Event.objects.count() == 0
    with scope.entered(Actor()):
        assert Event.objects.count() == 0
    assert Event.objects.count() == 1


def test_events_cannot_be_changed_or_removed_even_by_raw_sql():
    record(Actor.hand("test"), HAPPENED, Event(id=None), at=AT)
    for sql in ("update audit_event set verb = 'x'", "delete from audit_event", "truncate audit_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_each_event_gets_a_seal_that_follows_the_one_before():
    for number in range(3):
        record(Actor.hand("test"), HAPPENED, Event(id=None), at=AT, number=number)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    seals = list(Seal.objects.order_by("no"))
    assert len(seals) == 3
    assert [bytes(seal.previous) for seal in seals[1:]] == [bytes(seal.hash) for seal in seals[:-1]]


def test_a_nested_scope_ends_where_it_ends():
    with scope.entered(member(7)), connection.cursor() as cursor:
        cursor.execute("select current_setting('app.org_ids')")
        assert cursor.fetchone() == ("{7}",)
        with scope.as_system("inner"):
            cursor.execute("select current_setting('app.scope')")
            assert cursor.fetchone() == ("pact",)
        cursor.execute("select current_setting('app.scope')")
        assert cursor.fetchone() == ("visitor",)
