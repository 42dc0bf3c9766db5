"""Pages of the committee ask the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.actions import elections
from tests.governance.make import AT, HAND, committee, matter, secretary
from tests.governance.test_decisions_pages import browser
from tests.governance.test_elections import called
from tests.governance.test_meetings import DAY, planned, point

pytestmark = pytest.mark.django_db


def asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_page_of_a_meeting_with_two_and_with_twelve_points():
    committee(5)
    meeting, client = planned(), browser(secretary())
    address = reverse("governance:meeting-detail", args=[meeting.ref])
    for number in range(2):
        point(meeting, f"Point {number}", matter=matter(f"Question {number}?"))
    asked(client, address)
    few = asked(client, address)
    for number in range(2, 12):
        point(meeting, f"Point {number}", matter=matter(f"Question {number}?"))
    assert asked(client, address) == few


def test_lists_of_elections_and_meetings_with_one_and_with_three_rows():
    committee(5)
    client = browser(secretary())
    pages = [reverse(f"governance:{name}") for name in ("election-list", "meeting-planning", "meeting-list")]
    few = {}
    for round_ in range(3):
        planned(DAY.replace(month=4 + 2 * round_))
        elections.cancel(HAND, called(), at=AT)
        for page in pages:
            asked(client, page)
            few.setdefault(page, asked(client, page))
            assert asked(client, page) == few[page]


def test_the_pages_of_seats_with_five_and_with_eleven_members():
    pages = [reverse(f"governance:{name}") for name in ("seat-board", "seat-list", "constitution")]
    client = browser(secretary())
    terms = committee(11)
    for page in pages:
        asked(client, page)
    many = [asked(client, page) for page in pages]
    for term in terms[5:]:
        term.chair_terms.all().delete()
        term.delete()
    assert [asked(client, page) for page in pages] == many
