"""Drawing the figures."""

from collections.abc import Callable
from dataclasses import dataclass

from pact.charts import (
    Chart,
    Drawing,
    Series,
    bars,
    bullet,
    dots,
    share_bar,
    small_multiples,
    stacked_area,
    stacked_bars,
    tornado,
    waterfall,
)
from reports.figures.words import SETTINGS, STEPS, arrangement, label, percent, tonnes


@dataclass(frozen=True)
class Figure:
    """One figure of the report; `question` is what it answers."""

    code: str
    question: str
    drawing: Drawing


def all_of(body: dict, *, medium: str = "screen") -> list[Figure]:
    """Every figure that this snapshot has numbers for, in the order of the method."""
    found = []
    for code, question, draw in FIGURES:
        drawing = draw(body, medium)
        if drawing is not None:
            found.append(Figure(code, question, drawing))
    return found


def coverage(body: dict) -> str:
    """The sentence that stands under every figure made from yearly figures."""
    part = body["coverage"]
    return f"{part['reported']} of {part['asked']} procuring organisations, {body['year']}"


def _years(body: dict) -> list[dict]:
    """Headlines of earlier years and of this one, oldest first."""
    now = {
        "year": body["year"],
        "devices": body["devices"]["total"],
        "used_share": body["devices"]["used_share"],
        "users": body["pact"]["users"],
        "avoided_kg": body["effects"]["avoided_kg"],
        "actual_kg": body["effects"]["actual_kg"],
        "used_share_by_group": {group["slug"]: group["used_share"] for group in body["groups"]},
        "avoided_by_calendar_year": body["effects"]["by_calendar_year"],
    }
    return [*body["history"], now]


def _users(body: dict, medium: str):
    years = _years(body)
    chart = Chart(
        title="Users served",
        unit="users",
        categories=[str(one["year"]) for one in years],
        category_head="Year",
        series=[Series("Users served", [one["users"] for one in years])],
        target=body["pact"]["users_target"],
        target_label="aim of the Pact",
        coverage=f"Members, observers and participants, each counted once, on {body['pact']['users_as_of']}",
    )
    return bars(chart, upright=True, medium=medium)


def _devices(body: dict, medium: str):
    rows = body["devices"]["by_product"]
    if not rows:
        return None
    chart = Chart(
        title="Devices by product and condition",
        unit="devices",
        categories=[row["name"] for row in rows],
        category_head="Product",
        series=[
            Series("New", [row["new"] for row in rows]),
            Series("Refurbished", [row["refurbished"] for row in rows]),
            Series("Remanufactured", [row["remanufactured"] for row in rows]),
        ],
        coverage=coverage(body),
    )
    return stacked_bars(chart, upright=False, medium=medium)


def _per_user(body: dict, medium: str):
    rows = body["effects"]["by_product"]
    if not rows:
        return None
    chart = Chart(
        title="Emissions per user over eight years",
        unit="kg CO₂e",
        categories=[row["name"] for row in rows],
        category_head="Product",
        series=[
            Series("Reference: new every 3.5 years", [float(row["reference_per_user_kg"]) for row in rows]),
            Series("As bought", [float(row["actual_per_user_kg"]) for row in rows]),
        ],
        digits=0,
        coverage=coverage(body),
    )
    aims = [(float(row["reference_per_user_kg"]) / 2, float(row["reference_per_user_kg"]) * 2 / 3) for row in rows]
    return bullet(chart, aims=aims, aim_label="one third to one half less", medium=medium)


def _causes(body: dict, medium: str):
    steps = [(name, kg) for name, kg in body["effects"]["waterfall"].items() if name != "rounding"]
    if not any(float(kg) for _name, kg in steps):
        return None
    chart = Chart(
        title="What caused the expected avoided emissions",
        unit="t CO₂e",
        categories=[*(STEPS[name] for name, _kg in steps), "Expected avoided"],
        category_head="Cause",
        series=[Series("Tonnes", [*(tonnes(kg) for _name, kg in steps), tonnes(body["effects"]["avoided_kg"])])],
        digits=0,
        coverage=coverage(body),
    )
    return waterfall(chart, totals=(len(steps),), medium=medium)


def _absolute(body: dict, medium: str):
    years = _years(body)
    chart = Chart(
        title="Emissions of what was bought, and expected avoided emissions",
        unit="t CO₂e",
        categories=[str(one["year"]) for one in years],
        category_head="Year",
        series=[
            Series("Emissions of what was bought", [tonnes(one["actual_kg"]) for one in years]),
            Series("Expected avoided", [tonnes(one["avoided_kg"]) for one in years]),
        ],
        digits=0,
        coverage=coverage(body),
    )
    return bars(chart, upright=True, medium=medium)


def _when(body: dict, medium: str):
    years = _years(body)
    calendar = sorted({year for one in years for year in one["avoided_by_calendar_year"]})
    if len(calendar) < 2:
        return None
    chart = Chart(
        title="When the expected effect happens, by year of purchase",
        unit="t CO₂e",
        categories=calendar,
        category_head="Calendar year",
        series=[
            Series(f"Bought in {one['year']}", [tonnes(one["avoided_by_calendar_year"].get(y, "0")) for y in calendar])
            for one in years
        ],
        digits=0,
        coverage=coverage(body),
    )
    return stacked_area(chart, medium=medium)


def _lifetimes(body: dict, medium: str):
    rows = [row for row in body["lifetimes"] if row["mean_years"]]
    if not rows:
        return None
    chart = Chart(
        title="Expected lifetime of new devices",
        unit="years",
        categories=[row["name"] for row in rows],
        category_head="Product",
        series=[Series("Mean, weighted by devices", [float(row["mean_years"]) for row in rows])],
        band=(3, 4, "baseline: 3 to 4 years"),
        digits=1,
        coverage=coverage(body),
    )
    return dots(chart, medium=medium)


def _used_by_group(body: dict, medium: str):
    years = _years(body)
    panels = [
        Chart(
            title=group["name"],
            unit="%",
            categories=[str(one["year"]) for one in years],
            category_head="Year",
            series=[Series("Used devices", [_share_in(one, group["slug"]) for one in years])],
            coverage=coverage(body),
        )
        for group in body["groups"]
        if group["devices"]
    ]
    if not panels:
        return None
    return small_multiples(
        panels, kind="columns", title="Refurbished and remanufactured, by buyer group", medium=medium
    )


def _share_in(year: dict, slug: str) -> float | None:
    share = year["used_share_by_group"].get(slug)
    return percent(share) if share is not None else None


def _end_of_life(body: dict, medium: str):
    rows = body["end_of_life"]
    if not rows:
        return None
    chart = Chart(
        title="Where devices are to go",
        unit="devices",
        categories=[arrangement(row["code"]) for row in rows],
        category_head="Arrangement",
        series=[Series("Devices", [row["devices"] for row in rows])],
        coverage=coverage(body),
    )
    return bars(chart, medium=medium)


def _labels(body: dict, medium: str):
    rows = body["labels"]
    if not rows:
        return None
    chart = Chart(
        title="Devices bought with a label",
        unit="% of devices",
        categories=[label(row["code"]) for row in rows],
        category_head="Label",
        series=[Series("Share of devices", [percent(row["share"]) for row in rows])],
        digits=1,
        coverage=coverage(body),
    )
    return dots(chart, medium=medium)


def _quality(body: dict, medium: str):
    grades = body["quality"]["by_grade"]
    names = {"A": "Register or invoice", "B": "Supplier's statement", "C": "Estimate", "D": "Taken by rule"}
    if not any(grades.values()):
        return None
    chart = Chart(
        title="How good the figures are",
        unit="devices",
        categories=["All devices"],
        category_head="",
        series=[Series(names[grade], [grades[grade]]) for grade in names],
        coverage=coverage(body),
    )
    return share_bar(chart, medium=medium)


def _sure(body: dict, medium: str):
    swings = body["effects"]["tornado"]
    if not any(float(one["low_kg"]) != float(one["high_kg"]) for one in swings):
        return None
    chart = Chart(
        title="How sure we are: one number changed at a time",
        unit="t CO₂e avoided",
        categories=[SETTINGS.get(one["name"], one["name"]) for one in swings],
        category_head="Number",
        series=[
            Series("At its low end", [tonnes(one["low_kg"]) for one in swings]),
            Series("At its high end", [tonnes(one["high_kg"]) for one in swings]),
        ],
        digits=0,
        coverage=coverage(body),
    )
    return tornado(chart, base=tonnes(body["effects"]["avoided_kg"]), medium=medium)


FIGURES: tuple[tuple[str, str, Callable], ...] = (
    ("users", "Are we gaining procurement power?", _users),
    ("devices", "What did we buy, and how circular was it?", _devices),
    ("per-user", "Do we meet the ambition?", _per_user),
    ("causes", "What caused it?", _causes),
    ("absolute", "Is the total falling, or only the comparison?", _absolute),
    ("when", "When does it happen?", _when),
    ("lifetimes", "Are lifetimes really longer?", _lifetimes),
    ("used-by-group", "Where do used devices find their way in?", _used_by_group),
    ("end-of-life", "Where do devices go?", _end_of_life),
    ("labels", "Are we using common criteria?", _labels),
    ("quality", "How good are the figures?", _quality),
    ("sure", "How sure are we?", _sure),
)
