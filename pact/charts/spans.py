"""What lasts from one day to another, a row each: a bar in time, and a mark for a day of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from pact.charts.fills import hatched, marker
from pact.charts.layout import Rows, key, render, rows
from pact.charts.paint import SCREEN, Look, Sheet
from pact.charts.scales import Scale
from pact.charts.series import Chart, Drawing, Series
from pact.charts.words import measure

BLOCK, LEAST = 14, 4
FIRM, LOOSE, LATE = "firm", "loose", "late"


@dataclass(frozen=True)
class Span:
    """`look`: firm (it is so), loose (it is expected), late (it should be over). `told`: its cells in the table."""

    name: str
    first: date
    last: date
    look: str = LOOSE
    mark: date | None = None
    told: tuple[str, ...] = ()


def spans(
    title: str, lines: Sequence[Span], *, head: tuple[str, ...], words: dict[str, str], mark_words: str, today: date,
    description: str = "", coverage: str = "", source: str = "", medium: str = SCREEN, width: float | None = None,
) -> Drawing:  # fmt: skip
    """`head` names the columns of the table: the row's name, and one for each of `told`. `words`: of each look."""
    names = [line.name for line in lines]
    days = [Series("", [line.first.toordinal() for line in lines])]
    chart = Chart(title, names, days, description=description or _said(lines), coverage=coverage, source=source)
    rows_ = tuple((line.name, *line.told) for line in lines)
    return render(
        chart, "spans", lambda sheet: _draw(sheet, chart, lines, words, mark_words, today), medium, width,
        (head, rows_, rows_),
    )  # fmt: skip


def _said(lines: Sequence[Span]) -> str:
    """The first and the last, in words."""
    if not lines:
        return ""
    first, last = min(line.first for line in lines), max(line.last for line in lines)
    return _("%(n)s rows from %(first)s to %(last)s; the table says each.") % {
        "n": len(lines), "first": _month(first), "last": _month(last),
    }  # fmt: skip


def _month(day: date) -> str:
    return formats.date_format(day, "F Y")


def _draw(
    sheet: Sheet, chart: Chart, lines: Sequence[Span], words: dict[str, str], mark_words: str, today: date
) -> float:
    used = [look for look in (FIRM, LOOSE, LATE) if any(line.look == look for line in lines)]
    samples = {FIRM: ("bar", 1), LOOSE: ("hatch", 1), LATE: ("hatch", 2)}
    entries = [(*samples[look], words[look]) for look in used]
    entries += [("marker", 4, mark_words)] if any(line.mark for line in lines) else []
    entries.append(("aim", 0, _("today")))
    plan = rows(sheet, chart, BLOCK, 4, key(sheet, entries) + 6)
    along = _along(plan, lines, today)
    height = _axis(sheet, plan, along)
    looks: dict[str, Look] = {FIRM: "f1", LOOSE: hatched(sheet, 1), LATE: hatched(sheet, 2)}
    for line, y in zip(lines, plan.tops, strict=True):
        start, end = along(line.first.toordinal()), along(line.last.toordinal() + 1)
        sheet.rect(start, y, max(end - start, LEAST), BLOCK, looks[line.look])
        if line.mark:
            marker(sheet, along(line.mark.toordinal()), y + BLOCK / 2, 4)
    plan.upright(sheet, along(today.toordinal()), "aim")
    return height


def _along(plan: Rows, lines: Sequence[Span], today: date) -> Scale:
    """Whole quarters, with today among them."""
    days = [line.first for line in lines] + [line.last for line in lines] + [line.mark for line in lines if line.mark]
    low, high = _quarter(min([*days, today])), _quarter(_next(_quarter(max([*days, today]))))
    return Scale(low.toordinal(), high.toordinal(), plan.left, plan.right, 1)


def _axis(sheet: Sheet, plan: Rows, along: Scale) -> float:
    """A line at each quarter, words where they have room; a year with its number at its first quarter."""
    past, day = -1e9, date.fromordinal(int(along.low))
    while day.toordinal() <= along.high:
        x = along(day.toordinal())
        plan.upright(sheet, x, "ax" if day.month == 1 else "g")
        told = formats.date_format(day, "M Y")
        half = measure(told) / 2
        at = min(max(x, half), sheet.width - half)
        if at - half > past + 6 and day.toordinal() < along.high:
            sheet.text(at, plan.bottom + 16, told, "tick", "middle")
            past = at + half
        day = _next(day)
    return plan.bottom + 22


def _quarter(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _next(quarter: date) -> date:
    return _quarter(quarter + timedelta(days=95))
