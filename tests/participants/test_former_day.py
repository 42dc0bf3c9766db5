"""Pact 6.6.1, 6.4.3: the list of the former is right from the day's first moment on: page, files, interface, counts."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pact.clock import now, today
from pact.deadlines.daily import run_day
from participants import public
from participants.actions import listings
from participants.public import Filters
from tests.participants.leaving import joined, on_list, pact

pytestmark = pytest.mark.django_db
ASKED = "/participants/?standing=former"


def former(**filters) -> list[str]:
    return [card.slug for card in public.former(Filters(**filters)).items]


def files() -> tuple[list[dict], list[dict]]:
    """The list of the former as CSV and as JSON."""
    text = b"".join(public.csv_of(Filters(), b"slug,a,b,c,d,roles,groups,e,f,g,ended_on,h,i,j\r\n", ended=True))
    told = json.loads(b"".join(public.json_of(Filters(), ended=True)))
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")))), told["participants"]


@pytest.mark.parametrize(("in_days", "over"), [(1, False), (0, True), (-1, True)])
@pytest.mark.parametrize(
    ("who", "role", "slug"),
    [("vestbygd", "PROCURING", "vestbygd-kommune"), ("friend", "SUPPORTER", "friends-of-repair")],
)
def test_6_6_1_a_name_changes_lists_with_the_day_before_any_night(who, role, slug, in_days, over):
    made = pact()
    made.leaves(getattr(made, who), role, in_days)
    assert (slug in former()) is over
    assert on_list(slug, public.supporters if role == "SUPPORTER" else public.participants) is not over
    as_csv, as_json = files()
    for rows in (as_csv, as_json):
        assert [row["slug"] for row in rows] == former()
    assert public.facets("FORMER").total == len(former())


def test_6_6_1_page_files_and_interface_say_the_same_before_and_after_the_night(visitor):
    made = pact()
    for role in ("COORDINATING", "PROCURING"):
        made.leaves(made.norway, role, 0)
    made.leaves(made.vestbygd, "PROCURING", -1)

    def told():
        page = visitor.get(ASKED).content.decode()
        interface = visitor.get("/api/v1/participants/?standing=former").json()["items"]
        files = [
            b"".join(visitor.get(f"/participants/participants.{kind}?standing=former").streaming_content)
            for kind in ("csv", "json")
        ]
        cards = public.former().items
        return ["Norway" in page, "Vestbygd kommune" in page], interface, files, cards

    before = told()
    assert before[0] == [True, True]
    assert [(card.slug, card.roles, card.groups, card.ended_on) for card in before[3]] == [
        ("norway", (), (), today()),
        ("vestbygd-kommune", (), (), before[3][1].ended_on),
    ]
    assert before[1][0]["ended_on"] == today().isoformat()
    run_day(now())
    assert told() == before
    assert listings.drift() == []


def test_who_keeps_a_role_is_not_former():
    made = pact()
    made.leaves(made.norway, "COORDINATING", 0)
    assert former() == []
    made.leaves(made.norway, "PROCURING", 1)
    assert former() == []


def test_filters_hold_for_who_left_today():
    made = pact()
    made.leaves(made.vestbygd, "PROCURING", 0)
    assert former(q="vestbygd") == former(country="NO") == ["vestbygd-kommune"]
    assert former(group="norway-group") == former(role="PROCURING") == former(q="norway") == []


def test_the_list_goes_on_from_page_to_page():
    made = pact()
    for name in ("Aker", "Bodin", "Corda"):
        made.leaves(joined(name, "PROCURING"), "PROCURING", 0)
    first = public.former(size=2)
    second = public.former(after=first.after, size=2)
    assert [card.slug for card in (*first.items, *second.items)] == ["aker", "bodin", "corda"]
    assert [card.slug for card in public.former(before=second.before, size=2).items] == ["aker", "bodin"]


def test_one_query_served_by_its_index():
    made = pact()
    made.leaves(made.vestbygd, "PROCURING", 0)
    with CaptureQueriesContext(connection) as asked:
        assert former() == ["vestbygd-kommune"]
    assert len(asked) == 1
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain " + asked.captured_queries[0]["sql"])
        assert "participants_listing_form" in "".join(row[0] for row in cursor.fetchall())
