"""One chart of each kind, with the names and gaps that real figures bring."""

from pact import charts
from pact.charts import Chart, Series

GERMAN = "Bundesbeschaffungsverordnungskoordinationsstelle der Länder"
GREEK = "Υπουργείο Ψηφιακής Διακυβέρνησης και Ηλεκτρονικών Προμηθειών της Ελληνικής Δημοκρατίας"
NAMES = [GERMAN, GREEK, "Vlaanderen", "Norway"]
YEARS = ["2022", "2023", "2024", "2025", "2026"]
HOSTILE = "<script>alert(1)</script>\" onload='x' & co"

SHARES = Chart(
    title="Refurbished and remanufactured share",
    categories=YEARS,
    category_head="Year",
    series=[
        Series("Laptops", [8, 9.2, 10.6, 13, 17], low=[7, 8, 9, 11, 14], high=[9, 10, 12, 15, 20]),
        Series("Smartphones", [4, None, None, 9.8, 13], estimated=[False, False, False, False, True]),
        Series(GERMAN, [2, 2.4, 3, 4, 6]),
    ],
    unit="%",
    target=20,
    target_label="aim 20%",
    coverage="148 of 173 organisations",
)
PARTS = Chart(
    title="Devices by condition",
    categories=[*YEARS],
    series=[
        Series("New", [1200, 1100, 900, None, 450]),
        Series("Refurbished", [100, 150, 300, None, None]),
        Series("Remanufactured", [0, 20, 40, None, 10], estimated=[False, False, True, False, False]),
    ],
    unit="devices",
)
ROWS = Chart(
    title="Change since last year",
    categories=NAMES,
    series=[Series("Laptops", [12, -4, 3, 0]), Series("Smartphones", [2, -9, None, 5], estimated=True)],
    unit="%",
    target=10,
)
LIFETIMES = Chart(
    title="Expected lifetime",
    categories=NAMES,
    series=[Series("Median", [5.2, 4.8, None, 7], low=[4, 4.1, None, 6], high=[6.5, 6, None, 8])],
    unit="years",
    band=(3, 4, "baseline 3 to 4 years"),
)
BULLET = Chart(
    title="Per user over eight years",
    categories=["Laptop", "Smartphone"],
    series=[
        Series("Reference: a new device every 3.5 years", [641.4, 158.2]),
        Series("Expected", [420.9, None], low=[350, None], high=[500, None]),
    ],
    unit="kg CO₂e",
)
CAUSES = Chart(
    title="Avoided emissions",
    categories=["Reference: new devices every three to four years", "Longer life", "Repair", "Energy", "Expected"],
    series=[Series("", [814, -180, 12, None, 646])],
    unit="t CO₂e",
)
SWINGS = Chart(
    title="How sure are we",
    categories=["Baseline lifetime", "Displacement of new devices by refurbished ones", "Embodied carbon"],
    series=[Series("Low setting", [180, 230, 210]), Series("High setting", [320, 265, 300])],
    unit="t CO₂e",
)
USERS = Chart(
    title="Users served",
    categories=YEARS,
    series=[Series(name, [50_000 * (n + 1) * k for k in range(1, 6)]) for n, name in enumerate(NAMES)],
    target=3_000_000,
    target_label="starting aim 3 million",
)
PANELS = [
    Chart(name, YEARS, [Series("Laptops", [8, 9, None, 12, 17])], unit="%", digits=0) for name in [*NAMES, "Oslo"]
]

DRAWN = {
    "bars": lambda **kw: charts.bars(ROWS, **kw),
    "columns": lambda **kw: charts.bars(SHARES, upright=True, **kw),
    "stacked": lambda **kw: charts.stacked_bars(PARTS, **kw),
    "stacked lying": lambda **kw: charts.stacked_bars(PARTS, upright=False, **kw),
    "shares": lambda **kw: charts.share_bar(PARTS, **kw),
    "lines": lambda **kw: charts.lines(SHARES, **kw),
    "steps": lambda **kw: charts.stacked_area(USERS, step=True, **kw),
    "areas": lambda **kw: charts.stacked_area(USERS, **kw),
    "dots": lambda **kw: charts.dots(LIFETIMES, **kw),
    "bullet": lambda **kw: charts.bullet(BULLET, [(320.7, 427.6), (79.1, 105.5)], "one third to one half less", **kw),
    "waterfall": lambda **kw: charts.waterfall(CAUSES, totals=(0, 4), **kw),
    "tornado": lambda **kw: charts.tornado(SWINGS, base=265, **kw),
    "panels": lambda **kw: charts.small_multiples(PANELS, title="Share by group", **kw),
    "panels of columns": lambda **kw: charts.small_multiples(PANELS, title="By group", kind="columns", **kw),
    "panels of stacks": lambda **kw: charts.small_multiples([PARTS, PARTS], title="By group", kind="stacked", **kw),
    "empty": lambda **kw: charts.lines(Chart("Nothing yet", [], []), **kw),
    "one": lambda **kw: charts.lines(Chart("One year", ["2026"], [Series("Laptops", [12])]), **kw),
}
