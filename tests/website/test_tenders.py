"""The tender calendar as the world sees it (Pact 3.1.1.e): list, month, timeline, one tender, files, feed."""

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from icalendar import Calendar

from buyergroups.actions import tender_stages, tenders
from buyergroups.models import TenderEntry, TenderLot, TenderMove
from buyergroups.public import TenderFilters
from buyergroups.public import tenders as public_tenders
from buyergroups.rules import quarter
from governance.models import ProductGroup
from pact.access import scope
from pact.clock import now, today
from pact.search import Words
from tests.buyergroups.make import HAND, buyer, group, member
from tests.buyergroups.make_tenders import criteria, tender

pytestmark = pytest.mark.django_db
YEAR = today().year + 1


@pytest.fixture
def norway(pact):
    return group()


@pytest.fixture
def vestbygd(norway):
    return buyer()


def at_once(number: int, organization) -> None:
    """So many tenders as rows, with their lots and their history."""
    product, start = ProductGroup.objects.get(code="laptop"), TenderEntry.objects.count()
    made = TenderEntry.objects.bulk_create(
        TenderEntry(
            slug=f"tender-{n}", organization=organization, title=f"Tender {n} of laptops", stage="ANNOUNCED",
            expected_from=date(YEAR, 1 + n % 12, 1), expected_until=date(YEAR, 1 + n % 12, 28), expected_as="MONTH",
            confirmed_on=today(), entered_at=now(),
        )
        for n in range(start, start + number)
    )  # fmt: skip
    TenderLot.objects.bulk_create(TenderLot(tender=one, product_group=product, quantity=10) for one in made)
    TenderMove.objects.bulk_create(
        TenderMove(
            tender=one, stage="IDEA", expected_from=one.expected_from, expected_until=one.expected_until, at=now()
        )
        for one in made
    )


def page(visit, path: str) -> str:
    answer = visit(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_an_empty_calendar_says_what_comes_here(visit, pact):
    assert "No tender announced yet" in page(visit, "/tenders/")
    assert "No tender announced for this period" in page(visit, "/tenders/calendar/")
    assert "No tender announced for this period" in page(visit, "/tenders/timeline/")
    assert visit("/tenders/ocds.json").status_code == 404
    assert "Coming tenders" not in page(visit, "/")


def test_the_list_says_what_when_and_who(visit, vestbygd):
    tender(vestbygd, "Laptops with take-back", f"May {YEAR}", at=now(), open_to_others=True)
    shown = page(visit, "/tenders/")
    for words in ("Laptops with take-back", f"May {YEAR}", "Vestbygd kommune", "Norway", "500", "can join", "1 tender"):
        assert words in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Laptops", "Phones", "Out"}),
        ("?stage=ALL", {"Laptops", "Phones", "Out", "Gone"}),
        ("?stage=CANCELLED", {"Gone"}),
        ("?country=SE", {"Phones"}),
        ("?product=smartphone", {"Phones"}),
        ("?group=norway-group", {"Laptops"}),
        ("?open=yes", {"Phones"}),
        ("?criteria=criteria", {"Laptops"}),
        ("?criteria=pilot", {"Out"}),
        ("?criteria=none", {"Phones"}),
        (f"?first={YEAR}-Q3", {"Phones"}),
        (f"?last={YEAR}-Q2", {"Laptops", "Out"}),
        (f"?first={YEAR}-Q2&last={YEAR}-Q2", {"Laptops", "Out"}),
        ("?q=phon", {"Phones"}),
        ("?q=LAST longer", {"Laptops"}),
        ("?q=zzz", set()),
        ("?stage=nonsense&country=XX&first=x&page=99&product=%00", {"Laptops", "Phones", "Out"}),
    ],
)
def test_filters_stand_in_the_address(visit, norway, vestbygd, asked, found):
    member(norway, vestbygd, now())
    sweden = buyer("Solby", country="SE")
    phones = ProductGroup.objects.get(code="smartphone")
    tender(vestbygd, "Laptops", f"May {YEAR}", at=now(), group=norway, criteria=(criteria(),),
           description="They last longer.")  # fmt: skip
    tender(sweden, "Phones", f"Q4 {YEAR}", at=now(), lots={phones.pk: None}, open_to_others=True)
    out = tender(vestbygd, "Out", f"May {YEAR}", at=now(), pilot="All refurbished")
    tender_stages.publish(HAND, out, on=today(), notice_id="1-2027", at=now())
    tender_stages.cancel(HAND, tender(vestbygd, "Gone", f"May {YEAR}", at=now()), note="No need.", at=now())
    told = json.loads(visit(f"/tenders/tenders.json{asked}").content)
    assert {one["title"] for one in told["tenders"]} == found
    shown = page(visit, f"/tenders/{asked}")
    assert {title for title in ("Laptops", "Phones", "Out", "Gone") if f">{title}</a>" in shown} == found


@pytest.mark.parametrize("odd", ["%00", "x" * 3000, "%F0%9F%98%80", "-1", "'", "&page=0", "&page=x"])
@pytest.mark.parametrize("path", ["", "calendar/", "timeline/", "tenders.csv", "calendar.ics", "ocds.json"])
def test_nothing_that_is_asked_breaks_a_page(visit, vestbygd, path, odd):
    tender(vestbygd, "Laptops", f"May {YEAR}", at=now())
    for name in ("q", "country", "first", "month", "group"):
        assert visit(f"/tenders/{path}?{name}={odd}").status_code in (200, 400, 404)


def test_files_hold_what_is_shown(visit, vestbygd):
    row = tender(vestbygd, "=Laptops", f"May {YEAR}", at=now(), cpv=("30213100",))
    tenders.name_partner(HAND, row, buyer("Solvik kommune"), at=now())
    answer = visit("/tenders/tenders.csv")
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (line["Tender"], line["Partners"], line["Products"]) == ("'=Laptops", "Solvik kommune", "laptop 500")
    told = json.loads(visit("/tenders/tenders.json").content)
    assert told["licence"].startswith("https://creativecommons.org/publicdomain/zero")
    assert told["tenders"][0]["history"][0]["stage"] == "IDEA"
    assert visit("/tenders/tenders.xlsx").content[:2] == b"PK"
    assert visit("/tenders/tenders.pdf").status_code == 404


def test_one_tender_with_its_history_and_no_person(visit, vestbygd):
    row = tender(vestbygd, "Laptops", f"May {YEAR}", at=now(), criteria=(criteria(),), cpv=("30213100",),
                 contact_email="procurement@vestbygd.example")  # fmt: skip
    tenders.name_partner(HAND, row, buyer("Solvik kommune"), at=now())
    tender_stages.postpone(HAND, row, quarter(YEAR, 4), note="The pilot goes first.", at=now())
    shown = page(visit, f"/tenders/{row.slug}/")
    for words in ("Solvik kommune", "Laptop criteria, version 1", "30213100 Portable computers", "Postponed",
                  "The pilot goes first.", f"quarter 4 of {YEAR}", "procurement@vestbygd.example"):  # fmt: skip
        assert words in shown
    assert "manager@" not in shown and "€" not in shown
    assert visit("/tenders/nothing/").status_code == 404


def test_time_passed_is_said_in_public(visit, vestbygd):
    row = tender(vestbygd, "Laptops", f"May {YEAR}", at=now())
    with scope.as_system("test"):
        TenderEntry.objects.update(expected_from="2026-01-01", expected_until="2026-01-31")
    for path in ("/tenders/", f"/tenders/{row.slug}/", "/tenders/timeline/", "/tenders/calendar/?month=2026-01"):
        assert "time passed, not updated" in page(visit, path), path
    assert "Laptops" not in page(visit, "/")


def test_a_month_is_a_table_with_ways_to_its_neighbours(visit, vestbygd):
    tender(vestbygd, "Laptops", f"Q2 {YEAR}", at=now(), award_expected_on=date(YEAR, 12, 24))
    shown = page(visit, f"/tenders/calendar/?month={YEAR}-05&country=NO")
    assert f"Notice expected in May {YEAR}" in shown and "Laptops</a>" in shown and shown.count("<th scope=") == 7
    assert f"country=NO&amp;month={YEAR}-04" in shown and f"country=NO&amp;month={YEAR}-06" in shown
    december = page(visit, f"/tenders/calendar/?month={YEAR}-12")
    assert "Award expected: Laptops" in december and "Notice expected in December" in december
    assert "Laptops</a>" not in page(visit, f"/tenders/calendar/?month={YEAR}-11")
    for odd in ("x", "2027-13", "9999-12", "", "2099-12", "2000-01"):
        assert visit(f"/tenders/calendar/?month={odd}").status_code == 200


def test_the_timeline_says_in_a_table_what_it_draws(visit, vestbygd):
    tender(vestbygd, "Laptops <b>", f"Q2 {YEAR}", at=now(), award_expected_on=date(YEAR, 12, 24))
    shown = page(visit, "/tenders/timeline/")
    assert shown.count('<svg class="plot') == 2 and "Laptops &lt;b&gt;" in shown and "<b>" not in shown
    assert f"quarter 2 of {YEAR}" in shown and f"24 December {YEAR}" in shown


def feed(visit, path="/tenders/calendar.ics") -> list:
    answer = visit(path)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return [one for one in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_calendars_subscribe(visit, vestbygd):
    row = tender(vestbygd, "Laptops", f"Q2 {YEAR}", at=now(), pilot="Refurbished")
    (event,) = feed(visit)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(YEAR, 4, 1), date(YEAR, 7, 1))
    assert (event["status"], event["transp"], event["sequence"]) == ("TENTATIVE", "TRANSPARENT", 1)
    uid = event["uid"]
    tender_stages.postpone(HAND, row, quarter(YEAR, 4), note="Later.", at=now())
    (moved,) = feed(visit)
    assert (moved["uid"], moved["sequence"], moved.decoded("dtstart")) == (uid, 2, date(YEAR, 10, 1))
    tender_stages.publish(HAND, row, on=today(), notice_id="1-2027", at=now())
    (out,) = feed(visit)
    assert (out["status"], out["sequence"], out.decoded("dtend")) == ("CONFIRMED", 3, today() + timedelta(days=1))
    tender_stages.cancel(HAND, row, note="No offers.", at=now())
    assert feed(visit) == []
    (gone,) = feed(visit, "/tenders/calendar.ics?stage=ALL")
    assert (gone["status"], gone["sequence"]) == ("CANCELLED", 4)
    assert feed(visit, "/tenders/calendar.ics?country=SE") == []


def test_open_contracting_data_is_served(visit, vestbygd):
    row = tender(vestbygd, "Laptops", f"Q2 {YEAR}", at=now())
    told = json.loads(visit("/tenders/ocds.json").content)
    assert told["releases"][0]["ocid"] == f"ocds-000000-{row.ref}"
    assert json.loads(visit(f"/tenders/{row.slug}/ocds.json").content)["releases"] == told["releases"]
    assert visit("/tenders/nothing/ocds.json").status_code == 404


def test_home_group_and_participant_name_their_tenders(visit, norway, vestbygd):
    member(norway, vestbygd, now())
    tender(vestbygd, "Laptops with take-back", f"May {YEAR}", at=now())
    for path in ("/", f"/buyer-groups/{norway.slug}/", f"/participants/{vestbygd.slug}/", "/search/?q=take-back"):
        assert "Laptops with take-back" in page(visit, path), path
    assert "/tenders/laptops-with-take-back-" in page(visit, "/sitemap.xml")


PATHS = ("/tenders/", "/tenders/?q=laptops&country=NO&product=laptop", f"/tenders/calendar/?month={YEAR}-05",
         "/tenders/timeline/", "/tenders/tenders.csv", "/tenders/calendar.ics", "/tenders/ocds.json", "/",
         "/search/?q=laptops")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_the_number_of_queries_does_not_grow(queries, vestbygd, path):
    at_once(12, vestbygd)
    few = queries(path)
    at_once(60, vestbygd)
    assert queries(path) == few <= 20


def test_three_thousand_tenders_are_listed_by_an_index(queries, visit, vestbygd):
    at_once(3000, vestbygd)
    assert queries("/tenders/?page=7") <= 13
    assert "3,000" in page(visit, "/tenders/") or "3000" in page(visit, "/tenders/")
    held = TenderEntry.objects.alias(words=Words("title", "description")).filter(words__contains=" 2999")
    with connection.cursor() as cursor:  # nobody gathered statistics of these rows: only what can be used is asked
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_sort = off")
        page_of = public_tenders(TenderFilters(), today())._rows[:25].explain()
        cursor.execute("set local enable_indexscan = off")
        words = held.explain()
    assert re.search(r"buyergroups_tender_(when|stage)", page_of), page_of
    assert "buyergroups_tender_words" in words, words
