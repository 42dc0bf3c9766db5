"""Small makers of tenders, by the real actions."""

from datetime import date

from buyergroups import rules
from buyergroups.actions import tender_stages, tenders
from buyergroups.models import LibraryVersion
from governance.models import ProductGroup
from tests.buyergroups.make import AT, HAND
from tests.buyergroups.make_library import item, version


def told(title="Laptops with take-back", when="", **facts) -> tenders.Told:
    expected = rules.read_expected(when) if when else rules.month(AT.year + 1, 5)
    laptops = ProductGroup.objects.get(code="laptop")
    facts.setdefault("lots", {laptops.pk: 500})
    return tenders.Told(title=title, expected=expected, **facts)


def tender(organization, title="Laptops with take-back", when="", *, actor=HAND, at=AT, stage="IDEA", **facts):
    return tenders.enter(actor, organization, told(title, when, **facts), stage=stage, at=at)


def criteria(slug="laptop-criteria") -> LibraryVersion:
    return version(item(slug))


def published(organization, *, on: date | None = None, at=AT, **facts):
    facts.setdefault("pilot", "All devices refurbished.")
    row = tender(organization, at=at, **facts)
    return tender_stages.publish(HAND, row, on=on or at.date(), notice_id="123456-2027", at=at)
