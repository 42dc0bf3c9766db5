"""The tender calendar as files and feeds: what is shown, all of it, for whoever asks (CC0)."""

import json
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import public
from buyergroups.public import TenderCard
from pact.calendars import Happening, calendar_of, uid
from pact.sheets import Column, write_csv, write_xlsx
from website.pages.tenders import criteria_page_of, filter_of, filters_of, page_of

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
OVER = ("CANCELLED",)
COLUMNS = (
    Column("code", gettext_lazy("Code")),
    Column("title", gettext_lazy("Tender")),
    Column("buyer", gettext_lazy("Buyer")),
    Column("country", gettext_lazy("Country (ISO 3166)")),
    Column("partners", gettext_lazy("Partners")),
    Column("group", gettext_lazy("Buyer group")),
    Column("stage", gettext_lazy("Stage")),
    Column("time_passed", gettext_lazy("Time passed, not updated")),
    Column("expected_from", gettext_lazy("Notice expected from")),
    Column("expected_until", gettext_lazy("Notice expected until")),
    Column("products", gettext_lazy("Products")),
    Column("devices", gettext_lazy("Devices, as far as known")),
    Column("cpv", gettext_lazy("CPV codes")),
    Column("framework", gettext_lazy("Framework agreement")),
    Column("open_to_others", gettext_lazy("Other buyers can join")),
    Column("criteria", gettext_lazy("Criteria used")),
    Column("pilot", gettext_lazy("Pilot")),
    Column("award_expected_on", gettext_lazy("Award expected on")),
    Column("contract_from", gettext_lazy("Contract begins on")),
    Column("contract_months", gettext_lazy("Months of the contract")),
    Column("published_on", gettext_lazy("Published on")),
    Column("awarded_on", gettext_lazy("Awarded on")),
    Column("notice_url", gettext_lazy("Notice")),
    Column("notice_id", gettext_lazy("Number of the notice")),
    Column("contact", gettext_lazy("Contact mailbox")),
    Column("confirmed_on", gettext_lazy("Last confirmed on")),
    Column("address", gettext_lazy("Address")),
)


def _asked(query: QueryDict, day: date) -> list[TenderCard]:
    return public.released(filters_of(filter_of(query, day)), day)


def written(kind: str, query: QueryDict, day: date) -> bytes:
    """One of the three kinds of file."""
    cards = _asked(query, day)
    if kind == "json":
        told = {"licence": LICENCE, "as_of": day.isoformat(), "tenders": [record(card) for card in cards]}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
    rows = [line(card) for card in cards]
    return write_csv(rows, COLUMNS) if kind == "csv" else write_xlsx(rows, COLUMNS, title=str(_("Tenders")))


def line(card: TenderCard) -> dict:
    """A tender as a row: lists are written with semicolons, the number of each product behind its name."""
    lots = (f"{lot.code} {lot.quantity}" if lot.quantity else lot.code for lot in card.lots)
    same = ("award_expected_on", "contract_from", "contract_months", "published_on", "awarded_on", "notice_url",
            "notice_id", "confirmed_on", "pilot", "title", "stage", "group")  # fmt: skip
    return {
        **{name: getattr(card, name) for name in same},
        "code": card.ref,
        "buyer": card.buyer.name,
        "country": card.buyer.country,
        "partners": "; ".join(one.name for one in card.partners),
        "time_passed": _yes(card.passed),
        "expected_from": card.expected.first,
        "expected_until": card.expected.last,
        "products": "; ".join(lots),
        "devices": card.quantity,
        "cpv": "; ".join(code for code, _name in card.cpv),
        "framework": _yes(card.framework),
        "open_to_others": _yes(card.open_to_others),
        "criteria": "; ".join(f"{one.title}, version {one.number}" for one in card.criteria),
        "contact": card.contact_email,
        "address": settings.SITE_ADDRESS + page_of(card),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def record(card: TenderCard) -> dict:
    """A tender as open data: lists stay lists, days are ISO, what is not known is null."""
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in line(card).items()}
    return {
        **told,
        "partners": [{"slug": one.slug, "name": one.name, "country": one.country} for one in card.partners],
        "products": [{"code": lot.code, "quantity": lot.quantity} for lot in card.lots],
        "cpv": [{"code": code, "name": name} for code, name in card.cpv],
        "criteria": [{"item": one.item, "title": one.title, "version": one.number} for one in card.criteria],
        "time_passed": card.passed,
        "framework": card.framework,
        "open_to_others": card.open_to_others,
        "description": card.description,
        "lessons": card.lessons,
        "history": [
            {"stage": move.stage, "expected": move.expected_words, "note": move.note, "at": move.at.isoformat()}
            for move in card.moves
        ],
    }


def feed(query: QueryDict, day: date, at: datetime) -> str:
    """For calendars that subscribe (iCalendar): whole days, tentative until the notice is out, keeping nobody busy."""
    return calendar_of((happening(card) for card in _asked(query, day)), at=at, name=_("Tenders"))


def happening(card: TenderCard) -> Happening:
    first, last = card.expected.first, card.expected.last
    if card.published_on:
        first = last = card.published_on
    firm = card.published_on is not None or card.stage == "AWARDED"
    about = [f"{card.stage_words.capitalize()}. {card.expected_words.capitalize()}.", *(lot.name for lot in card.lots)]
    return Happening(
        uid("tender", card.ref),
        f"{card.title} ({card.buyer.name})",
        first,
        last + timedelta(days=1),
        sequence=card.version,
        url=settings.SITE_ADDRESS + page_of(card),
        about="\n".join([*about, card.description]).strip(),
        cancelled=card.stage in OVER,
        tentative=not firm,
        free=True,
    )


def releases(query: QueryDict, day: date) -> dict | None:
    """OCDS 1.1. A package has one release at least: nothing that matches is no package."""
    cards = _asked(query, day)
    uri = settings.SITE_ADDRESS + reverse("website:tender-releases")
    return _package(cards, f"{uri}?{query.urlencode()}" if query else uri) if cards else None


def release(slug: str, day: date) -> dict | None:
    card = public.tender(slug, day)
    uri = settings.SITE_ADDRESS + reverse("website:tender-release", kwargs={"slug": slug})
    return _package([card], uri) if card else None


def _package(cards: list[TenderCard], uri: str) -> dict:
    return public.release_package(
        cards,
        uri=uri,
        page_of=lambda card: settings.SITE_ADDRESS + page_of(card),
        criteria_page_of=lambda one: settings.SITE_ADDRESS + url if (url := criteria_page_of(one)) else "",
    )
