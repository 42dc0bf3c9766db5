"""Many small panels on one scale: who can learn from whom, without a ranking."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from pact.charts import barplots, lineplots, stacks
from pact.charts.fills import colour_of, marker
from pact.charts.frames import Frame, categories, frame
from pact.charts.layout import LINE, Entry, aim_entry, estimate_entry, key, label, nothing, render
from pact.charts.paint import SCREEN, Sheet
from pact.charts.scales import Scale, scale
from pact.charts.series import Chart, Drawing
from pact.charts.tables import table_of
from pact.charts.words import measure

KINDS = ("lines", "columns", "stacked")


def small_multiples(
    charts: Sequence[Chart], *, title: str, kind: str = "lines", columns: int | None = None, panel_head: str = "",
    coverage: str = "", source: str = "", description: str = "", medium: str = SCREEN, width: float | None = None,
) -> Drawing:  # fmt: skip
    """One panel per chart, named by its title; all on the same scale, with the same series."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {KINDS}")
    whole = _whole(charts, title, coverage, source, description)

    def plot(sheet: Sheet) -> float:
        return _panels(sheet, list(charts), kind, columns) if charts else nothing(sheet)

    return render(whole, "multi", plot, medium, width, _table(charts, panel_head or _("Panel")))


def _whole(charts: Sequence[Chart], title: str, coverage: str, source: str, description: str) -> Chart:
    """All panels as one: for the words and the id of the drawing."""
    said = description or " ".join(f"{c.title}: {replace(c, coverage='').summary()}" for c in charts[:12])
    every = [s for c in charts for s in c.series]
    size = max((len(s.values) for s in every), default=0)
    padded = [replace(s, values=[*s.values, *[None] * (size - len(s.values))]) for s in every]
    unit = charts[0].unit if charts else ""
    return Chart(
        title, [str(n) for n in range(size)], padded, unit=unit, description=said, coverage=coverage, source=source
    )


def _table(charts: Sequence[Chart], panel_head: str) -> tuple:
    if not charts:
        return (panel_head,), (), ()
    tables = [table_of(c) for c in charts]
    rows = tuple((c.title, *row) for c, table in zip(charts, tables, strict=True) for row in table[1])
    records = tuple((c.title, *record) for c, table in zip(charts, tables, strict=True) for record in table[2])
    return (panel_head, *tables[0][0]), rows, records


def _key(charts: list[Chart], kind: str) -> list[Entry]:
    first = charts[0]
    sample = {"lines": "marker", "columns": "bar", "stacked": "stack"}[kind]
    named = [(sample, colour_of(n), s.name) for n, s in enumerate(first.series)] if len(first.series) > 1 else []
    guessed = next((estimate_entry(c) for c in charts if estimate_entry(c)), [])
    return named + guessed + aim_entry(first)


def _shared(charts: list[Chart], kind: str) -> Scale:
    reach = [v for c in charts for v in (stacks.reach(c) if kind == "stacked" else c.reach)]
    return scale(reach, 1, 0, steps=3)


def _panels(sheet: Sheet, charts: list[Chart], kind: str, columns: int | None) -> float:
    across = columns or (2 if sheet.narrow else 3 if len(charts) != 4 else 4)
    across = max(1, min(across, len(charts), int(sheet.width // 130)))
    up = _shared(charts, kind)
    axis = max(measure(charts[0].write.tick(t, up.step)) for t in up.ticks) + 9
    pitch = (sheet.width - axis) / across
    y = key(sheet, _key(charts, kind)) + 4
    for start in range(0, len(charts), across):
        bottoms = []
        heads = 0
        for n, chart in enumerate(charts[start : start + across]):
            x = axis + n * pitch
            heads = max(heads, label(sheet, x, y + 13, chart.title, pitch - 14, "lab"))
        for n, chart in enumerate(charts[start : start + across]):
            x = axis + n * pitch
            plot = frame(
                sheet, chart, [], top=y + heads * LINE + 18, height=92, left=0, right=16, at=x, width=pitch, up=up,
                edge=kind == "lines", ticks=n == 0,
            )  # fmt: skip
            bottoms.append(plot.bottom + _panel(sheet, chart, plot, kind))
        y = max(bottoms) + 10
    return y - 8


def _panel(sheet: Sheet, chart: Chart, plot: Frame, kind: str) -> float:
    if not chart.known:
        sheet.text(plot.left + 2, plot.bottom - 6, _("No figures yet."), "word")
    elif kind == "columns":
        barplots.columns(sheet, chart, plot)
    elif kind == "stacked":
        stacks.columns(sheet, chart, plot)
    else:
        lineplots.curves(sheet, chart, plot, markers=len(chart.series) > 1)
        if len(chart.series) == 1:
            _last(sheet, chart, plot)
    return categories(sheet, chart, plot, ends=len(chart.names) > 2)


def _last(sheet: Sheet, chart: Chart, plot: Frame) -> None:
    """The last number above the end of a single line."""
    at, value = next((n, v) for n, v in reversed(list(enumerate(chart.series[0].numbers))) if v is not None)
    marker(sheet, plot.x(at), plot.up(value), 1, hollow=chart.series[0].guessed(at))
    sheet.text(plot.x(at) + 4, plot.up(value) - 8, chart.write(value), "val", "end")
