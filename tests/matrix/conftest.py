"""The cast of the matrix: the demo's story with a few applicants, built once and rolled back at the end."""

import pytest

from tests.story import told

FEW = frozenset(
    {
        "vestbygd-municipality",
        "city-of-lindebrugge",
        "oakmere-borough-council",
        "flemish-digital-services-agency",
        "repair-alliance-europe",
        "world-meteorology-services-office",
    }
)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), told(FEW) as stage:
        yield stage
