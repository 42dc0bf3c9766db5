"""Joint statements of demand, their signatures and totals."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buyergroups import public
from pact.calendars import calendar_of
from pact.sheets import Column, write_csv
from pact.ui import navigation
from website.pages.rows import country_name

COLUMNS = (
    Column("name", _("Organisation")),
    Column("country", _("Country (ISO 3166)")),
    Column("quantity", _("Devices")),
    Column("wanted_by", _("Wanted by")),
    Column("signed_on", _("Signed")),
)


def statements(day: date) -> dict:
    return {"cards": public.statements(day), "day": day}


def statement(slug: str, day: date) -> dict | None:
    found = public.statement(slug, day)
    if found is None:
        return None
    language = get_language() or ""
    signatures = [(one, country_name(one.country, language)) for one in found.signatures]
    by_country = [(country_name(code, language), quantity) for code, quantity in found.by_country]
    owner = _owner_url(found.card)
    return {
        "found": found, "card": found.card, "signatures": signatures, "by_country": by_country, "owner_url": owner
    }  # fmt: skip


def _owner_url(card: public.StatementCard) -> str:
    if card.group_slug:
        return reverse("website:group-detail", kwargs={"slug": card.group_slug})
    return navigation.resolve("website:working-group-detail", slug=card.working_group_slug)


def file(slug: str, day: date) -> bytes | None:
    """Who signed, as CSV."""
    found = public.statement(slug, day)
    if found is None:
        return None
    rows = [
        {
            "name": one.name, "country": one.country, "quantity": one.quantity,
            "wanted_by": one.wanted_by, "signed_on": one.signed_at.date(),
        }
        for one in found.signatures
    ]  # fmt: skip
    return write_csv(rows, COLUMNS)


def calendar(at: datetime) -> str:
    address = settings.SITE_ADDRESS + reverse("website:statement-list") + "{slug}/"
    return calendar_of(public.statement_entries(address), at=at, name="Joint statements of demand")
