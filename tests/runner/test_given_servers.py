"""The servers of `DATABASE_URL` and `REDIS_URL`: embedded ones in a plain run, the ones of the machine in CI."""

import os

import psycopg2
import pytest
from django.db import connection

from pact.runner import roles
from pact.runner.servers import check_broker

pytestmark = pytest.mark.servers


@pytest.fixture
def address():
    """A database of its own on the given server."""
    parts = roles.split(os.environ["DATABASE_URL"]) | {"dbname": f"pact_given_{os.getpid()}"}
    yield roles.join(parts)
    roles.drop_database(parts)


def test_roles_and_database_are_made_on_the_given_server(address, state):
    found = roles.prepare(address, state)
    if found is None:
        pytest.skip("the user of DATABASE_URL may not make roles")
    line = psycopg2.connect(found.application)
    try:
        with line, line.cursor() as cursor:
            cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == ("pact_app", False)
            cursor.execute("SELECT unaccent('Zürich'), similarity('pact', 'pacts') > 0.5")
            assert cursor.fetchone() == ("Zurich", True)
    finally:
        line.close()


def test_a_database_may_be_thrown_away_and_made_again(address, state):
    roles.prepare(address, state)
    roles.note(roles.split(address), "complete")
    roles.drop_database(roles.split(address))
    roles.prepare(address, state)
    assert roles.note(roles.split(address)) == ""


def test_the_given_broker_answers():
    assert check_broker(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"))


@pytest.mark.django_db
def test_the_migrations_run_on_the_given_server_and_its_second_line_holds():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('server_version_num')::int >= 150000")
        assert cursor.fetchone() == ("pact_app", True)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert cursor.fetchone()[0] > 10
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
