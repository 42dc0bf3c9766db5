"""The public list, its files, countries and profiles (Pact 6.4.3)."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from participants.actions import listings, participations
from tests.participants.make import AT, HAND, founder
from tests.website.make import many, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pact")]


def test_the_list_names_everybody_with_role_country_and_day(visit):
    founder("Région Île-Verte", country="FR", language="fr")
    founder("Norway", "COORDINATING")
    page = visit("/participants/").content.decode()
    assert "2 organisations in 2 countries signed the Pact" in page
    assert 'lang="fr">Région Île-Verte</a>' in page
    assert "14 Jun 2021" in page and "Coordinating" in page and "none yet" in page


@pytest.mark.parametrize(
    ("asked", "found", "missing"),
    [
        ("q=ile", "Île-Verte", "Norway"),
        ("country=NO", "Norway", "Île-Verte"),
        ("role=COORDINATING", "Norway", "Île-Verte"),
        ("joined_from=2022-01-01", "Île-Verte", ">Norway</a>"),
        ("joined_to=31+December+2021", "Norway", "Île-Verte"),
        ("kind=AGENCY", "Île-Verte", ">Norway</a>"),
    ],
)
def test_filters_narrow_the_list_and_stand_as_chips(visit, asked, found, missing):
    founder("Région Île-Verte", country="FR", legal_kind="AGENCY", joined=datetime(2023, 1, 1, tzinfo=UTC))
    founder("Norway", "COORDINATING")
    page = visit(f"/participants/?{asked}").content.decode()
    rows = page.split("<tbody>")[1]
    assert found in rows and missing.strip("></a") not in rows.split("</tbody>")[0]
    assert "remove filter" in page
    assert "map-w" not in page, "a narrowed list has no map"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("country=ZZ", "Choose a country from the list."),
        ("role=KING", "Choose a role from the list."),
        ("kind=x", "Choose a kind of organisation from the list."),
        ("group=x", "Choose a buyer group from the list."),
        ("joined_from=yesterday", "Enter a day, like 31 March 2027"),
        ("joined_from=2027-01-01&joined_to=2026-01-01", "Name the same day or a later one than the first."),
        ("standing=maybe", "Choose who is shown from the list."),
        (f"q={'a' * 101}", "Use at most 100 characters of the name."),
        ("q=a%00b", "Null characters are not allowed."),
    ],
)
def test_a_filter_that_cannot_be_read_gets_a_sentence(visit, asked, sentence):
    founder()
    answer = visit(f"/participants/?{asked}")
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()


@pytest.mark.parametrize("asked", ["after=%00", "after=****", "before=x", "sort=x", "page=9", "country=&q="])
def test_odd_addresses_show_the_list(visit, asked):
    founder()
    assert "Vestbygd kommune" in visit(f"/participants/?{asked}").content.decode()


def test_no_match_says_what_to_do(visit):
    founder()
    page = visit("/participants/?country=FR").content.decode()
    assert "No organisation matches." in page and "Clear filters" in page


def test_pages_are_walked_forwards_and_backwards(visit):
    many(60)
    seen, path = [], "/participants/"
    while path:
        page = visit(path).content.decode()
        seen += [row.split("<")[0] for row in page.split(">Kommune ")[1:]]
        path = (
            "/participants/" + page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page
            else ""
        )
    assert seen == [f"{n:06}" for n in range(60)]
    assert 'rel="prev"' in page


@pytest.mark.parametrize(
    "path", ["/participants/", "/participants/?country=NO&q=kommune", "/participants/?sort=-joined"]
)
def test_the_list_costs_two_queries_whatever_its_length(queries, path):
    many(50)
    assert queries(path) == 2
    many(500)
    assert queries(path) == 2


def test_the_files_hold_what_the_list_shows(visit):
    founder("Vestbygd kommune")
    founder("=cmd|' /C calc'!A0", country="FR")
    answer = visit("/participants/participants.csv?country=FR")
    assert answer["Content-Disposition"] == 'attachment; filename="participants.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode(), newline=""))
    assert row["Name"].startswith("'=") and row["Country (ISO 3166)"] == "FR"
    told = json.loads(visit("/participants/participants.json").getvalue())["participants"]
    assert [(one["slug"], one["joined_on"]) for one in told][-1] == ("vestbygd-kommune", "2021-06-14")
    book = load_workbook(io.BytesIO(visit("/participants/participants.xlsx").getvalue()))
    assert book.active.max_row == 3
    assert visit("/participants/participants.pdf").status_code == 404


def test_files_of_long_lists_are_whole(visit):
    many(2_100)
    assert len(visit("/participants/participants.csv").getvalue().splitlines()) == 2_101


def test_those_that_left_are_on_a_list_of_their_own_with_their_notice(visit):
    joined = founder()
    notice = participations.give_notice(HAND, joined, "We leave <now>.", date(2027, 3, 1), at=AT)
    assert "Vestbygd" not in visit("/participants/").content.decode()
    assert "1 Mar 2027" in visit("/participants/?standing=former").content.decode()
    assert "Vestbygd kommune" in visit("/notices/").content.decode()
    assert "We leave &lt;now&gt;." in visit(f"/notices/{notice.ref}/").content.decode()
    assert "Participation ended." in visit("/participants/vestbygd-kommune/").content.decode()
    assert visit("/notices/2222222/").status_code == 404


def test_a_country_shows_who_coordinates_and_who_takes_part(visit):
    founder("Norway", "COORDINATING")
    founder("Vestbygd kommune")
    page = visit("/participants/country/no/").content.decode()
    assert "2 organisations signed the Pact." in page and "Coordinated by" in page
    assert "Nobody here yet." in visit("/participants/country/fr/").content.decode()
    for unknown in ("zz", "NO", "norway"):
        assert visit(f"/participants/country/{unknown}/").status_code == 404


def test_i_8_founding_signers_are_marked_in_the_list_and_in_every_file(visit):
    founder()
    page = visit("/participants/").content.decode()
    assert '<span class="sub">founding signer</span>' in page
    assert "Founding signers signed before there was a Steering Committee to decide" in page
    (row,) = csv.DictReader(io.StringIO(visit("/participants/participants.csv").getvalue().decode(), newline=""))
    assert row["Founding signer"] == "yes"
    (told,) = json.loads(visit("/participants/participants.json").getvalue())["participants"]
    assert told["founding"] is True
    sheet = load_workbook(io.BytesIO(visit("/participants/participants.xlsx").getvalue())).active
    head, first = list(sheet.iter_rows(values_only=True))[:2]
    assert dict(zip(head, first, strict=True))["Founding signer"] == "yes"


def test_a_profile_says_what_was_signed_and_what_was_reported(visit):
    made = founder(website="https://vestbygd.example", city="Vestbygd").organization
    page = visit("/participants/vestbygd-kommune/").content.decode()
    assert "Not reported yet." in page and "Founding signer" in page and "Not stated" in page
    published()
    listings.note(
        made,
        latest_year=2026,
        latest_devices=450,
        latest_state="REPORTED",
        users_served=3200,
        users_served_on=AT.date(),
    )
    page = visit("/participants/vestbygd-kommune/").content.decode()
    assert "2026 reported" in page and ">450</td>" in page and "3,200" in page
    assert visit("/participants/nobody/").status_code == 404


def test_a_profile_carries_data_for_machines_that_cannot_end_its_block(visit):
    founder("</script><script>alert(1)</script>")
    page = visit("/participants/scriptscriptalert1script/")
    if page.status_code == 404:
        page = visit("/participants/" + visit("/api/v1/participants/").json()["items"][0]["slug"] + "/")
    block = page.content.decode().split('<script type="application/ld+json">')[1].split("</script>")[0]
    data = json.loads(block)
    assert data["@type"] == "GovernmentOrganization" and data["name"].startswith("</script>")
    assert "<script>alert" not in page.content.decode()


def test_supporters_are_named(visit):
    founder("Reparierbar e. V.", "SUPPORTER", legal_kind="NON_PROFIT", country="DE")
    page = visit("/supporters/").content.decode()
    assert "Reparierbar e. V." in page and "1 organisation endorses" in page
    assert "Reparierbar" not in visit("/participants/").content.decode()
    assert visit("/participants/reparierbar-e-v/").url == "/supporters/reparierbar-e-v/"
