"""Why a number changed, and how sure it is: waterfall and tornado. Both lie, so that long causes can be read."""

from collections.abc import Collection
from dataclasses import replace

from pact.charts.fills import colour_of, fill
from pact.charts.layout import Entry, aim_entry, estimate_entry, key, render, rows
from pact.charts.paint import SCREEN, Sheet
from pact.charts.scales import Scale, scale
from pact.charts.series import Chart, Drawing, Series
from pact.charts.words import Numbers, measure


def waterfall(
    chart: Chart, totals: Collection[int] = (), *, medium: str = SCREEN, width: float | None = None
) -> Drawing:
    """One series of steps. Bars whose index is in `totals` stand on zero (give 0 for the first and the last)."""
    return render(chart, "water", lambda sheet: _waterfall(sheet, chart, set(totals)), medium, width)


def spans(numbers: list[float | None], totals: Collection[int]) -> list[tuple[float, float] | None]:
    """Where each bar begins and ends; a step begins where the one before it ended."""
    level, found = 0.0, []
    for at, value in enumerate(numbers):
        if value is None:
            found.append(None)
            continue
        start = 0.0 if at in totals else level
        level = start + value
        found.append((start, level))
    return found


def signed(write: Numbers, value: float) -> str:
    return f"+{write(value)}" if value > 0 else write(value)


def _waterfall(sheet: Sheet, chart: Chart, totals: set[int]) -> float:
    numbers = chart.series[0].numbers
    bars = spans(numbers, totals)
    said = [
        chart.word if v is None else chart.write(v) if at in totals else signed(chart.write, v)
        for at, v in enumerate(numbers)
    ]
    room = max(map(measure, said), default=0) + 8
    plan = rows(sheet, chart, 18, room, key(sheet, estimate_entry(chart) + aim_entry(chart)) + 6)
    ends = [end for bar in bars if bar for end in bar]
    along = scale(ends, plan.left, plan.right, steps=3 if sheet.narrow else 5)
    height = plan.axis(sheet, along, chart.write)
    for at, bar in enumerate(bars):
        y = plan.tops[at]
        if bar is None:
            sheet.text(along(0) + 5, y + 13.5, said[at], "word")
            continue
        start, end = along(bar[0]), along(bar[1])
        colour = 1 if at in totals else 3 if numbers[at] < 0 else 2
        sheet.rect(start, y, end - start, 18, fill(sheet, colour, chart.series[0].guessed(at)))
        follower = next((n for n in range(at + 1, len(bars)) if bars[n]), None)
        if follower is not None and not sheet.narrow:
            sheet.line(end, y + 18, end, plan.tops[follower], "join")
        sheet.text(max(start, end) + 6, y + 13.5, said[at], "val")
    return height


def tornado(chart: Chart, base: float, *, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """Two series: the result with a setting at its low and at its high end. Widest swing first."""
    if len(chart.series) != 2:
        raise ValueError("A tornado has two series: the result at the low and at the high setting.")
    sorted_chart = _by_swing(chart, float(base))
    return render(sorted_chart, "tornado", lambda sheet: _tornado(sheet, sorted_chart, float(base)), medium, width)


def _by_swing(chart: Chart, base: float) -> Chart:
    low, high = chart.series

    def swing(at: int) -> float:
        values = [v for v in (low.numbers[at], high.numbers[at]) if v is not None]
        return max((abs(v - base) for v in values), default=-1)

    order = sorted(range(len(chart.names)), key=lambda at: -swing(at))

    def turned(series: Series) -> Series:
        return Series(series.name, [series.values[at] for at in order], estimated=[series.guessed(at) for at in order])

    return replace(chart, categories=[chart.names[at] for at in order], series=(turned(low), turned(high)), groups=())


def _tornado(sheet: Sheet, chart: Chart, base: float) -> float:
    entries: list[Entry] = [("bar", n + 1, s.name) for n, s in enumerate(chart.series)]
    entries += [*estimate_entry(chart), ("aim", 0, f"{chart.target_label} {chart.write(base)}".lstrip())]
    room = max((measure(chart.write(v)) for v in chart.known), default=0) + 8
    plan = rows(sheet, chart, 18, room, key(sheet, entries) + 6)
    plan = plan.inset(room)
    along = scale([*chart.known, base], plan.left, plan.right, steps=3 if sheet.narrow else 5, zero=False)
    height = plan.axis(sheet, along, chart.write)
    middle = along(base)
    for at, y in enumerate(plan.tops):
        values = [s.numbers[at] for s in chart.series]
        known = [v for v in values if v is not None]
        if not known:
            sheet.text(middle + 6, y + 13.5, chart.word, "word")
            continue
        _swing(sheet, chart, along, middle, at, y)
        low, high = min(known), max(known)
        if low < base:
            sheet.text(along(low) - 5, y + 13.5, chart.write(low), "val", "end")
        if high > base:
            sheet.text(along(high) + 5, y + 13.5, chart.write(high), "val")
    plan.upright(sheet, middle, "aim")
    return height


def _swing(sheet: Sheet, chart: Chart, along: Scale, middle: float, at: int, y: float) -> None:
    """Both ends from the base line; where both lie on one side the shorter is drawn over the longer, half as high."""
    places = [(n, s, along(s.numbers[at])) for n, s in enumerate(chart.series) if s.numbers[at] is not None]
    same_side = len(places) == 2 and (places[0][2] - middle) * (places[1][2] - middle) > 0
    places.sort(key=lambda p: -abs(p[2] - middle))
    for order, (n, series, x) in enumerate(places):
        inset = 4.5 if same_side and order else 0
        sheet.rect(middle, y + inset, x - middle, 18 - 2 * inset, fill(sheet, colour_of(n), series.guessed(at)))
