"""The calendar as releases of the Open Contracting Data Standard, version 1.1 (planning and tender sections).

Pure functions on plain values. Prices are never shared (6.3.2): no release has a value, a budget or an amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

VERSION = "1.1"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
COMMUNICATION = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_communication_extension/master/extension.json"
)
STATUS = {"PUBLISHED": "active", "AWARDED": "complete", "CANCELLED": "cancelled"}  # all others are planned
TAGS = {"PUBLISHED": "tender", "AWARDED": "tenderUpdate", "CANCELLED": "tenderCancellation"}  # all others: planning


@dataclass(frozen=True)
class Party:
    """A buyer: by its public register number where it has one, else by its code in the list of participants."""

    code: str
    name: str
    country: str = ""
    scheme: str = ""
    number: str = ""
    url: str = ""

    @property
    def id(self) -> str:
        return f"{self.scheme}-{self.number}" if self.scheme else f"CFIT-{self.code}"


@dataclass(frozen=True)
class Item:
    code: str
    name: str
    quantity: int | None
    cpv: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Step:
    """A line of the public history."""

    stage: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class Planned:
    """One tender, as plain facts."""

    ref: str
    url: str
    title: str
    stage: str
    changed_at: datetime
    version: int
    buyer: Party
    expected_from: date
    expected_until: date
    description: str = ""
    language: str = "en"
    partners: tuple[Party, ...] = ()
    items: tuple[Item, ...] = ()
    cpv: tuple[tuple[str, str], ...] = ()
    framework: bool = False
    open_to_others: bool = False
    award_expected_on: date | None = None
    contract_from: date | None = None
    contract_until: date | None = None
    published_on: date | None = None
    awarded_on: date | None = None
    notice_url: str = ""
    notice_id: str = ""
    contact_email: str = ""
    criteria: tuple[tuple[str, str], ...] = ()  # titles and lasting addresses
    steps: tuple[Step, ...] = field(default=())


def package(releases: Iterable[dict], *, uri: str, published_at: datetime, publisher: str, publisher_url: str) -> dict:
    return {
        "uri": uri,
        "version": VERSION,
        "extensions": [COMMUNICATION],
        "publishedDate": _moment(published_at),
        "publisher": {"name": publisher, "uri": publisher_url},
        "license": LICENCE,
        "releases": list(releases),
    }


def release(one: Planned, prefix: str) -> dict:
    """What is known of a tender on the day of its last change."""
    ocid = f"{prefix}-{one.ref}"
    return {
        "ocid": ocid,
        "id": f"{ocid}-{one.version}",
        "date": _moment(one.changed_at),
        "tag": [TAGS.get(one.stage, "planning")],
        "initiationType": "tender",
        "language": one.language.partition("-")[0],
        "parties": [_party(one.buyer, ("buyer", "procuringEntity"), one.contact_email)]
        + [_party(partner, ("buyer",), "") for partner in one.partners],
        "buyer": {"id": one.buyer.id, "name": one.buyer.name},
        "planning": _kept(
            {
                "rationale": one.description,
                "documents": [_document("planned", "plannedProcurementNotice", one.title, one.url)],
                "milestones": _milestones(one),
            }
        ),
        "tender": _tender(one),
    }


def _tender(one: Planned) -> dict:
    return _kept(
        {
            "id": one.ref,
            "title": one.title,
            "description": one.description,
            "status": STATUS.get(one.stage, "planned"),
            "procuringEntity": {"id": one.buyer.id, "name": one.buyer.name},
            "items": [_item(number, item) for number, item in enumerate(one.items, 1)],
            "mainProcurementCategory": "goods",
            "procurementMethodDetails": "Framework agreement" if one.framework else "",
            "eligibilityCriteria": "Other buyers can join." if one.open_to_others else "",
            "contractPeriod": _period(one.contract_from, one.contract_until),
            "awardPeriod": _period(one.awarded_on or one.award_expected_on, one.awarded_on),
            "tenderPeriod": _period(one.published_on, None),
            "communication": {} if one.published_on else {"futureNoticeDate": _moment(one.expected_from)},
            "documents": _documents(one),
        }
    )


def _documents(one: Planned) -> list[dict]:
    notice = []
    if one.notice_url or one.notice_id:
        title = f"Notice {one.notice_id}".strip()
        notice = [_document("notice", "tenderNotice", title, one.notice_url)]
    criteria = enumerate(one.criteria, 1)
    return notice + [_document(f"criteria-{n}", "technicalSpecifications", *told) for n, told in criteria]


def _document(ident: str, kind: str, title: str, url: str) -> dict:
    return _kept({"id": ident, "documentType": kind, "title": title, "url": url})


def _milestones(one: Planned) -> list[dict]:
    """The notice, as it is expected; and what was said about the way to it."""
    met = one.published_on or one.awarded_on
    state = "met" if met else "notMet" if one.stage == "CANCELLED" else "scheduled"
    notice = {
        "id": "notice",
        "title": "Notice expected",
        "type": "preProcurement",
        "dueDate": _moment(one.expected_until),
        "status": state,
    }
    if met:
        notice["dateMet"] = _moment(met)
    said = [
        _kept(
            {
                "id": f"step-{number}",
                "title": step.stage.lower(),
                "type": "preProcurement",
                "description": step.note,
                "dateMet": _moment(step.at),
                "status": "met",
            }
        )
        for number, step in enumerate(one.steps, 1)
    ]
    return [notice, *said]


def _item(number: int, item: Item) -> dict:
    codes = [{"scheme": "CPV", "id": code, "description": name} for code, name in item.cpv]
    return _kept(
        {
            "id": str(number),
            "description": item.name,
            "classification": codes[0] if codes else {},
            "additionalClassifications": codes[1:],
            "quantity": item.quantity,
            "unit": {"name": "device"} if item.quantity else {},
        }
    )


def _party(one: Party, roles: tuple[str, ...], email: str) -> dict:
    return _kept(
        {
            "id": one.id,
            "name": one.name,
            "identifier": _kept({"scheme": one.scheme, "id": one.number, "legalName": one.name, "uri": one.url})
            if one.scheme
            else {},
            "address": {"countryName": one.country} if one.country else {},
            "contactPoint": {"email": email} if email else {},
            "roles": list(roles),
        }
    )


def _period(first: date | None, last: date | None) -> dict:
    return _kept({"startDate": _moment(first) if first else "", "endDate": _moment(last) if last else ""})


def _moment(value: date | datetime) -> str:
    """A moment in UTC; of a day its midnight."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{value.isoformat()}T00:00:00Z"


def _kept(told: dict) -> dict:
    """Without what is not known: the standard has no empty values."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {}, ())}


def last_day(first: date, months: int) -> date:
    """The last day of a contract of so many months."""
    year, number = divmod(first.year * 12 + first.month - 1 + months, 12)
    for day in (first.day, 30, 29, 28):
        try:
            return date(year, number + 1, min(first.day, day)) - timedelta(days=1)
        except ValueError:
            continue
    raise ValueError(first)
