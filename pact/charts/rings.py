"""The ring: one stroke per participant in joining order, with an open place. And the mark, its sign."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pact.charts.paint import ATTRIBUTES, PAPER, SCREEN, Sheet, ident_of, num, safe, text_of
from pact.charts.series import Drawing
from pact.charts.words import Numbers

SIZE, CENTRE, OUTER = 440, 220, 166
SHORT, LONG = 26, 46
MOST = 240
OPEN = 9  # degrees on either side of the top, for the open place


@dataclass(frozen=True, slots=True)
class Stroke:
    """One participant: the year of joining; a long stroke coordinates."""

    year: int
    long: bool = False


def bundled(strokes: Sequence[Stroke], most: int = MOST) -> tuple[list[Stroke], int]:
    """At most so many strokes: above that one stands for several of the same year and kind."""
    each = max(1, math.ceil(len(strokes) / most))
    if each == 1:
        return list(strokes), 1
    drawn: list[Stroke] = []
    waiting: Counter[Stroke] = Counter()
    for stroke in strokes:
        waiting[stroke] += 1
        if waiting[stroke] % each == max(1, each // 2):
            drawn.append(stroke)
    return drawn, each


def ring(
    strokes: Sequence[Stroke], *, title: str, noun: str = "", below: str = "", place: str | None = None,
    description: str = "", names: tuple[str, str] = ("", ""), medium: str = SCREEN,
) -> Drawing:  # fmt: skip
    """`names`: what short and long strokes are called in the table and the description."""
    names = (names[0] or _("Procuring"), names[1] or _("Coordinating"))
    drawn, each = bundled(strokes)
    sheet = Sheet(medium, ident_of("ring", title, tuple(strokes)), SIZE, css="ring")
    if drawn:
        _strokes(sheet, drawn)
        _years(sheet, drawn)
    _open_place(sheet, _("your place") if place is None else place)
    _middle(sheet, Numbers([0])(len(strokes)), noun or _("participants"), below)
    head, rows, records = _table(strokes, names)
    said = description or _described(strokes, names)
    return Drawing(
        svg=safe(sheet.svg(SIZE, title, said)), title=title, description=said, head=head, rows=rows, records=records,
        source=_caption(each), ident=sheet.ident,
    )  # fmt: skip


def _angle(at: float, count: int) -> float:
    return math.radians(-90 + OPEN + (360 - 2 * OPEN) * at / count)


def _spoke(at: float, inner: float, outer: float) -> str:
    c, s = math.cos(at), math.sin(at)
    return f"M{num(CENTRE + inner * c)} {num(CENTRE + inner * s)}L{num(CENTRE + outer * c)} {num(CENTRE + outer * s)}"


def _strokes(sheet: Sheet, drawn: list[Stroke]) -> None:
    count = len(drawn)
    pitch = math.radians((360 - 2 * OPEN) / count) * (OUTER - SHORT / 2)
    wide = min(max(pitch * 0.52, 1.2), 9)
    for long, role, length in ((False, "rp", SHORT), (True, "rc", LONG)):
        d = "".join(
            _spoke(_angle(n + 0.5, count), OUTER - length, OUTER) for n, s in enumerate(drawn) if s.long == long
        )
        if d:
            sheet.path(d, (f'{sheet.looks[role]} stroke-width="{num(wide)}"',))


def _years(sheet: Sheet, drawn: list[Stroke]) -> None:
    """A tick where a year begins; its number where it does not touch the one before or the open place."""
    count, ticks, before, past = len(drawn), "", None, -90.0
    for n, stroke in enumerate(drawn):
        if stroke.year == before:
            continue
        before = stroke.year
        at = _angle(n, count)
        ticks += _spoke(at, OUTER + 5, OUTER + 14)
        middle = math.degrees(at) + 4.2
        if n and middle - past < 13:
            continue
        past = middle
        c, s = math.cos(math.radians(middle)), math.sin(math.radians(middle))
        x, y = CENTRE + (OUTER + 24) * c, CENTRE + (OUTER + 24) * s + 4
        anchor = "start" if c > 0.25 else "end" if c < -0.15 else "middle"
        if abs(x - CENTRE) < 60 and y < 40:
            anchor, x = ("start", max(x - 12, CENTRE + 40)) if c > 0 else ("end", min(x, CENTRE - 40))
        sheet.text(x, y, stroke.year, "rt", anchor)
    sheet.path(ticks, (f'{sheet.looks["ry"]} stroke-width="1"',))


def _open_place(sheet: Sheet, words: str) -> None:
    sheet.rect(CENTRE - 4.5, CENTRE - OUTER, 9, 28, "rs")
    sheet.text(CENTRE, CENTRE - OUTER - 24, words, "ru", "middle")


def _middle(sheet: Sheet, number: str, noun: str, below: str) -> None:
    role = "rn" if len(number) <= 5 else "rm"
    sheet.text(CENTRE, CENTRE + 8, number, role, "middle")
    for n, words in enumerate(w for w in (noun, below) if w):
        sheet.text(CENTRE, CENTRE + 34 + n * 20, words, "rl", "middle")


def _table(strokes: Sequence[Stroke], names: tuple[str, str]) -> tuple:
    count: Counter[tuple[int, bool]] = Counter((s.year, s.long) for s in strokes)
    records, total = [], 0
    for year in sorted({s.year for s in strokes}):
        short, long = count[year, False], count[year, True]
        total += short + long
        records.append((str(year), short, long, short + long, total))
    write = Numbers([0])
    rows = tuple((r[0], *(write(v) for v in r[1:])) for r in records)
    return (_("Year"), *names, _("Joined"), _("In all")), rows, tuple(records)


def _described(strokes: Sequence[Stroke], names: tuple[str, str]) -> str:
    if not strokes:
        return _("A ring with one open place and no stroke yet.")
    years = Counter(s.year for s in strokes)
    told = ", ".join(f"{year}: {years[year]}" for year in sorted(years))
    by_year = _("Strokes in order of joining. By year: %(years)s.") % {"years": told}
    longer = _("Longer strokes, %(kind)s: %(count)d.") % {"kind": names[1], "count": sum(s.long for s in strokes)}
    return f"{by_year} {longer} {_('One place at the top is open.')}"


def _caption(each: int) -> str:
    if each == 1:
        return _("One stroke for each participant, in order of joining.")
    return _("One stroke for every %(count)d participants, in order of joining.") % {"count": each}


def mark(medium: str = SCREEN, label: str = "") -> SafeString:
    """Eleven of twelve strokes, three of them copper, the open place at one o'clock. Decoration, unless labelled."""
    looks, lines = ATTRIBUTES[medium], []
    for k in range(12):
        if k == 1:
            continue
        c, s = math.cos(math.radians(30 * k - 90)), math.sin(math.radians(30 * k - 90))
        lines.append(
            f'<line{looks["mark-a" if k in (2, 3, 4) else "mark-b"]} x1="{20 + 9.2 * c:.2f}" y1="{20 + 9.2 * s:.2f}"'
            f' x2="{20 + 17.6 * c:.2f}" y2="{20 + 17.6 * s:.2f}"/>'
        )
    size = ' width="40" height="40"' if medium == PAPER else ""
    hidden = ' role="img"' if label else ' aria-hidden="true" focusable="false"'
    title = f"<title>{text_of(label)}</title>" if label else ""
    return safe(
        f'<svg viewBox="0 0 40 40"{size}{hidden} stroke-width="3.4" stroke-linecap="butt"'
        f' fill="none">{title}{"".join(lines)}</svg>'
    )
