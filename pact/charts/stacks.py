"""Parts of a whole: bars on each other, and bars that always reach a hundred."""

from dataclasses import replace

from django.utils.translation import gettext as _

from pact.charts.barplots import clear
from pact.charts.fills import colour_of, fill
from pact.charts.frames import Frame, categories, frame, gap
from pact.charts.layout import Entry, aim_across, aim_entry, along_of, estimate_entry, key, render, rows
from pact.charts.paint import SCREEN, Sheet
from pact.charts.scales import Scale
from pact.charts.series import Chart, Drawing, Series
from pact.charts.tables import table_of
from pact.charts.words import Numbers, measure

MOST = 6


def stacked_bars(chart: Chart, *, upright: bool = True, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """Parts on each other, the total at the end; a total with an unknown part reads "≥"."""
    drawn = folded(chart)
    plot = _upright if upright and not chart.groups else _lying
    return render(drawn, "stack", lambda sheet: plot(sheet, drawn), medium, width, table_of(chart))


def share_bar(chart: Chart, *, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """Every bar is a hundred per cent of what is known; its number is written behind it."""
    drawn = folded(chart)
    return render(drawn, "share", lambda sheet: _shares(sheet, drawn), medium, width, _share_table(chart))


def folded(chart: Chart) -> Chart:
    """At most six parts: the smallest ones become one, so that each keeps a colour of its own."""
    if len(chart.series) <= MOST:
        return chart
    order = sorted(range(len(chart.series)), key=lambda n: -sum(abs(v or 0) for v in chart.series[n].numbers))
    kept = sorted(order[: MOST - 1])
    rest = [chart.series[n] for n in sorted(order[MOST - 1 :])]
    sums = []
    for at in range(len(chart.names)):
        known = [s.numbers[at] for s in rest if s.numbers[at] is not None]
        sums.append(sum(known) if known else None)
    guessed = [any(s.guessed(at) for s in rest) for at in range(len(chart.names))]
    others = Series(_("%(count)d others") % {"count": len(rest)}, sums, estimated=guessed)
    return chart.with_series([*(chart.series[n] for n in kept), others])


def totals(chart: Chart) -> list[tuple[float | None, bool]]:
    """The total per category, and whether a part of it is not known."""
    found = []
    for at in range(len(chart.names)):
        parts = [s.numbers[at] for s in chart.series]
        known = [p for p in parts if p is not None]
        found.append((sum(known) if known else None, len(known) < len(parts)))
    return found


def total_words(chart: Chart, total: float, part_missing: bool) -> str:
    return f"≥ {chart.write(total)}" if part_missing else chart.write(total)


def _key(chart: Chart) -> list[Entry]:
    return (
        [("stack", colour_of(n), s.name) for n, s in enumerate(chart.series)] + estimate_entry(chart) + aim_entry(chart)
    )


def reach(chart: Chart) -> list[float]:
    ends = []
    for at in range(len(chart.names)):
        parts = [s.numbers[at] or 0 for s in chart.series]
        ends += [sum(p for p in parts if p > 0), sum(p for p in parts if p < 0)]
    return ends + ([float(chart.target)] if chart.target is not None else [])


def _upright(sheet: Sheet, chart: Chart) -> float:
    top = key(sheet, _key(chart))
    plot = frame(sheet, chart, reach(chart), top=top + 18, height=210)
    columns(sheet, chart, plot)
    if chart.target is not None:
        y = plot.up(float(chart.target))
        sheet.line(plot.left, y, plot.right, y, "aim")
    return plot.bottom + categories(sheet, chart, plot)


def columns(sheet: Sheet, chart: Chart, plot: Frame) -> None:
    wide = min(plot.slot * 0.68, 52)
    sums = totals(chart)
    fits = max((measure(total_words(chart, t, m)) for t, m in sums if t is not None), default=0) <= plot.slot
    for at, (total, part_missing) in enumerate(sums):
        left = plot.x(at) - wide / 2
        if total is None:
            gap(sheet, plot, left, left + wide, chart.word)
            continue
        above = below = 0.0
        for n, series in enumerate(chart.series):
            value = series.numbers[at]
            if not value:
                continue
            start = above if value > 0 else below
            look = fill(sheet, colour_of(n), series.guessed(at), stacked=True)
            _part(sheet, left, plot.up(start + value), wide, plot.up(start) - plot.up(start + value), look)
            above, below = (above + value, below) if value > 0 else (above, below + value)
        if fits:
            sheet.text(
                plot.x(at),
                clear(plot, chart, plot.up(above) - 5),
                total_words(chart, total, part_missing),
                "val",
                "middle",
            )


def _part(sheet: Sheet, x: float, y: float, w: float, h: float, look: str) -> None:
    """A part with a hair of ground around it, so that neighbours never touch."""
    if h >= 3 and w >= 3:
        sheet.rect(x, y + 0.5, w, h - 1, look)
    elif h > 0.05 and w > 0.05:
        sheet.rect(x, y, w, h, look)


def _lying(sheet: Sheet, chart: Chart) -> float:
    top = key(sheet, _key(chart))
    sums = totals(chart)
    room = max((measure(total_words(chart, t, m)) for t, m in sums if t is not None), default=0) + 8
    plan = rows(sheet, chart, 20, room, top + 6)
    along = along_of(chart, plan, steps=3 if sheet.narrow else 5, extra=reach(chart))
    aim = along(float(chart.target)) if chart.target is not None else None
    height = plan.axis(sheet, along, chart.write)
    for at, (total, part_missing) in enumerate(sums):
        y = plan.tops[at]
        if total is None:
            sheet.text(along(0) + 5, y + 14.5, chart.word, "word")
            continue
        words = total_words(chart, total, part_missing)
        sheet.text(plan.beside(_segments(sheet, chart, at, along, y) + 5, words, aim), y + 14.5, words, "val")
    aim_across(sheet, chart, plan, along)
    return height


def _segments(
    sheet: Sheet, chart: Chart, at: int, along: Scale, y: float, factor: float = 1, write: Numbers | None = None
) -> float:
    """The parts of one lying bar; each carries its number on a plate where there is room. Returns where it ends."""
    write = write or chart.write
    reached = 0.0
    for n, series in enumerate(chart.series):
        value = max(series.numbers[at] or 0, 0) * factor
        x, w = along(reached), along(reached + value) - along(reached)
        if w > 0.05:
            trim = 0.5 if w >= 3 else 0
            sheet.rect(x + trim, y, w - 2 * trim, 20, fill(sheet, colour_of(n), series.guessed(at), stacked=True))
            words = write(value)
            if w >= measure(words) + 12:
                wide = measure(words) + 6
                sheet.rect(x + w / 2 - wide / 2, y + 2.5, wide, 15, "plate")
                sheet.text(x + w / 2, y + 14.5, words, "val", "middle")
        reached += value
    return along(reached)


def _shares(sheet: Sheet, chart: Chart) -> float:
    top = key(sheet, _key(replace(chart, target=None)))
    sums = totals(chart)
    said = [f"n = {total_words(chart, t, m)}" if t else "" for t, m in sums]
    plan = rows(sheet, chart, 20, max(map(measure, said), default=0) + 8, top + 6)
    along = Scale(0, 100, plan.left, plan.right, 50 if sheet.narrow else 25)
    write = Numbers([1], "%", 0)
    height = plan.axis(sheet, along, write)
    for at, (total, _missing) in enumerate(sums):
        y = plan.tops[at]
        if not total:
            sheet.text(plan.left + 5, y + 14.5, chart.word if total is None else _("none"), "word")
            continue
        _segments(sheet, chart, at, along, y, 100 / sum(max(s.numbers[at] or 0, 0) for s in chart.series), write)
        sheet.text(plan.right + 8, y + 14.5, said[at], "val")
    return height


def _share_table(chart: Chart) -> tuple:
    """The numbers, and the share of each beside them."""
    head, rows_, records = table_of(chart)
    lead = len(head) - len(chart.series)
    write = Numbers([0.1], "%", 1)
    wide_head = head[:lead] + tuple(h for name in head[lead:] for h in (name, _("%(name)s, share") % {"name": name}))
    wide_rows, wide_records = [], []
    for at, (row, record) in enumerate(zip(rows_, records, strict=True)):
        total = totals(chart)[at][0]
        shares = [None if v is None or not total else round(100 * v / total, 1) for v in record[lead:]]
        wide_rows.append(
            (*row[:lead], *(c for cell, s in zip(row[lead:], shares, strict=True) for c in (cell, write(s))))
        )
        wide_records.append(
            (*record[:lead], *(c for cell, s in zip(record[lead:], shares, strict=True) for c in (cell, s)))
        )
    return wide_head, tuple(wide_rows), tuple(wide_records)
