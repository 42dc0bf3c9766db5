"""The ground of all tests: real PostgreSQL, with the serving role and row-level security in force.

The test database is made by the owner; afterwards the connection becomes `pact_app`, as in the running product.
A test runs inside the system's scope unless it enters another one, and is rolled back.
"""

import os

import pytest
from django.db import connection, connections

from pact.access import Actor, scope
from pact.access.management.commands.migrate import grant
from tests import copies

_ROLE = "do $$ begin if not exists (select 1 from pg_roles where rolname = 'pact_app') then \
create role pact_app nosuperuser nobypassrls; end if; end $$"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):
    """A name of its own for each checkout and each worker, so that runs side by side never meet."""
    suffix = os.environ.get("TEST_DB_SUFFIX", "")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = "_".join(part for part in ("test_pact", suffix, worker) if part)
    connections["default"].settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        names = connections["default"].settings_dict
        before = names["NAME"]
        # Tests that commit ask for no database by pytest-django's marks: alone in a run they would meet the real one.
        own = before != names["TEST"]["NAME"]
        if own:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        with connection.cursor() as cursor:
            cursor.execute(_ROLE)
            cursor.execute("grant pact_app to current_user")
        grant(connection)
        settings = connections["default"].settings_dict
        settings["OPTIONS"] = {**settings["OPTIONS"], "options": "-c role=pact_app"}
        connection.close()
    yield
    with django_db_blocker.unblock():
        connection.close()
        settings["OPTIONS"].pop("options")
        copies.drop_all()
        if own:
            connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(autouse=True)
def _system_scope(request):
    """Tests that use the database begin in the system's scope; `scope.entered(actor)` narrows it."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    with scope.entered(Actor.hand("test")):
        yield
