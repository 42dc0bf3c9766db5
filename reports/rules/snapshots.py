"""From facts to the body of a snapshot: every number that will be published about a year (Pact 5.2.3).

Figures are text of exact decimals, so that HTML, PDF, CSV, JSON and the API print the same digits. Nothing here knows
a database or a clock; the same facts give the same body, and its hash is what the Steering Committee approves.
"""

import hashlib
import json

from monitoring.calculator import FactorSet
from reports.rules import coverage, devices, effects
from reports.rules.facts import Facts
from reports.rules.telling import Tell, silent

SCHEMA = "cfit-annual-1"


def compose(facts: Facts, factors: FactorSet, tell: Tell = silent) -> dict:
    """The body. Lines outside the scope of the Pact are counted apart, never in totals (Pact 1.1)."""
    tell(5, "Counting the devices")
    lines = [line for line in facts.lines if line.product_group in facts.scope]
    outside = [line for line in facts.lines if line.product_group not in facts.scope]
    effect = effects.of(facts, lines, factors, tell)
    tell(92, "Setting each buyer group beside its coverage")
    return {
        "schema": SCHEMA,
        "year": facts.year,
        "edition": facts.edition,
        "methodology": {
            "name": factors.methodology,
            "version": factors.version,
            "sha256": factors.sha256(),
        },
        "pact": coverage.pact(facts.pact),
        "ring": [list(stroke) for stroke in facts.ring],
        "coverage": coverage.of(facts.reporters),
        "devices": devices.of(lines, facts.names),
        "outside_scope": devices.counted(outside, facts.names),
        "lifetimes": devices.lifetimes(lines, facts.names),
        "end_of_life": devices.by_arrangement(lines),
        "labels": devices.by_label(lines),
        "quality": devices.quality(lines),
        "effects": effect,
        "groups": coverage.groups(facts, lines, factors),
        "reporters": [
            {"slug": one.slug, "name": one.name, "country": one.country, "group": one.group, "state": one.state}
            for one in facts.reporters
        ],
        "history": list(facts.history),
    }


def canonical(body: dict) -> str:
    """The text that is hashed and published as JSON: sorted keys, no spaces, ASCII."""
    return json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def headline(body: dict) -> dict:
    """What later years show of this one."""
    return {
        "year": body["year"],
        "devices": body["devices"]["total"],
        "used_share": body["devices"]["used_share"],
        "participants": body["pact"]["participants"],
        "users": body["pact"]["users"],
        "reported": body["coverage"]["reported"],
        "asked": body["coverage"]["asked"],
        "avoided_kg": body["effects"]["avoided_kg"],
        "avoided_median_kg": body["effects"]["interval"]["median_kg"],
        "actual_kg": body["effects"]["actual_kg"],
        "used_share_by_group": {group["slug"]: group["used_share"] for group in body["groups"]},
        "avoided_by_calendar_year": body["effects"]["by_calendar_year"],
    }
