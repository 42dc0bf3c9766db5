"""Joint statements of demand: what is signed, by whom, and how it adds up (4.1, 6.3.2; register I-13, I-14)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buyergroups.rules.tenders import no_prices


def fingerprint(
    *, title: str, text: str, kind: str, product_group: str, owner: str, wanted_from: date, wanted_until: date
) -> str:
    """The hash of exactly what is voted on and signed."""
    content = {
        "title": title, "text": text, "kind": kind, "product_group": product_group, "owner": owner,
        "from": wanted_from.isoformat(), "until": wanted_until.isoformat(),
    }  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def faults_of_text(*, title: str, text: str, wanted_from: date, wanted_until: date, closes_on: date) -> list[str]:
    found = [sentence for sentence in (no_prices(title), no_prices(text)) if sentence]
    if wanted_until < wanted_from:
        found.append("The last day on which devices are wanted comes after the first.")
    if closes_on > wanted_until:
        found.append("Close the signing before the devices are wanted no longer.")
    return found


def buys(roles: Iterable[str], kinds: Iterable[str]) -> bool:
    """Register I-13: participants with the procuring role and members of a buyer group; no supporters, no observers."""
    return "PROCURING" in roles or "MEMBER" in kinds


def may_still_sign(closes_on: date, day: date) -> bool:
    """Until the closing day ends, also before the night has closed it."""
    return day <= closes_on


def is_closing_due(closes_on: date, day: date) -> bool:
    return day > closes_on


def faults_of_closing(before: date, after: date, day: date) -> list[str]:
    """The closing day moves later, as long as it has not passed: nobody's time to answer is cut short."""
    if is_closing_due(before, day):
        return ["The closing day has passed. It is not moved any more."]
    return [] if after > before else [f"Choose a day after {before:%-d %B %Y}: time to sign is not cut short."]


@dataclass(frozen=True)
class Signed:
    country: str
    quantity: int


def totals(rows: Iterable[Signed]) -> dict:
    """Sums as they are shown while a statement is open, and frozen when it closes. A body of the whole world counts for
    no country."""
    signed = list(rows)
    by_country: dict[str, int] = {}
    for one in signed:
        if one.country:
            by_country[one.country] = by_country.get(one.country, 0) + one.quantity
    return {
        "quantity": sum(one.quantity for one in signed),
        "signatories": len(signed),
        "countries": len(by_country),
        "by_country": dict(sorted(by_country.items())),
    }
