"""What the annual report shows beside its facts, in print and as a page."""

from pact.charts import Stroke, ring
from reports.figures.drawn import all_of
from reports.figures.words import ALTERNATIVES, STATES, material, tonnes

# Which chapter a figure stands in.
CHAPTER_OF = {
    "users": "pact",
    "devices": "procured",
    "labels": "fair",
    "lifetimes": "procured",
    "used-by-group": "procured",
    "end-of-life": "procured",
    "per-user": "effects",
    "causes": "effects",
    "absolute": "effects",
    "when": "effects",
    "quality": "outlook",
    "sure": "effects",
}


def for_paper(facts: dict) -> dict:
    """The composed report with ring, key figures and those who reported."""
    body = facts["body"]
    return {
        **composed(body, facts["chapters"], medium="paper"),
        "ring": _ring(body),
        "reporters": [{**row, "words": STATES[row["state"]]} for row in body["reporters"]],
        "facts_of_summary": headline_figures(body),
    }


def composed(body: dict, chapters: list[dict], *, medium: str) -> dict:
    """Chapters with their figures, and the tables with codes in words: the same on paper and on the screen."""
    figures = all_of(body, medium=medium)
    return {
        "printed_chapters": [
            {**chapter, "figures": [one for one in figures if CHAPTER_OF[one.code] == chapter["code"]]}
            for chapter in chapters
        ],
        "materials": [material(name, value) for name, value in body["effects"]["materials"].items()],
        "effects_by_product": [
            {
                "name": row["name"],
                **{key: f"{tonnes(row[f'{key}_kg']):,.0f}" for key in ("reference", "actual", "avoided")},
            }
            for row in body["effects"]["by_product"]
        ],
        "alternatives": [
            {
                "name": ALTERNATIVES[row["name"]],
                "avoided": f"{tonnes(row['avoided_kg']):,.0f}",
                "reduction": row["reduction"],
            }
            for row in body["effects"]["alternatives"]
        ],
        "stress": [f"{tonnes(body['effects'][key]):,.0f}" for key in ("avoided_least_kg", "avoided_greatest_kg")],
    }


def _ring(body: dict) -> str:
    strokes = [Stroke(year, long) for year, long in body["ring"]]
    title = f"{len(strokes)} participants at the end of {body['year']}"
    below = f"in {body['pact']['countries']} countries"
    return ring(strokes, title=title, below=below, medium="paper").svg if strokes else ""


def headline_figures(body: dict) -> list[dict]:
    """The key figures with what stands beside each: never a number alone."""
    effects, devices, coverage, pact = body["effects"], body["devices"], body["coverage"], body["pact"]
    low, high = float(effects["interval"]["p5_kg"]) / 1000, float(effects["interval"]["p95_kg"]) / 1000
    return [
        {
            "value": f"{pact['users']:,}",
            "label": "users served",
            "context": f"{100 * float(pact['users_share']):.0f}% of the aim of {pact['users_target']:,}",
        },
        {
            "value": f"{devices['total']:,}",
            "label": "devices bought and reported",
            "context": f"by {coverage['reported']} of {coverage['asked']} procuring organisations",
        },
        {
            "value": f"{100 * float(devices['used_share']):.1f}%",
            "label": "refurbished or remanufactured",
            "context": f"{devices['used']:,} devices",
        },
        {
            "value": f"{rounded(low)}–{rounded(high)}",
            "label": "t CO₂e expected avoided",
            "context": "an estimate, 90% interval; not a result",
        },
    ]


def rounded(number: float) -> str:
    """Two significant digits: more would claim more than is known."""
    if abs(number) < 10:
        return f"{number:.1f}"
    digits = len(str(abs(int(number))))
    step = 10 ** max(0, digits - 2)
    return f"{round(number / step) * step:,}"
