"""A short story told by the product's own actions: a few members, one year published, one being reported."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.story import told

FEW = frozenset(
    {
        "vestbygd-municipality",
        "nordvik-county-authority",
        "city-of-lindebrugge",
        "flemish-digital-services-agency",
    }
)


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """Figures of 2024 published, those of 2025 accepted."""
    with django_db_blocker.unblock(), told(FEW, datetime(2026, 2, 3, 9, tzinfo=UTC)) as stage:
        yield stage


@pytest.fixture
def stage(year, django_db_blocker):
    """The same stage for each test; what a test does is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield year
        transaction.set_rollback(True)
