"""The calendar as open contracting data: valid against the schemas of OCDS 1.1, and never an amount of money."""

import importlib
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from buyergroups import public
from buyergroups.actions import tender_stages, tenders
from buyergroups.rules import month
from buyergroups.rules.planning_releases import Item, Party, Planned, Step, last_day, package, release
from participants.models import Identifier
from tests.buyergroups.make import AT, DAY, HAND, buyer, group
from tests.buyergroups.make_tenders import criteria, published, tender

FOLDER = Path(__file__).parent / "ocds"
PREFIX = "ocds-a1b2c3"
MONEY = {"value", "amount", "budget", "minValue", "currency", "price"}


def problems(told: dict) -> list[str]:
    schema, releases = (json.loads((FOLDER / f"release-{name}schema.json").read_text()) for name in ("package-", ""))
    known = Registry().with_resource(releases["id"], Resource(releases, DRAFT4))
    checker = Draft4Validator(schema, registry=known, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in checker.iter_errors(told)]


def every_name(told) -> set[str]:
    if isinstance(told, dict):
        return set(told) | {name for value in told.values() for name in every_name(value)}
    return {name for value in told for name in every_name(value)} if isinstance(told, list) else set()


def planned(**facts) -> Planned:
    facts = {
        "ref": "k7m2p4xw", "url": "https://pact.example/tenders/x/", "title": "Laptops", "stage": "IDEA",
        "changed_at": datetime(2027, 3, 1, 9, tzinfo=UTC), "version": 1, "buyer": Party("vestbygd", "Vestbygd kommune"),
        "expected_from": date(2027, 5, 1), "expected_until": date(2027, 5, 31), **facts,
    }  # fmt: skip
    return Planned(**facts)


def whole(*told: Planned) -> dict:
    return package(
        [release(one, PREFIX) for one in told],
        uri="https://pact.example/tenders/ocds.json",
        published_at=told[0].changed_at,
        publisher="The Pact",
        publisher_url="https://pact.example/",
    )


FULL = {
    "description": "Laptops that last.",
    "partners": (Party("solvik", "Solvik kommune", "Norway", "NO-BRC", "964338531"),),
    "items": (
        Item("laptop", "Laptops", 4000, (("30213100", "Portable computers"), ("30213000", "Personal computers"))),
        Item("smartphone", "Smartphones", None),
    ),
    "framework": True,
    "open_to_others": True,
    "award_expected_on": date(2027, 9, 1),
    "contract_from": date(2027, 10, 1),
    "contract_until": date(2029, 9, 30),
    "contact_email": "procurement@vestbygd.example",
    "criteria": (("Laptop criteria, version 3", "https://pact.example/library/laptop-criteria/v/3/"),),
    "steps": (Step("IDEA", datetime(2027, 1, 4, 9, tzinfo=UTC)),),
}


@pytest.mark.parametrize(
    ("stage", "more", "tag", "status"),
    [
        ("IDEA", {}, "planning", "planned"),
        ("CONSULTATION", {}, "planning", "planned"),
        ("ANNOUNCED", {}, "planning", "planned"),
        ("POSTPONED", {}, "planning", "planned"),
        ("PUBLISHED", {"published_on": date(2027, 5, 3), "notice_id": "1-2027"}, "tender", "active"),
        ("AWARDED", {"published_on": date(2027, 5, 3), "awarded_on": date(2027, 9, 3)}, "tenderUpdate", "complete"),
        ("CANCELLED", {}, "tenderCancellation", "cancelled"),
    ],
)
@pytest.mark.parametrize("facts", [{}, FULL], ids=["bare", "full"])
def test_each_stage_is_a_valid_release_without_money(stage, more, tag, status, facts):
    told = whole(planned(stage=stage, **facts, **more))
    assert problems(told) == []
    assert not every_name(told) & MONEY
    (one,) = told["releases"]
    assert (one["tag"], one["tender"]["status"], one["ocid"]) == ([tag], status, f"{PREFIX}-k7m2p4xw")


def test_what_is_said_of_a_tender():
    (one,) = whole(planned(**FULL))["releases"]
    buyer_, partner = one["parties"]
    assert buyer_["id"] == one["buyer"]["id"] == "CFIT-vestbygd"
    assert (partner["id"], partner["identifier"]["scheme"], partner["roles"]) == (
        "NO-BRC-964338531",
        "NO-BRC",
        ["buyer"],
    )
    assert buyer_["contactPoint"] == {"email": "procurement@vestbygd.example"}
    laptops, phones = one["tender"]["items"]
    assert (laptops["quantity"], laptops["classification"]["scheme"], laptops["classification"]["id"]) == (
        4000, "CPV", "30213100",
    )  # fmt: skip
    assert "quantity" not in phones and "classification" not in phones
    assert one["tender"]["communication"] == {"futureNoticeDate": "2027-05-01T00:00:00Z"}
    assert one["tender"]["contractPeriod"] == {"startDate": "2027-10-01T00:00:00Z", "endDate": "2029-09-30T00:00:00Z"}
    assert [step["status"] for step in one["planning"]["milestones"]] == ["scheduled", "met"]


def test_a_notice_that_is_out_is_no_future_notice():
    (one,) = whole(planned(stage="PUBLISHED", published_on=date(2027, 5, 3)))["releases"]
    assert "communication" not in one["tender"]
    assert one["tender"]["tenderPeriod"] == {"startDate": "2027-05-03T00:00:00Z"}


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2027, 10, 1), 24, date(2029, 9, 30)),
        (date(2027, 1, 31), 1, date(2027, 2, 27)),
        (date(2028, 1, 31), 1, date(2028, 2, 28)),
    ],
)
def test_the_last_day_of_a_contract(first, months, last):
    assert last_day(first, months) == last


def of_the_calendar() -> dict:
    return public.release_package(
        public.released(public.TenderFilters(stage="ALL"), DAY),
        uri="https://pact.example/tenders/ocds.json",
        page_of=lambda card: f"https://pact.example/tenders/{card.slug}/",
        criteria_page_of=lambda one: "",
    )


@pytest.fixture
def calendar(db):
    """Tenders of all stages, with everything that can be said."""
    group()
    own, partner = buyer(), buyer("Solvik kommune")
    Identifier.objects.create(organization=own, scheme="NO-BRC", value="940101808")
    row = tender(own, "Laptops", criteria=(criteria(),), cpv=("30213100", "32250000"), contract_months=24,
                 contract_from=date(AT.year + 2, 1, 1), contact_email="procurement@vestbygd.example")  # fmt: skip
    tenders.name_partner(HAND, row, partner, at=AT)
    tender_stages.postpone(HAND, tender(own, "Later"), month(AT.year + 2, 1), note="Not yet.", at=AT)
    tender_stages.cancel(HAND, tender(own, "Never"), note="No need.", at=AT)
    tender_stages.award(HAND, published(own, title="Done"), on=DAY, lessons="Ask early.", at=AT)
    published(partner, title="Out")
    return of_the_calendar()


def test_the_whole_calendar_is_valid(calendar):
    assert problems(calendar) == []
    assert not every_name(calendar) & MONEY
    assert len({one["ocid"] for one in calendar["releases"]}) == 5
    laptops = next(one for one in calendar["releases"] if one["tender"]["title"] == "Laptops")
    assert laptops["buyer"]["id"] == "NO-BRC-940101808"
    assert [code["id"] for code in (laptops["tender"]["items"][0]["classification"],)] == ["30213100"]
    assert "manager@" not in json.dumps(calendar)


@pytest.mark.skipif(
    not os.environ.get("OCDS_SCHEMA_ZIP"), reason="OCDS_SCHEMA_ZIP names no copy of the standard for its reviewing tool"
)
def test_the_reviewing_tool_of_the_standard_finds_nothing(calendar, tmp_path):
    """With libcoveocds installed and a zip of the standard's repository (branch 1.1) at hand, without a network: what
    its extension for communication adds is the one field it does not know then."""
    api = pytest.importorskip("libcoveocds.api", reason="libcoveocds is not installed")
    config = importlib.import_module("libcoveocds.config").LibCoveOCDSConfig()
    config.config |= {"standard_zip": f"file://{Path(os.environ['OCDS_SCHEMA_ZIP']).resolve()}", "context": "api"}
    told = api.ocds_json_output(str(tmp_path), json_data=calendar, schema_version="1.1", lib_cove_ocds_config=config)
    assert (told["validation_errors"], dict(told["additional_checks"])) == ([], {})
    assert {one["field"] for one in told["additional_fields"]} <= {"communication"}
    assert not told["additional_closed_codelist_values"] and not told["additional_open_codelist_values"]
