"""The public list as a file: columns listed once for CSV, Excel and JSON."""

import json
from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column, write_csv, write_xlsx
from participants.public import Filters, Page, ParticipantCard, csv_of, former, json_of, participants, supporters

CHUNK = 2000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
PARTICIPANTS = (
    Column("slug", _("Code")),
    Column("name", _("Name")),
    Column("name_en", _("Name in English")),
    Column("country", _("Country (ISO 3166)")),
    Column("kind", _("Kind")),
    Column("roles", _("Roles")),
    Column("groups", _("Buyer groups")),
    Column("users_served", _("Users served")),
    Column("users_served_on", _("Users served, as of")),
    Column("joined_on", _("Joined")),
    Column("ended_on", _("Ended")),
    Column("latest_year", _("Latest reporting year")),
    Column("latest_state", _("Figures of that year")),
    Column("latest_devices", _("Devices of that year")),
    # Signed before there was a committee to decide (How we read the Pact, I-8).
    Column("founding", _("Founding signer")),
)

SUPPORTERS = (
    Column("slug", _("Code")),
    Column("name", _("Name")),
    Column("name_en", _("Name in English")),
    Column("country", _("Country (ISO 3166)")),
    Column("kind", _("Kind")),
    Column("since", _("Supporter since")),
)


def every(filters: Filters, *, ended: bool = False) -> Iterator[ParticipantCard]:
    """All that a list shows, over its pages; constant memory."""
    return _paged(former if ended else participants, filters)


def every_supporter() -> Iterator[ParticipantCard]:
    """All active supporters, in the same way."""
    return _paged(supporters, Filters())


def _paged(find: Callable[..., Page], filters: Filters) -> Iterator[ParticipantCard]:
    after = None
    while True:
        page = find(filters, after, size=CHUNK)
        yield from page.items
        after = page.after
        if after is None:
            return


def row(card: ParticipantCard) -> dict:
    return {
        "slug": card.slug,
        "name": card.name,
        "name_en": card.name_en,
        "country": card.country,
        "kind": card.legal_kind,
        "roles": ", ".join(card.roles),
        "groups": ", ".join(group.name for group in card.groups),
        "users_served": card.users_served,
        "users_served_on": card.users_served_on,
        "joined_on": card.since,
        "ended_on": card.ended_on,
        "latest_year": card.latest_year,
        "latest_state": card.latest_state,
        "latest_devices": card.latest_devices,
        "founding": "yes" if card.founding else "no",
    }


def record(card: ParticipantCard) -> dict:
    """A card as open data: lists stay lists, days are ISO, what is not known is null."""
    return {
        "slug": card.slug,
        "name": card.name,
        "name_en": card.name_en,
        "country": card.country,
        "kind": card.legal_kind,
        "roles": card.roles,
        "groups": [{"slug": group.slug, "name": group.name} for group in card.groups],
        "users_served": card.users_served,
        "users_served_on": _iso(card.users_served_on),
        "joined_on": _iso(card.since),
        "ended_on": _iso(card.ended_on),
        "latest_year": card.latest_year,
        "latest_state": card.latest_state,
        "latest_devices": card.latest_devices,
        "founding": card.founding,
    }


def supporter_record(card: ParticipantCard) -> dict:
    """A supporter as open data."""
    names = ("slug", "name", "name_en", "country")
    return {name: getattr(card, name) for name in names} | {"kind": card.legal_kind, "since": _iso(card.since)}


def supporters_written(kind: str) -> bytes:
    """The list of supporters as one of the three kinds of file; they are few."""
    rows = [supporter_record(card) for card in every_supporter()]
    if kind == "json":
        return json.dumps({"supporters": rows}, ensure_ascii=False, indent=1).encode()
    return write_csv(rows, SUPPORTERS) if kind == "csv" else write_xlsx(rows, SUPPORTERS, title=str(_("Supporters")))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def written(kind: str, filters: Filters, *, ended: bool = False) -> Iterator[bytes]:
    """One of the three kinds of file, in blocks; only a workbook is put together here."""
    if kind == "xlsx":
        rows = (row(card) for card in every(filters, ended=ended))
        return iter((write_xlsx(rows, PARTICIPANTS, title=str(_("Participants"))),))
    return csv_of(filters, write_csv((), PARTICIPANTS), ended=ended) if kind == "csv" else json_of(filters, ended=ended)
