"""What changes over time: lines, and areas on each other."""

from pact.charts.fills import colour_of, fill, marker
from pact.charts.frames import Frame, categories, frame, gap, runs
from pact.charts.layout import LINE, Entry, aim_entry, estimate_entry, key, label, render
from pact.charts.paint import SCREEN, Sheet, num
from pact.charts.scales import spread
from pact.charts.series import Chart, Drawing, Series
from pact.charts.stacks import folded
from pact.charts.tables import table_of
from pact.charts.words import measure, wrap

MOST, MARGIN = 6, 150


def lines(chart: Chart, *, step: bool = False, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """A line per series with its own marker shape and its name at the end; beyond six they are thin context."""
    return render(chart, "lines", lambda sheet: _lines(sheet, chart, step), medium, width)


def stacked_area(chart: Chart, *, step: bool = False, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """Areas on each other. A category with an unknown part is a gap: give 0 where there was nothing yet."""
    drawn = folded(chart)
    return render(drawn, "area", lambda sheet: _areas(sheet, drawn, step), medium, width, table_of(chart))


def _lines(sheet: Sheet, chart: Chart, step: bool) -> float:
    named = len(chart.series) > 1
    entries: list[Entry] = estimate_entry(chart) + aim_entry(chart)
    if sheet.narrow and named:
        entries = [("marker", colour_of(n), s.name) for n, s in enumerate(chart.series[:MOST])] + entries
    top = key(sheet, entries)
    margin = (
        MARGIN if named and not sheet.narrow else max((measure(chart.write(v)) for v in chart.known), default=0) + 14
    )
    plot = frame(sheet, chart, chart.reach, top=top + 10, height=190 if sheet.narrow else 230, right=margin, edge=True)
    band(sheet, chart, plot)
    curves(sheet, chart, plot, step=step)
    _end_labels(sheet, chart, plot, names=named and not sheet.narrow)
    return plot.bottom + categories(sheet, chart, plot)


def band(sheet: Sheet, chart: Chart, plot: Frame) -> None:
    if chart.band:
        low, high, words = chart.band
        sheet.rect(plot.left, plot.up(high), plot.right - plot.left, plot.up(low) - plot.up(high), "band")
        sheet.text(plot.left + 4, plot.up(high) + 14, words, "tick")


def curves(sheet: Sheet, chart: Chart, plot: Frame, *, step: bool = False, markers: bool = True) -> None:
    """The lines of one frame: context first, ranges under the lines, a gap where a number is missing."""
    for series in chart.series[MOST:]:
        _stretches(sheet, plot, series, "ctx", step)
    shown = list(enumerate(chart.series[:MOST]))
    for n, series in shown:
        _range(sheet, plot, n, series.ranges)
    if chart.target is not None:
        y = plot.up(float(chart.target))
        sheet.line(plot.left, y, plot.right, y, "aim")
    _gaps(sheet, chart, plot)
    for n, series in shown:
        _stretches(sheet, plot, series, f"l{colour_of(n)}", step)
        for at, value in enumerate(series.numbers if markers else ()):
            if value is not None:
                marker(sheet, plot.x(at), plot.up(value), colour_of(n), hollow=series.guessed(at))


def _stretches(sheet: Sheet, plot: Frame, series: Series, role: str, step: bool) -> None:
    for first, last, known in runs([v is not None for v in series.numbers]):
        if known and last > first:
            sheet.path(_way(plot, [(n, series.numbers[n]) for n in range(first, last + 1)], step), role)


def _gaps(sheet: Sheet, chart: Chart, plot: Frame) -> None:
    spots = range(len(chart.names))
    missing = [any(s.numbers[at] is None for s in chart.series[:MOST]) for at in spots]
    for first, last, is_missing in runs(missing):
        if is_missing:
            _gap_word(sheet, chart, plot, first, last)


def _gap_word(sheet: Sheet, chart: Chart, plot: Frame, first: int, last: int) -> None:
    """The word of a gap: at the foot, or at the head where other lines run through the foot."""
    near = range(max(first - 1, 0), min(last + 2, len(chart.names)))
    heights = [plot.up(s.numbers[n]) for s in chart.series for n in near if s.numbers[n] is not None]
    half = measure(chart.word) / 2
    x = min(max((plot.x(first) + plot.x(last)) / 2, plot.left + half + 2), plot.right - half - 2)
    foot = plot.bottom - 6
    low = all(y < foot - 16 for y in heights)
    sheet.text(x, foot if low else plot.top + 14, chart.word, "word", "middle")


def _way(plot: Frame, points: list[tuple[int, float]], step: bool) -> str:
    d = f"M{num(plot.x(points[0][0]))} {num(plot.up(points[0][1]))}"
    for at, value in points[1:]:
        d += f"H{num(plot.x(at))}V{num(plot.up(value))}" if step else f"L{num(plot.x(at))} {num(plot.up(value))}"
    return d


def _range(sheet: Sheet, plot: Frame, n: int, ranges: list) -> None:
    for first, last, known in runs([r is not None for r in ranges]):
        if known and last > first:
            there = [f"{num(plot.x(i))} {num(plot.up(ranges[i][1]))}" for i in range(first, last + 1)]
            back = [f"{num(plot.x(i))} {num(plot.up(ranges[i][0]))}" for i in range(last, first - 1, -1)]
            sheet.path(f"M{'L'.join(there + back)}z", f"r{colour_of(n)}")
        elif known:
            x, low, high = plot.x(first), plot.up(ranges[first][0]), plot.up(ranges[first][1])
            sheet.path(f"M{num(x)} {num(low)}V{num(high)}", f"l{colour_of(n)}")


def _end_labels(sheet: Sheet, chart: Chart, plot: Frame, *, names: bool) -> None:
    """Names and last numbers beside the ends, moved apart; a thin line leads back where they had to move."""
    ends = []
    for series in chart.series[:MOST]:
        known = [(at, v) for at, v in enumerate(series.numbers) if v is not None]
        if known:
            ends.append(
                (known[-1], f"{series.name} {chart.write(known[-1][1])}" if names else chart.write(known[-1][1]))
            )
    room = sheet.width - plot.right - 12
    tall = [len(wrap(words, room, 2)) for _end, words in ends]
    pitch = LINE * max(tall, default=1) + 2
    most = 2
    if pitch * len(ends) > plot.bottom - plot.top + 16:
        pitch, most = LINE + 1, 1
        tall = [1] * len(ends)
    places = spread([plot.up(v) for (_at, v), _words in ends], pitch, plot.top, plot.bottom)
    for ((at, value), words), y, count in zip(ends, places, tall, strict=True):
        x = plot.x(at)
        if abs(y - plot.up(value)) > 6 or x < plot.right - 1:
            sheet.line(x + 6, plot.up(value), plot.right + 8, y, "join")
        label(sheet, plot.right + 11, y + 4.5 - (count - 1) * LINE / 2, words, room, "lab", lines=most)


def _areas(sheet: Sheet, chart: Chart, step: bool) -> float:
    named = len(chart.series) > 1
    entries = estimate_entry(chart) + aim_entry(chart)
    if sheet.narrow and named:
        entries = [("stack", colour_of(n), s.name) for n, s in enumerate(chart.series)] + entries
    top = key(sheet, entries)
    levels = levels_of(chart)
    peak = [level[-1] for level in levels if level]
    reach = peak + ([float(chart.target)] if chart.target is not None else [])
    margin = 4 if sheet.narrow or not named else MARGIN + 14
    plot = frame(sheet, chart, reach, top=top + 10, height=190 if sheet.narrow else 250, right=margin, edge=not step)
    for first, last, known in runs([level is not None for level in levels]):
        if known:
            _layers(sheet, chart, plot, levels, (first, last), step)
        else:
            gap(sheet, plot, plot.x(first) - plot.slot / 2, plot.x(last) + plot.slot / 2, chart.word)
    if chart.target is not None:
        y = plot.up(float(chart.target))
        sheet.line(plot.left, y, plot.right, y, "aim")
    if margin > 4 and peak:
        _layer_labels(sheet, chart, plot, next(level for level in reversed(levels) if level))
    return plot.bottom + categories(sheet, chart, plot)


def levels_of(chart: Chart) -> list[list[float] | None]:
    """Per category the height after each part, from 0; None where a part is not known."""
    found: list[list[float] | None] = []
    for at in range(len(chart.names)):
        parts = [s.numbers[at] for s in chart.series]
        if any(p is None for p in parts):
            found.append(None)
            continue
        level = [0.0]
        for part in parts:
            level.append(level[-1] + max(part, 0))
        found.append(level)
    return found


def _layers(sheet: Sheet, chart: Chart, plot: Frame, levels: list, span: tuple[int, int], step: bool) -> None:
    first, last = span
    half = plot.slot / 2 if step or first == last else 0

    def edge(k: int, backwards: bool) -> list[str]:
        points = []
        for at in range(first, last + 1):
            for x in (plot.x(at) - half, plot.x(at) + half) if half else (plot.x(at),):
                points.append(f"{num(x)} {num(plot.up(levels[at][k]))}")
        return points[::-1] if backwards else points

    for n, series in enumerate(chart.series):
        if any(levels[at][n + 1] > levels[at][n] for at in range(first, last + 1)):
            guessed = all(series.guessed(at) for at in range(first, last + 1))
            sheet.path(
                f"M{'L'.join(edge(n + 1, False) + edge(n, True))}z", fill(sheet, colour_of(n), guessed, stacked=True)
            )
            sheet.path(f"M{'L'.join(edge(n + 1, False))}", "tx")


def _layer_labels(sheet: Sheet, chart: Chart, plot: Frame, level: list[float]) -> None:
    shown = range(len(chart.series))
    room = sheet.width - plot.right - 26
    words = [f"{chart.series[n].name} {chart.write(level[n + 1] - level[n])}" for n in shown]
    tall = [len(wrap(w, room, 2)) for w in words]
    pitch, most = LINE * max(tall, default=1) + 2, 2
    if pitch * len(shown) > plot.bottom - plot.top + 16:
        pitch, most, tall = LINE + 1, 1, [1] * len(shown)
    places = spread([plot.up((level[n] + level[n + 1]) / 2) for n in shown], pitch, plot.top, plot.bottom)
    for n, y, said, count in zip(shown, places, words, tall, strict=True):
        sheet.rect(plot.right + 8, y - 6, 12, 12, fill(sheet, colour_of(n), False, stacked=True))
        label(sheet, plot.right + 25, y + 4.5 - (count - 1) * LINE / 2, said, room, "lab", lines=most)
