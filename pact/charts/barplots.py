"""Bars: lying with their names beside them, or upright over time. They always stand on zero."""

from pact.charts.fills import colour_of, fill
from pact.charts.frames import Frame, categories, frame, gap
from pact.charts.layout import (
    aim_across,
    aim_entry,
    along_of,
    estimate_entry,
    key,
    key_of_series,
    render,
    rows,
    whisker,
)  # fmt: skip
from pact.charts.paint import SCREEN, Sheet
from pact.charts.scales import Scale
from pact.charts.series import Chart, Drawing
from pact.charts.words import measure

THICK, APART = 16, 3


def bars(chart: Chart, *, upright: bool = False, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """A bar per category and series, with its number; ranges as whiskers, estimates hatched."""
    plot = _upright if upright else _lying
    return render(chart, "bars", lambda sheet: plot(sheet, chart), medium, width)


def widest_number(chart: Chart) -> float:
    return max((measure(chart.write(v)) for v in chart.known), default=0)


def _lying(sheet: Sheet, chart: Chart) -> float:
    top = key(sheet, key_of_series(chart, "bar") + estimate_entry(chart) + aim_entry(chart))
    many = max(1, len(chart.series))
    below = min(chart.reach, default=0) < 0
    plan = rows(sheet, chart, many * THICK + (many - 1) * APART, widest_number(chart) + 8, top + 6)
    if below:
        plan = plan.inset(widest_number(chart) + 8)
    along = along_of(chart, plan, steps=3 if sheet.narrow else 5)
    height = plan.axis(sheet, along, chart.write)
    aim = along(float(chart.target)) if chart.target is not None else None
    for n, series in enumerate(chart.series):
        for at, value in enumerate(series.numbers[: len(chart.names)]):
            y = plan.tops[at] + n * (THICK + APART)
            if value is None:
                sheet.text(along(0) + 5, y + 12.5, chart.word, "word")
                continue
            sheet.rect(along(0), y, along(value) - along(0), THICK, fill(sheet, colour_of(n), series.guessed(at)))
            ends = [along(value)]
            if series.ranges[at]:
                ends += [along(end) for end in series.ranges[at]]
                whisker(sheet, ends[1], ends[2], y + THICK / 2)
            words = chart.write(value)
            if value < 0:
                sheet.text(min(ends) - 5, y + 12.5, words, "val", "end")
            else:
                sheet.text(plan.beside(max(ends) + 5, words, aim), y + 12.5, words, "val")
    aim_across(sheet, chart, plan, along)
    return height


def _upright(sheet: Sheet, chart: Chart) -> float:
    top = key(sheet, key_of_series(chart, "bar") + estimate_entry(chart) + aim_entry(chart))
    plot = frame(sheet, chart, chart.reach, top=top + 18, height=200, steps=4)
    columns(sheet, chart, plot)
    return plot.bottom + categories(sheet, chart, plot)


def columns(sheet: Sheet, chart: Chart, plot: Frame, first_colour: int = 0) -> None:
    """The bars of an upright frame, with numbers above where there is room."""
    many = max(1, len(chart.series))
    wide = min(plot.slot * 0.72, 46 * many) / many
    numbers = widest_number(chart) + 2 <= (wide if many > 1 else plot.slot)
    for n, series in enumerate(chart.series):
        for at, value in enumerate(series.numbers[: len(chart.names)]):
            left = plot.x(at) + (n - many / 2) * wide
            if value is None:
                gap(sheet, plot, left, left + wide, chart.word)
                continue
            _column(sheet, plot.up, value, left, wide, fill(sheet, colour_of(n + first_colour), series.guessed(at)))
            peak = plot.up(value)
            if series.ranges[at]:
                low, high = (plot.up(end) for end in series.ranges[at])
                whisker(sheet, low, high, left + wide / 2, upright=True)
                peak = min(peak, high)
            if numbers:
                base = clear(plot, chart, peak - 5) if value >= 0 else plot.up(value) + 14
                sheet.text(left + wide / 2, base, chart.write(value), "val", "middle")
    if chart.target is not None:
        y = plot.up(float(chart.target))
        sheet.line(plot.left, y, plot.right, y, "aim")


def clear(plot: Frame, chart: Chart, base: float) -> float:
    """The base line of a number above a bar: higher, if the target would cross it."""
    if chart.target is None:
        return base
    mark = plot.up(float(chart.target))
    return mark - 4 if base - 13 < mark < base + 4 else base


def _column(sheet: Sheet, up: Scale, value: float, left: float, wide: float, look: str) -> None:
    inset = min(1.5, wide * 0.08)
    sheet.rect(left + inset, up(value), wide - 2 * inset, up(0) - up(value), look)
