"""Upright charts: the frame with its axes, the slots of the categories, gaps that say a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from pact.charts.layout import LINE, label
from pact.charts.paint import Sheet
from pact.charts.scales import Scale, scale
from pact.charts.series import Chart
from pact.charts.words import measure, wrap


@dataclass(frozen=True)
class Frame:
    """A box with values upwards and categories to the right."""

    left: float
    top: float
    right: float
    bottom: float
    up: Scale
    slot: float
    edge: bool = False  # the first and last category stand on the edges (areas, lines)

    def x(self, at: int) -> float:
        return self.left + self.slot * (at if self.edge else at + 0.5)


def frame(
    sheet: Sheet, chart: Chart, values: Sequence[float], *, top: float, height: float, right: float = 0,
    left: float | None = None, at: float = 0, width: float | None = None, up: Scale | None = None,
    edge: bool = False, steps: int = 4, ticks: bool = True,
) -> Frame:  # fmt: skip
    """Grid, ticks and category names. `at`, `width`, `up`: one panel among several."""
    width = width or sheet.width
    bottom = top + height
    up = scale(list(values), bottom, top, steps=steps) if up is None else Scale(up.low, up.high, bottom, top, up.step)
    words = [chart.write.tick(t, up.step) for t in up.ticks]
    if left is None:
        left = max(map(measure, words), default=0) + 8
    plot = Frame(at + left, top, at + width - right, bottom, up, 0, edge)
    count = len(chart.names)
    slots = max(1, count - 1) if edge else max(1, count)
    plot = Frame(plot.left, top, plot.right, bottom, up, (plot.right - plot.left) / slots, edge and count > 1)
    for tick, said in zip(up.ticks, words, strict=True):
        y = up(tick)
        sheet.line(plot.left, y, plot.right, y, "ax" if tick == 0 else "g")
        if ticks:
            sheet.text(plot.left - 7, y + 4.5, said, "tick", "end")
    return plot


def categories(sheet: Sheet, chart: Chart, plot: Frame, *, ends: bool = False) -> float:
    """Names under the slots: wrapped, or only every second, third… where they would touch. Returns the height used."""
    names, count = chart.names, len(chart.names)
    widest = max(map(measure, names), default=0)
    room = plot.slot - 6
    if count == 1:
        room = plot.right - plot.left
    every, lines = 1, 1
    if widest > room and widest <= 60:
        every = max(1, -(-int(widest + 8) // max(1, int(plot.slot))))
    elif widest > room:
        every = max(1, -(-64 // max(1, int(plot.slot))))
        lines, room = 3, max(plot.slot * every - 6, 30)
    shown = {0, count - 1} if ends else set(range((count - 1) % every, count, every))
    tall = 1
    for n, name in enumerate(names):
        if n not in shown:
            continue
        anchor, x = "middle", plot.x(n)
        if ends and count > 1:
            anchor, x = ("start", plot.left) if n == 0 else ("end", plot.right)
            room = (plot.right - plot.left) / 2 - 4
        elif x + measure(name) / 2 > sheet.width and lines == 1:
            anchor, x = "end", sheet.width
        width = max(room, 60 if lines == 1 else room)
        tall = max(tall, label(sheet, x, plot.bottom + 17, name, width, "tick", anchor, lines))
    return tall * LINE + 6


def runs(known: Sequence[bool]) -> list[tuple[int, int, bool]]:
    """Neighbours that are alike: first, last, known."""
    found: list[tuple[int, int, bool]] = []
    for n, is_known in enumerate(known):
        if found and found[-1][2] == is_known:
            found[-1] = (found[-1][0], n, is_known)
        else:
            found.append((n, n, is_known))
    return found


def gap(sheet: Sheet, plot: Frame, first: float, last: float, word: str) -> None:
    """The word of a gap, on the base line: level where it fits, upright where it does not."""
    x, room = (first + last) / 2, last - first
    base = plot.up(max(plot.up.low, 0))
    if measure(word) <= room:
        sheet.text(x, base - 6, word, "word", "middle")
    else:
        sheet.text(x + 4.5, base - 6, wrap(word, plot.bottom - plot.top - 8, 1)[0], "word", turn=True)
