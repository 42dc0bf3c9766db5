"""The calendar as open contracting data: cards become plain facts, the mapping is a rule (`planning_releases`)."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time

from django.conf import settings
from django_countries import countries

from buyergroups.models import cpv_codes
from buyergroups.public.tenders import BuyerCard, CriteriaCard, TenderCard
from buyergroups.rules import planning_releases as releases

PUBLISHER = "Circular & Fair ICT Pact"


def release_package(
    cards: Iterable[TenderCard],
    *,
    uri: str,
    page_of: Callable[[TenderCard], str],
    criteria_page_of: Callable[[CriteriaCard], str],
) -> dict:
    """OCDS 1.1: a release for each tender as it stands; the package is as new as the newest of them."""
    told = [planned(card, page_of(card), criteria_page_of) for card in cards]
    return releases.package(
        [releases.release(one, settings.OCDS_PREFIX) for one in told],
        uri=uri,
        published_at=max(one.changed_at for one in told),
        publisher=PUBLISHER,
        publisher_url=settings.SITE_ADDRESS + "/",
    )


def planned(card: TenderCard, page: str, criteria_page_of: Callable[[CriteriaCard], str]) -> releases.Planned:
    same = ("ref", "title", "stage", "version", "description", "language", "framework", "open_to_others",
            "award_expected_on", "contract_from", "published_on", "awarded_on", "notice_url", "notice_id",
            "contact_email", "cpv")  # fmt: skip
    months = card.contract_months if card.contract_from else None
    return releases.Planned(
        **{name: getattr(card, name) for name in same},
        url=page,
        changed_at=changed_at(card),
        buyer=_party(card.buyer),
        partners=tuple(_party(one) for one in card.partners),
        expected_from=card.expected.first,
        expected_until=card.expected.last,
        contract_until=releases.last_day(card.contract_from, months) if months else None,
        items=tuple(releases.Item(lot.code, lot.name, lot.quantity, _codes(card, lot.code)) for lot in card.lots),
        criteria=tuple((f"{one.title}, version {one.number}", criteria_page_of(one)) for one in card.criteria),
        steps=tuple(releases.Step(move.stage, move.at, move.note) for move in card.moves),
    )


def changed_at(card: TenderCard) -> datetime:
    """Its last step, or the day on which somebody last said that it is right."""
    confirmed = datetime.combine(card.confirmed_on, time(), UTC)
    return max([card.entered_at, confirmed, *(move.at for move in card.moves)])


def _party(one: BuyerCard) -> releases.Party:
    scheme, number = one.identifiers[0] if one.identifiers else ("", "")
    country = str(countries.name(one.country)) if one.country else ""
    return releases.Party(one.slug, one.name, country, scheme, number)


def _codes(card: TenderCard, product: str) -> tuple[tuple[str, str], ...]:
    """The codes of a lot: those of its own product group, and those of several."""
    known = cpv_codes()
    return tuple(
        pair for pair in card.cpv
        if pair[0] not in known or not known[pair[0]].product_groups or product in known[pair[0]].product_groups
    )  # fmt: skip
