"""Counts by country: the world in Equal Earth with links, and Europe enlarged as a picture.

The shapes were projected once (`mapmaking/`). On screen they stand in one static file for each map, which a browser
keeps: a page names them only (`<use>`). A code without a shape that can be seen gets a circle; the table beneath is
the real interface.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.charts.paint import LEAF, PAPER, SCREEN, SIZE, Sheet, ident_of, num, safe, text_of
from pact.charts.series import MapDrawing, clean
from pact.charts.tables import plain
from pact.charts.words import Numbers, measure

BOUNDARIES = gettext_lazy("Boundaries imply no opinion of the Pact or the United Nations.")

LADDERS = (
    (1, 2, 3, 4, 5), (1, 2, 3, 5, 8), (1, 2, 4, 7, 10), (1, 3, 6, 10, 15), (1, 4, 10, 20, 30), (1, 5, 15, 30, 50),
    (1, 10, 25, 50, 100), (1, 10, 50, 100, 200), (1, 20, 100, 200, 500), (1, 50, 200, 500, 1000),
)  # fmt: skip
TINY = 14  # square units: a shape below this is drawn as a circle as well


@lru_cache(maxsize=2)
def atlas(name: str) -> dict:
    """One map as `mapmaking/` left it."""
    return {
        "shapes": f"img/{name}.svg",
        **json.loads((Path(__file__).parent / "data" / f"{name}.json").read_text(encoding="utf-8")),
    }


def steps_for(counts: Iterable[float | None]) -> tuple[float, ...]:
    """Lower bounds of the five classes, from fixed ladders: colours stay when one more joins."""
    most = max((c for c in map(clean, counts) if c is not None), default=0)
    return max((ladder for ladder in LADDERS if ladder[-1] <= most), default=LADDERS[0])


def country_name(code: str) -> str:
    """In the language of the page."""
    from django_countries import countries

    return str(countries.name(code)) or (_("Kosovo") if code == "XK" else code)


def world_map(
    counts: Mapping[str, float], *, title: str, href: Callable[[str], str] | None = None, **options
) -> MapDrawing:
    """The world; with `href` a country that counts is a link. Labels stand where they fit, outside Europe."""
    return _map("world", counts, title, href, **options)


def europe_map(counts: Mapping[str, float], *, title: str, **options) -> MapDrawing:
    """Europe, enlarged: a picture without links. Give it the `steps` of the world beside it."""
    return _map("europe", counts, title, None, **options)


def _map(
    which: str, counts: Mapping[str, float], title: str, href: Callable[[str], str] | None, *,
    name: Callable[[str], str] = country_name, say: Callable[[str, float], str] | None = None,
    steps: tuple[float, ...] | None = None, unit: str = "", description: str = "", coverage: str = "",
    medium: str = SCREEN, width: float | None = None,
) -> MapDrawing:  # fmt: skip
    data = atlas(which)
    href = None if medium == PAPER else href
    known = {code.upper(): clean(count) for code, count in counts.items()}
    known = {code: count for code, count in known.items() if count is not None and count > 0}
    steps = tuple(steps or steps_for(known.values()))
    write = Numbers(list(known.values()), unit)
    names = {code: str(name(code)) for code in known}
    sheet = Sheet(
        medium, ident_of(which, title, sorted(known.items()), bool(href)), data["width"], css=f"map map-{which[0]}"
    )
    told = say or (lambda country, count: f"{country}: {write(count)}")
    order = sorted(known, key=lambda code: (names[code], code))
    _land(sheet, data, known)
    for code in order:
        _country(sheet, data, code, told(names[code], known[code]), _class_of(known[code], steps), href)
    for code in order:
        _circle(sheet, data, code, told(names[code], known[code]), _class_of(known[code], steps), href)
    _labels(sheet, data, {c: write(v) for c, v in known.items()}, names, steps, known, alone=which == "world")
    said = description or "; ".join(told(names[code], known[code]) for code in order) or _("None yet")
    by_count = sorted(order, key=lambda code: -known[code])
    return MapDrawing(
        svg=safe(_svg(sheet, data, title, said, bool(href), width)), title=title, description=said, unit=unit,
        coverage=coverage, head=(_("Country"), unit or _("Count")),
        rows=tuple((names[c], write(known[c])) for c in by_count),
        records=tuple((c, plain(known[c])) for c in by_count), ident=sheet.ident, legend=legend_of(steps, unit),
        unplaced=tuple(c for c in order if c not in data["land"] and c not in data["places"]),
    )  # fmt: skip


def legend_of(steps: tuple[float, ...], unit: str = "") -> tuple[tuple[str, str], ...]:
    """Class and words of each step, and of the land without a count."""
    write, found = Numbers(list(steps), unit), []
    whole = all(s == int(s) for s in steps) and unit != "%"
    for n, low in enumerate(steps):
        if n == len(steps) - 1:
            words = _("%(number)s or more") % {"number": write(low)}
        elif whole:
            last = steps[n + 1] - 1
            words = write(low) if last == low else f"{write(low)}–{write(last)}"
        else:
            words = _("%(low)s to under %(high)s") % {"low": write(low), "high": write(steps[n + 1])}
        found.append((f"k-s{n + 1}", words))
    return (*found, ("k-s0", _("None yet")))


def _class_of(count: float, steps: tuple[float, ...]) -> int:
    return min(max(bisect_right(steps, count), 1), 5)


def _shape(sheet: Sheet, data: dict, code: str, look: str) -> str:
    """On paper a path of its own, on screen a name; colours and lines are inherited by what is named."""
    if sheet.medium == PAPER:
        return f'<path{sheet.looks[look]} d="{data["land"][code]}"/>'
    return f'<use{sheet.looks[look]} href="{text_of(static(data["shapes"]))}#{code}"/>'


def _land(sheet: Sheet, data: dict, known: Mapping[str, float]) -> None:
    """Everything not counted yet; on screen the counted countries are drawn upon it."""
    if sheet.medium == PAPER:
        sheet.path("".join(d for code, d in data["land"].items() if code not in known), "land")
    else:
        sheet.parts.append(_shape(sheet, data, "land", "land"))


def _linked(shape: str, words: str, url: str | None) -> str:
    tip = f"<title>{text_of(words)}</title>"
    inner = shape.replace("/>", f">{tip}</{shape[1 : shape.index(' ')]}>", 1)
    return f'<a href="{text_of(url)}" aria-label="{text_of(words)}">{inner}</a>' if url else inner


def _country(sheet: Sheet, data: dict, code: str, words: str, step: int, href: Callable[[str], str] | None) -> None:
    if code in data["land"]:
        url = href(code) if href and not _tiny(data, code) else None
        sheet.parts.append(_linked(_shape(sheet, data, code, f"s{step}"), words, url))


def _tiny(data: dict, code: str) -> bool:
    return code in data["places"] and data["places"][code][3] < TINY


def _circle(sheet: Sheet, data: dict, code: str, words: str, step: int, href: Callable[[str], str] | None) -> None:
    """Malta, Singapore, Luxembourg…: seen, and clicked, as a circle."""
    if _tiny(data, code):
        x, y = data["places"][code][:2]
        shape = f'<circle{sheet.looks[f"c{step}"]} cx="{num(x)}" cy="{num(y)}" r="4"/>'
        sheet.parts.append(_linked(shape, words, href(code) if href else None))


Box = tuple[float, float, float, float]


def _labels(
    sheet: Sheet, data: dict, written: dict[str, str], names: dict[str, str], steps: tuple, known: dict, *, alone: bool
) -> None:
    """Counts where they fit; the largest lands choose first. In the world view Europe is left to its own map."""
    taken: list[Box] = [
        (p[0] - 4, p[1] - 4, p[0] + 4, p[1] + 4) for c, p in data["places"].items() if c in known and p[3] < TINY
    ]
    near = atlas("europe")["places"] if alone else {}
    grown = 1.5 if alone else 1  # on a phone the words of the world are that much larger
    codes = [c for c in known if c in data["places"] and not (c in near and c not in ("RU", "TR", "GL", "KZ"))]
    for code in sorted(codes, key=lambda c: (-data["places"][c][3], c)):
        x, y, room, area = data["places"][code]
        words = f"{names[code]} {written[code]}"
        if not alone or (measure(words) / 2 > room * 1.5 and area >= TINY) or area < 60:
            words = written[code]
        half, tall = (measure(words) / 2 + 1) * grown, 5.5 * grown
        inside = area >= TINY and half <= room + 5
        aside = ((half + 5, 0), (-half - 5, 0), (0, -2.2 * tall), (0, 2.2 * tall))
        for dx, dy in aside if area < TINY else ((0, 0), (0, 4), (0, -4), (4, 0), (-4, 0), *aside):
            box = (x + dx - half, y + dy - tall, x + dx + half, y + dy + tall)
            if box[0] < 0 or box[2] > data["width"] or box[1] < 0 or box[3] > data["height"]:
                continue
            if all(box[2] <= b[0] or box[0] >= b[2] or box[3] <= b[1] or box[1] >= b[3] for b in taken):
                taken.append(box)
                dark = inside and abs(dx) + abs(dy) < 5 and _class_of(known[code], steps) >= 4
                _label(sheet, x + dx, y + dy + 4.5, words, "lt" if dark else "n")
                break


def _label(sheet: Sheet, x: float, y: float, words: str, role: str) -> None:
    """On paper the edge around a label is a text of its own (there is no paint-order)."""
    if sheet.medium == PAPER:
        sheet.text(x, y, words, "halo" if role == "n" else "glow", "middle")
    place = f'x="{num(x)}" y="{num(y)}" text-anchor="middle" aria-hidden="true"'
    sheet.parts.append(f"<text{sheet.looks[role]} {place}>{text_of(words)}</text>")


def _svg(sheet: Sheet, data: dict, title: str, said: str, linked: bool, width: float | None) -> str:
    """A picture, or with links a group of them."""
    paper = sheet.medium == PAPER
    wide = width or min(data["width"], LEAF)
    size = f' width="{num(wide)}" height="{num(wide * data["height"] / data["width"])}"' if paper else ""
    font = ' font-family="Source Sans 3, Source Sans, sans-serif"' if paper else ""
    role = "group" if linked else "img"
    i = sheet.ident
    words = f'aria-label="{text_of(title)}"' if linked else f'aria-labelledby="{i}-t {i}-d"'
    lead = "" if linked else sheet.words(title, said)
    return (
        f'<svg class="{sheet.css}" viewBox="0 0 {data["width"]} {data["height"]}"{size} role="{role}"'
        f' font-size="{SIZE}"{font} {words}>{lead}{"".join(sheet.parts)}</svg>'
    )
