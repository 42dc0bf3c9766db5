"""The Secretariat's Today: the pack of the next meeting (5.2.1), the amendment that runs (6.5.2), what comes first."""

from datetime import timedelta

import pytest

from reports.queries.cockpit import cockpit
from tests.buyergroups.make import world
from tests.governance.make import AT, HAND, committee, give, participant, put_to_consent, request, staff
from tests.governance.test_meetings import planned, point

pytestmark = pytest.mark.django_db


def test_without_a_meeting_and_an_amendment_nothing_is_made_up():
    world()
    today = cockpit(HAND, AT)
    assert today.pack is None and today.amendment is None and today.coming == []


def test_the_pack_of_the_next_meeting_says_which_points_have_something_to_read():
    committee(5)
    later, meeting = planned(AT + timedelta(days=90)), planned(AT + timedelta(days=30))
    point(later, "Budget 2028", text="Read before.")
    point(meeting, "Strategy 2028", text="Three choices.")
    point(meeting, "Election of the chair", text="")
    pack = cockpit(staff(), AT).pack
    assert pack.meeting == meeting
    assert [(item.title, there) for item, there in pack.points] == [
        ("Strategy 2028", True),
        ("Election of the chair", False),
    ]
    assert pack.ready == 1


def test_the_meter_of_a_running_amendment_counts_who_has_not_answered():
    terms = committee(5)
    members = [participant(f"Buyer {number}") for number in range(4)]
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    give(amendment, members[0])
    give(amendment, members[1], "REFUSE")
    running = cockpit(staff(), AT).amendment
    meter = running.meter
    assert (running.amendment, meter.consents) == (amendment, 1)
    assert running.silent == meter.electorate - 2
    assert meter.needed == -(-meter.electorate * 3 // 4)


def test_what_comes_first_stands_first():
    terms = committee(5)
    put_to_consent(request(participant("Buyer")), terms)
    days = [day for day, *_ in cockpit(staff(), AT).coming]
    assert days and days == sorted(days)
