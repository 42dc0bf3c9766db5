"""What the annual report shows beside its facts, in print and as a page: composed once from the body."""

from itertools import groupby

from django_countries import countries

from pact.charts import Stroke, ring
from reports.figures import tables
from reports.figures.charts import IN_REACH
from reports.figures.drawn import all_of
from reports.figures.words import STATES, estimated, interval, rounded, tonnes


def for_paper(facts: dict) -> dict:
    """The composed report with ring, key figures and those who reported."""
    body = facts["body"]
    return {
        **composed(body, facts["chapters"], medium="paper"),
        "ring": _ring(body),
        "reporters": by_country(body),
        "facts_of_summary": headline_figures(body),
    }


def composed(body: dict, chapters: list[dict], *, medium: str) -> dict:
    """Chapters with their figures, tables and effects in words: the same on paper and on the screen."""
    figures = all_of(body, medium=medium)
    return {
        "printed_chapters": [
            {**chapter, "figures": [one for one in figures if one.chapter == chapter["code"]]} for chapter in chapters
        ],
        "tables": {table.code: table for table in tables.all_of(body)},
        "effects_t": effects_in_tonnes(body),
        "stress": [f"{tonnes(body['effects'][key]):,.0f}" for key in ("avoided_least_kg", "avoided_greatest_kg")],
    }


def effects_in_tonnes(body: dict) -> dict[str, str]:
    """The effects of the whole year for people; the files have the exact kilograms. Nothing where none is estimated."""
    if not estimated(body):
        return {}
    effects, (low, high) = body["effects"], interval(body)
    return {
        "actual": f"{tonnes(effects['actual_kg']):,.0f}",
        "reference": f"{tonnes(effects['reference_kg']):,.0f}",
        "central": f"{tonnes(effects['avoided_kg']):,.0f}",
        "median": rounded(tonnes(effects["interval"]["median_kg"])),
        "low": low,
        "high": high,
    }


def by_country(body: dict) -> list[dict]:
    """Those who were asked, by the name of their country; international organisations have none and come last."""
    rows = [{**row, "words": STATES[row["state"]]} for row in body["reporters"]]
    places = {row["country"]: countries.name(row["country"]) if row["country"] else "" for row in rows}
    rows.sort(key=lambda row: (not row["country"], places[row["country"]], row["name"].casefold()))
    return [
        {"name": places[code] or "International", "rows": list(found)}
        for code, found in groupby(rows, key=lambda row: row["country"])
    ]


def _ring(body: dict) -> str:
    strokes = [Stroke(year, long) for year, long in body["ring"]]
    title = f"{len(strokes)} participants at the end of {body['year']}"
    below = f"in {body['pact']['countries']} countries"
    return ring(strokes, title=title, below=below, medium="paper").svg if strokes else ""


def headline_figures(body: dict) -> list[dict]:
    """The key figures with what stands beside each: never a number alone, and no zero where nothing is known."""
    devices, coverage, pact = body["devices"], body["coverage"], body["pact"]
    (low, high), total = interval(body), devices["total"]
    share = float(pact["users_share"])
    return [
        {
            "value": f"{pact['users']:,}",
            "label": "users served",
            "context": f"{100 * share:.{0 if share >= IN_REACH else 1}f}% of the aim of {pact['users_target']:,}",
        },
        {
            "value": f"{total:,}" if coverage["reported"] else "–",
            "label": "devices bought and reported",
            "context": f"by {coverage['reported']} of {coverage['asked']} procuring organisations",
        },
        {
            "value": f"{100 * float(devices['used_share']):.1f}%" if total else "–",
            "label": "refurbished or remanufactured",
            "context": f"{devices['used']:,} devices" if total else "no device was reported",
        },
        {
            "value": f"{low}–{high}" if estimated(body) else "–",
            "label": "t CO₂e expected avoided",
            "context": "an estimate, 90% interval; not a result" if estimated(body) else "nothing to estimate from",
        },
    ]
