"""A kept connection is known to live, or to be gone, without a query."""

import select

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pact.access.management.commands.migrate import grant


@pytest.mark.django_db
def test_a_connection_that_lives_is_usable_without_a_query():
    with CaptureQueriesContext(connection) as asked:
        assert connection.is_usable()
    assert not asked.captured_queries


@pytest.mark.django_db
def test_a_connection_that_the_server_ended_is_not_usable():
    fresh = connection.copy()
    fresh.ensure_connection()
    assert fresh.is_usable()
    with fresh.cursor() as cursor:
        cursor.execute("SET idle_session_timeout = 50")
    assert select.select([fresh.connection], [], [], 10)[0], "the server says that it ends the session"
    assert not fresh.is_usable()
    fresh.close()
    assert not fresh.is_usable()


@pytest.mark.django_db
def test_the_role_that_serves_gets_its_rights_whatever_its_name():
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute('create role "somebody serves"')
        grant(connection, "somebody serves")
        rights = (("participants_organization", "update"), ("audit_event", "insert"), ("audit_event", "update"))
        held = []
        for table, right in rights:
            cursor.execute("select has_table_privilege('somebody serves', %s, %s)", [table, right])
            held.append(cursor.fetchone()[0])
        cursor.execute("set role pact_app")
    assert held == [True, True, False]
