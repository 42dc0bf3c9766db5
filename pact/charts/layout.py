"""Where things stand: the key, rows with their labels, upright frames; and the two forms every chart has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from pact.charts.fills import fill, hatched, marker
from pact.charts.paint import LEAF, NARROW, PAPER, WIDE, Sheet, safe, text_of
from pact.charts.scales import Scale, scale
from pact.charts.series import Chart, Drawing
from pact.charts.tables import table_of
from pact.charts.words import measure, wrap

LINE = 16
Entry = tuple[str, int, str]  # kind of sample, colour, words


def render(
    chart: Chart, kind: str, plot: Callable[[Sheet], float], medium: str, width: float | None, table=None
) -> Drawing:
    """One form of the width asked for; on screen otherwise a wide and a narrow one, and CSS shows what fits."""
    description = chart.summary()
    single = width or (LEAF if medium == PAPER else None)
    pieces = []
    for size, extra in [(single, "")] if single else [(WIDE, " plot-wide"), (NARROW, " plot-narrow")]:
        sheet = Sheet(medium, f"{kind[:2]}{chart.code}{extra[6:7]}", size)
        height = plot(sheet) if chart.known else nothing(sheet)
        pieces.append(sheet.svg(height, chart.heading, description, extra))
    svg = pieces[0] if single else f'<div class="plot-box">{"".join(pieces)}</div>'
    head, rows, records = table or table_of(chart)
    return Drawing(
        svg=safe(svg), title=chart.title, description=description, head=head, rows=rows, records=records,
        unit=chart.unit, coverage=chart.coverage, source=chart.source, ident=chart.code,
    )  # fmt: skip


def nothing(sheet: Sheet) -> float:
    sheet.line(0, 1, sheet.width, 1, "ax")
    sheet.text(0, 24, _("No figures yet."), "word")
    return 36


def label(
    sheet: Sheet, x: float, y: float, words: str, width: float, role: str = "t", anchor: str = "start", lines: int = 2
) -> int:
    """Words that wrap, and say themselves in full when they had to be shortened. Returns the number of lines."""
    rows = wrap(words, width, lines)
    cut = rows[-1].endswith("…") and not words.endswith("…")
    if cut:
        sheet.parts.append(f"<g><title>{text_of(words)}</title>")
    for n, row in enumerate(rows):
        sheet.text(x, y + n * LINE, row, role, anchor)
    if cut:
        sheet.parts.append("</g>")
    return len(rows)


def key(sheet: Sheet, entries: Sequence[Entry], x: float = 0, y: float = 0) -> float:
    """Samples with their words, flowing over as many lines as they need. Returns where the drawing may go on."""
    if not entries:
        return y
    at, line = x, y + 12
    for kind, colour, words in entries:
        room = sheet.width - x - 18
        wide = 18 + measure(words) + 16
        if at > x and at + wide - 16 > sheet.width:
            at, line = x, line + 20
        sample(sheet, kind, colour, at, line)
        count = label(sheet, at + 18, line, words, room)
        at += wide
        if count > 1:
            at, line = sheet.width, line + LINE
    return line + 14


def sample(sheet: Sheet, kind: str, colour: int, x: float, line: float) -> None:
    middle = line - 4.5
    if kind == "marker":
        marker(sheet, x + 6, middle, colour)
    elif kind == "aim":
        sheet.line(x + 1, middle, x + 12, middle, "aim")
    elif kind == "range":
        sheet.path(f"M{x + 1} {middle - 4}v8M{x + 1} {middle}h11M{x + 12} {middle - 4}v8", "rng")
    elif kind == "hatch":
        sheet.rect(x + 0.5, middle - 5.5, 11, 11, hatched(sheet, colour))
    elif kind in ("ref", "band", "zone"):
        sheet.rect(x, middle - 6, 12, 12, kind)
    else:
        sheet.rect(x, middle - 6, 12, 12, fill(sheet, colour, False, stacked=kind == "stack"))


def estimate_entry(chart: Chart) -> list[Entry]:
    spots = range(len(chart.names))
    colour = next((n % 6 + 1 for n, s in enumerate(chart.series) if any(map(s.guessed, spots))), None)
    return [("hatch", colour, _("estimate"))] if colour else []


def whisker(sheet: Sheet, low: float, high: float, at: float, upright: bool = False) -> None:
    """A range: thin ink line with ends, on a lighter bed so that it is seen on a dark bar too."""
    if upright:
        d = f"M{at - 4:.1f} {low:.1f}h8M{at - 4:.1f} {high:.1f}h8M{at:.1f} {low:.1f}V{high:.1f}"
    else:
        d = f"M{low:.1f} {at - 4:.1f}v8M{high:.1f} {at - 4:.1f}v8M{low:.1f} {at:.1f}H{high:.1f}"
    sheet.path(d, "bed")
    sheet.path(d, "rng")


@dataclass(frozen=True)
class Rows:
    """Lying bars: where the plot lies and where each row's block begins."""

    left: float
    right: float
    top: float
    bottom: float
    tops: list[float]
    block: float
    spans: list[tuple[float, float]]  # where nothing is written between the rows: upright lines keep to these

    def axis(self, sheet: Sheet, along: Scale, write) -> float:
        """Grid and round numbers under the rows. Returns the height of the drawing."""
        past = -1e9
        for tick in along.ticks:
            x = along(tick)
            self.upright(sheet, x, "ax" if tick == 0 else "g")
            words = write.tick(tick, along.step)
            half = measure(words) / 2
            at = min(max(x, half), sheet.width - half)
            if at - half > past + 6:
                sheet.text(at, self.bottom + 16, words, "tick", "middle")
                past = at + half
        return self.bottom + 22

    def inset(self, room: float) -> "Rows":
        """Leaves room on the left, for numbers of bars that go there."""
        return replace(self, left=self.left + room)

    def upright(self, sheet: Sheet, x: float, role: str) -> None:
        for start, end in self.spans:
            sheet.line(x, start, x, end, role)

    def beside(self, x: float, words: str, mark: float | None) -> float:
        """Where words stand behind the end of a bar: past the mark, if it would cut them."""
        return mark + 5 if mark is not None and x - 3 < mark < x + measure(words) + 3 else x


def rows(sheet: Sheet, chart: Chart, block: float, right: float, top: float) -> Rows:
    """Draws the names and group headings: beside the bars, or above them where the sheet is narrow."""
    widest = max((measure(n) for n in chart.names), default=0)
    column = 0 if sheet.narrow else min(widest, sheet.width * 0.36) + 12
    room = sheet.width if sheet.narrow else column - 12
    starts = {}
    at = 0
    for name, count in chart.groups:
        starts[at] = name
        at += count
    y, tops, spans = top, [], []
    for n, name in enumerate(chart.names):
        if n in starts:
            y += (6 if n else 0) + label(sheet, 0, y + 13, starts[n], sheet.width, "lab", lines=1) * LINE + 4
        count = len(wrap(name, room, 2))
        if sheet.narrow:
            label(sheet, 0, y + 12, name, room)
            tops.append(y + count * LINE + 5)
            y = tops[-1] + block + 12
        else:
            height = max(block, count * LINE)
            label(sheet, column - 10, y + height / 2 + 4.5 - (count - 1) * LINE / 2, name, room, anchor="end")
            tops.append(y + (height - block) / 2)
            y += height + 10
        if sheet.narrow or n in starts or not spans:
            spans.append((tops[-1] - 4, tops[-1] + block + 4))
        spans[-1] = (spans[-1][0], tops[-1] + block + 4)
    return Rows(column, sheet.width - right, top - 2, y - 4, tops, block, spans)


def key_of_series(chart: Chart, kind: str) -> list[Entry]:
    return [(kind, n % 6 + 1, s.name) for n, s in enumerate(chart.series)] if len(chart.series) > 1 else []


def aim_across(sheet: Sheet, chart: Chart, plan: Rows, along: Scale) -> None:
    """The target of lying bars: a thin ink mark over all rows; its words stand in the key."""
    if chart.target is not None:
        plan.upright(sheet, along(float(chart.target)), "aim")


def aim_entry(chart: Chart) -> list[Entry]:
    if chart.target is None:
        return []
    return [("aim", 0, chart.target_label or _("Target %(number)s") % {"number": chart.write(float(chart.target))})]


def along_of(chart: Chart, plan: Rows, *, steps: int = 5, zero: bool = True, extra: Sequence[float] = ()) -> Scale:
    return scale([*chart.reach, *extra], plan.left, plan.right, steps=steps, zero=zero)
