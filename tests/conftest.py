"""The ground of all tests: real PostgreSQL, with the serving role and row-level security in force.

The test database is made by the owner; afterwards the connection becomes `pact_app`, as in the running product.
A test runs inside the system's scope unless it enters another one, and is rolled back.
"""

import os

import pytest
from django.db import connection, connections

from pact.access import Actor, scope
from tests import copies, kept, shares


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: shares.rank(item.nodeid))


def pytest_xdist_make_scheduler(config, log):
    return shares.Shares(config, log) if config.option.dist == "loadfile" else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):
    """A name of its own for each checkout and each worker, so that runs side by side never meet."""
    suffix = os.environ.get("TEST_DB_SUFFIX", "")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = "_".join(part for part in ("test_pact", suffix, worker) if part)
    connections["default"].settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Instead of pytest-django's: a copy of the kept database, where databases are kept."""
    settings = connections["default"].settings_dict
    before, name = settings["NAME"], settings["TEST"]["NAME"]
    with django_db_blocker.unblock():
        source, _nothing = kept.migrated()
        if source:
            copies.make_as(name, source)
        else:
            kept.migrate(name)
            copies.drop_at_the_end(name)
        settings["NAME"] = name
        settings["OPTIONS"] = {**settings["OPTIONS"], "options": "-c role=pact_app"}
    yield
    with django_db_blocker.unblock():
        connection.close()
        settings["OPTIONS"].pop("options")
        settings["NAME"] = before
        copies.drop_all()


@pytest.fixture(autouse=True)
def _system_scope(request):
    """Tests that use the database begin in the system's scope; `scope.entered(actor)` narrows it."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    with scope.entered(Actor.hand("test")):
        yield
