"""What each figure shows: a snapshot's body in, the numbers of one chart out; None where the year has none."""

from dataclasses import dataclass, field
from datetime import date

from pact.charts import Chart, Series
from pact.ui.figures import day_words
from reports.figures.words import SETTINGS, STEPS, arrangement, label, percent, tonnes


@dataclass(frozen=True)
class Given:
    """A chart, or one for each panel, and what its kind of drawing wants besides."""

    chart: Chart | list[Chart]
    more: dict = field(default_factory=dict)


def _day(written: str) -> str:
    return day_words(date.fromisoformat(written))


def _of(body_rows, name: str, key: str, number) -> Series:
    return Series(name, [number(row[key]) for row in body_rows])


def _years(body: dict) -> list[dict]:
    """Headlines of earlier years and of this one, oldest first."""
    now = {
        "year": body["year"],
        "users": body["pact"]["users"],
        "avoided_kg": body["effects"]["avoided_kg"],
        "actual_kg": body["effects"]["actual_kg"],
        "used_share_by_group": {group["slug"]: group["used_share"] for group in body["groups"]},
        "avoided_by_calendar_year": body["effects"]["by_calendar_year"],
    }
    return [*body["history"], now]


def _by_year(body: dict, title: str, unit: str, *series: Series, **more) -> Given:
    categories = [str(one["year"]) for one in _years(body)]
    return Given(Chart(title=title, unit=unit, categories=categories, category_head="Year", series=series, **more))


def _by_row(rows: list[dict], names: list[str], head: str, title: str, unit: str, *series: Series, **more) -> Chart:
    """One category for each row; None of no rows."""
    return Chart(title=title, unit=unit, categories=names, category_head=head, series=series, **more) if rows else None


def _given(chart: Chart | None, **more) -> Given | None:
    return Given(chart, more) if chart else None


def _by_product(rows: list[dict], title: str, unit: str, *series: Series, **more) -> Chart | None:
    return _by_row(rows, [row["name"] for row in rows], "Product", title, unit, *series, **more)


# An aim so far above the bars would leave them as lines on the ground: below this share it is said in words.
IN_REACH = 0.1


def users(body: dict) -> Given:
    pact = body["pact"]
    share, counted = float(pact["users_share"]), "Members, observers and participants, each counted once"
    said, aim = f"{counted}, on {_day(pact['users_as_of'])}", {}
    if share >= IN_REACH:
        aim = {"target": pact["users_target"], "target_label": "aim of the Pact"}
    else:
        said = f"{100 * share:.1f}% of the aim of the Pact, {pact['users_target']:,}. {said}"
    users_of_year = _of(_years(body), "Users served", "users", int)
    return _by_year(body, "Users served", "", users_of_year, coverage=said, **aim)


def devices(body: dict) -> Given | None:
    rows = body["devices"]["by_product"]
    names = ("New", "Refurbished", "Remanufactured")
    series = [_of(rows, name, name.lower(), int) for name in names]
    return _given(_by_product(rows, "Devices by product and condition", "", *series))


def per_user(body: dict) -> Given | None:
    rows = body["effects"]["by_product"]
    reference = _of(rows, "Reference: new every 3.5 years", "reference_per_user_kg", float)
    chart = _by_product(
        rows,
        "Emissions per user over eight years",
        "kg CO₂e",
        reference,
        _of(rows, "As bought", "actual_per_user_kg", float),
        digits=0,
    )
    aims = [(kg / 2, kg * 2 / 3) for kg in reference.values]
    return _given(chart, aims=aims, aim_label="one third to one half less")


def causes(body: dict) -> Given | None:
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
    )
    return Given(chart, {"totals": (len(steps),)})


def absolute(body: dict) -> Given:
    years = _years(body)
    return _by_year(
        body,
        "Emissions of what was bought, and expected avoided emissions",
        "t CO₂e",
        _of(years, "Emissions of what was bought", "actual_kg", tonnes),
        _of(years, "Expected avoided", "avoided_kg", tonnes),
        digits=0,
    )


def when(body: dict) -> Given | None:
    years = _years(body)
    calendar = sorted({year for one in years for year in one["avoided_by_calendar_year"]})
    if len(calendar) < 2:
        return None
    series = [
        Series(f"Bought in {one['year']}", [tonnes(one["avoided_by_calendar_year"].get(y, "0")) for y in calendar])
        for one in years
    ]
    title = "When the expected effect happens, by year of purchase"
    return _given(_by_row(years, calendar, "Calendar year", title, "t CO₂e", *series, digits=0))


def lifetimes(body: dict) -> Given | None:
    rows = [row for row in body["lifetimes"] if row["mean_years"]]
    series = _of(rows, "Mean, weighted by devices", "mean_years", float)
    band = (3, 4, "baseline: 3 to 4 years")
    return _given(_by_product(rows, "Expected lifetime of new devices", "years", series, band=band, digits=1))


def used_by_group(body: dict) -> Given | None:
    years = _years(body)
    panels = [
        Chart(
            title=group["name"],
            unit="%",
            categories=[str(one["year"]) for one in years],
            category_head="Year",
            series=[Series("Refurbished or remanufactured", [_share_in(one, group["slug"]) for one in years])],
        )
        for group in body["groups"]
        if group["devices"]
    ]
    title = "Refurbished and remanufactured, by buyer group"
    more = {"kind": "columns", "title": title, "panel_head": "Buyer group", "columns": _columns(len(panels))}
    return Given(panels, more) if panels else None


def _columns(panels: int) -> int | None:
    """More panels beside one another where there are many, so that all of them stand on one page."""
    return None if panels <= 9 else 4 if panels <= 28 else 5


def _share_in(year: dict, slug: str) -> float | None:
    share = year["used_share_by_group"].get(slug)
    return percent(share) if share is not None else None


def end_of_life(body: dict) -> Given | None:
    rows = body["end_of_life"]
    names = [arrangement(row["code"]) for row in rows]
    return _given(
        _by_row(rows, names, "Arrangement", "Where devices are to go", "", _of(rows, "Devices", "devices", int))
    )


def labels(body: dict) -> Given | None:
    rows = body["labels"]
    names = [label(row["code"]) for row in rows]
    series = _of(rows, "Share of devices", "share", percent)
    return _given(_by_row(rows, names, "Label", "Devices bought with a label", "% of devices", series, digits=1))


def quality(body: dict) -> Given | None:
    grades = body["quality"]["by_grade"]
    names = {"A": "Register or invoice", "B": "Supplier's statement", "C": "Estimate", "D": "Taken by rule"}
    if not any(grades.values()):
        return None
    series = [Series(names[grade], [grades[grade]]) for grade in names]
    title = "Devices by the evidence for their figures"
    return Given(Chart(title=title, categories=["All devices"], category_head="Devices", series=series))


def sure(body: dict) -> Given | None:
    swings = body["effects"]["tornado"]
    if not any(float(one["low_kg"]) != float(one["high_kg"]) for one in swings):
        return None
    names = [SETTINGS.get(one["name"], one["name"]) for one in swings]
    series = (_of(swings, "At its low end", "low_kg", tonnes), _of(swings, "At its high end", "high_kg", tonnes))
    title, unit = "How sure we are: one number changed at a time", "t CO₂e avoided"
    chart = _by_row(swings, names, "Number", title, unit, *series, digits=0, target_label="central value")
    return Given(chart, {"base": tonnes(body["effects"]["avoided_kg"])})
