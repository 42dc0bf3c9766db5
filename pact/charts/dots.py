"""Rows to compare: dots with their ranges, and the bullet: reference, result and the band aimed at."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from pact.charts.barplots import widest_number
from pact.charts.fills import colour_of, fill, marker
from pact.charts.layout import (
    Entry,
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
from pact.charts.series import Chart, Drawing, clean
from pact.charts.tables import table_of
from pact.charts.words import measure

PITCH = 17
Aim = tuple[float, float] | None


def dots(chart: Chart, *, medium: str = SCREEN, width: float | None = None) -> Drawing:
    """A row per category; each series has its own shape and its own line in the row, so no dot hides another."""
    return render(chart, "dots", lambda sheet: _dots(sheet, chart), medium, width)


def _dots(sheet: Sheet, chart: Chart) -> float:
    entries: list[Entry] = key_of_series(chart, "marker") + estimate_entry(chart) + aim_entry(chart)
    if chart.band:
        entries.append(("band", 0, chart.band[2]))
    if any(s.low and s.high for s in chart.series):
        entries.append(("range", 0, _("range")))
    many = max(1, len(chart.series))
    plan = rows(sheet, chart, many * PITCH, widest_number(chart) + 12, key(sheet, entries) + 6)
    along = along_of(chart, plan, steps=3 if sheet.narrow else 5)
    if chart.band:
        low, high = along(float(chart.band[0])), along(float(chart.band[1]))
        for top, bottom in plan.spans:
            sheet.rect(low, top, max(high - low, 1), bottom - top, "band")
    height = plan.axis(sheet, along, chart.write)
    for n, series in enumerate(chart.series):
        for at, value in enumerate(series.numbers):
            y = plan.tops[at] + (n + 0.5) * PITCH
            if value is None:
                sheet.text(along(along.low) + 6, y + 4.5, chart.word, "word")
                continue
            end = along(value)
            if series.ranges[at]:
                low, high = (along(v) for v in series.ranges[at])
                whisker(sheet, low, high, y)
                end = max(end, high)
            marker(sheet, along(value), y, colour_of(n), hollow=series.guessed(at))
            sheet.text(end + 9, y + 4.5, chart.write(value), "val")
    aim_across(sheet, chart, plan, along)
    return height


def bullet(
    chart: Chart, aims: Sequence[Aim] = (), aim_label: str = "", *, medium: str = SCREEN, width: float | None = None
) -> Drawing:
    """First series: the reference, a light broad bar. Second: the result, a dark narrow one with its interval."""
    if len(chart.series) != 2:
        raise ValueError("A bullet has two series: reference and result.")
    aims = [*aims, *[None] * (len(chart.names) - len(aims))]
    table = _aim_table(chart, aims, aim_label or _("Aim"))
    return render(
        chart, "bullet", lambda sheet: _bullet(sheet, chart, aims, aim_label or _("Aim")), medium, width, table
    )


def _bullet(sheet: Sheet, chart: Chart, aims: Sequence[Aim], aim_label: str) -> float:
    reference, result = chart.series
    entries: list[Entry] = [("ref", 0, reference.name), ("bar", 1, result.name), *estimate_entry(chart)]
    entries += [("zone", 0, aim_label)] if any(aims) else []
    entries += [("range", 0, _("interval"))] if any(result.ranges) else []
    said = [_result_words(chart, at) for at in range(len(chart.names))]
    right = 0 if sheet.narrow else max((measure(words) for pair in said for words in pair), default=0) + 10
    plan = rows(sheet, chart, 48 if sheet.narrow else 32, right, key(sheet, entries) + 6)
    plan = replace(plan, spans=[(start, start + 35) for start, _end in plan.spans]) if sheet.narrow else plan
    along = along_of(chart, plan, steps=3 if sheet.narrow else 5, extra=[end for aim in aims if aim for end in aim])
    height = plan.axis(sheet, along, chart.write)
    for at, y in enumerate(plan.tops):
        _bullet_row(sheet, chart, along, aims[at], at, y)
        result_words, reference_words = said[at]
        if sheet.narrow:
            sheet.text(0, y + 46, result_words, "lab")
            sheet.text(sheet.width, y + 46, reference_words, "tick", "end")
        else:
            sheet.text(plan.right + 10, y + 13, result_words, "lab")
            sheet.text(plan.right + 10, y + 29, reference_words, "tick")
    return height


def _result_words(chart: Chart, at: int) -> tuple[str, str]:
    """The result with its interval, and the reference it is compared with."""
    value, pair, reference = chart.series[1].numbers[at], chart.series[1].ranges[at], chart.series[0].numbers[at]
    words = chart.word if value is None else chart.write(value)
    if value is not None and pair:
        words = f"{words} ({chart.write(pair[0])}–{chart.write(pair[1])})"
    return words, "" if reference is None else _("reference %(number)s") % {"number": chart.write(reference)}


def _bullet_row(sheet: Sheet, chart: Chart, along: Scale, aim: Aim, at: int, y: float) -> None:
    reference, result = chart.series[0].numbers[at], chart.series[1].numbers[at]
    zero = along(0)
    if reference is not None:
        sheet.rect(zero, y + 2, along(reference) - zero, 26, "ref")
    if aim:
        low, high = along(float(min(aim))), along(float(max(aim)))
        sheet.rect(low, y + 2, high - low, 26, "zone")
    if reference is not None:
        sheet.line(along(reference), y - 1, along(reference), y + 31, "aim")
    if result is None:
        return
    sheet.rect(zero, y + 10, along(result) - zero, 10, fill(sheet, 1, chart.series[1].guessed(at)))
    if chart.series[1].ranges[at]:
        low, high = (along(v) for v in chart.series[1].ranges[at])
        whisker(sheet, low, high, y + 15)


def _aim_table(chart: Chart, aims: Sequence[Aim], words: str) -> tuple:
    head, rows_, records = table_of(chart)
    if not any(aims):
        return head, rows_, records
    ends = [(clean(min(a)), clean(max(a))) if a else (None, None) for a in aims]
    names = (_("%(name)s, low") % {"name": words}, _("%(name)s, high") % {"name": words})
    written = [tuple(chart.write(v) for v in pair) for pair in ends]
    return (
        (*head, *names),
        tuple((*row, *more) for row, more in zip(rows_, written, strict=True)),
        tuple((*record, *more) for record, more in zip(records, ends, strict=True)),
    )
