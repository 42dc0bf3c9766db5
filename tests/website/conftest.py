"""Visitors have no scope: these tests ask as the world does, and make rows in the system's scope."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.actions import foundation
from monitoring.actions import targets
from pact.access import scope
from pact.access.actors import ANONYMOUS
from tests.participants.make import AT, text


@pytest.fixture
def pact(db):
    """The text and the numbers of the Pact."""
    foundation.lay(at=AT)
    targets.load(at=AT)
    return text()


@pytest.fixture
def visit(client):
    """Open a page with nobody's rights."""

    def asked(path: str, **headers):
        with scope.entered(ANONYMOUS):
            return client.get(path, headers=headers)

    return asked


@pytest.fixture
def queries(client):
    """How many queries a page costs."""

    def counted(path: str) -> int:
        with scope.entered(ANONYMOUS):
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
        return len(asked)

    return counted
