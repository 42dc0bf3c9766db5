"""Fills and marker shapes: what tells series apart without colour.

Slanted hatching is kept for estimates; the other textures only tell neighbours in a stack apart in black and white.
"""

from pact.charts.paint import Look, Sheet, num

TILE = 48  # large tiles: the fewer seams, the cleaner the print
_STEPS = range(3, TILE, 6)
_UP = "".join(f"M{x} 0V{TILE}" for x in _STEPS)
_ALONG = "".join(f"M0 {y}H{TILE}" for y in _STEPS)
_DOTS = "".join(f"M{x - 1} {y - 1}h2v2h-2z" for x in _STEPS for y in _STEPS)
TEXTURES = {
    2: f'<path{{tx}} d="{_UP}"/>',
    3: f'<path{{tx}} d="{_ALONG}"/>',
    4: f'<path{{bg}} d="{_DOTS}"/>',
    5: f'<path{{tx}} d="{_UP}{_ALONG}"/>',
    6: "",
}
_STRIPES = "".join(f"M{x} 0h2.6v{TILE}h-2.6z" for x in range(0, TILE, 6))


def colour_of(index: int) -> int:
    """Position of a series to its colour, 1 to 6."""
    return index % 6 + 1


def _pattern(sheet: Sheet, name: str, motif: str, turned: str = "") -> str:
    """Only the motif, without ground: tiles with a ground of their own show seams in a PDF."""
    name = f"{sheet.ident}-{name}"
    size = f'width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse"'
    sheet.patterns.setdefault(name, f'<pattern id="{name}" {size}{turned}>{motif}</pattern>')
    return f' fill="url(#{name})"'


def hatched(sheet: Sheet, colour: int) -> Look:
    """An estimate: slanted strokes in the colour of the series, within its own outline."""
    stripe = f'<path{sheet.looks[f"f{colour}"]} d="{_STRIPES}"/>'
    pattern = _pattern(sheet, f"h{colour}", stripe, ' patternTransform="rotate(45)"')
    return sheet.looks["bg"], pattern + sheet.looks[f"k{colour}"]


def textured(sheet: Sheet, colour: int) -> Look:
    """A part of a stack: plain for the first series and the last, with a quiet texture for the others."""
    motif = TEXTURES.get(colour)
    if not motif:
        return f"f{colour}"
    pattern = _pattern(sheet, f"x{colour}", motif.format(tx=sheet.looks["tx"], bg=sheet.looks["bg"]))
    return sheet.looks[f"f{colour}"], pattern


def fill(sheet: Sheet, colour: int, estimated: bool, stacked: bool = False) -> Look:
    if estimated:
        return hatched(sheet, colour)
    return textured(sheet, colour) if stacked else f"f{colour}"


def marker(sheet: Sheet, x: float, y: float, colour: int, *, hollow: bool = False) -> None:
    """A shape per series: circle, square, triangle, diamond, triangle on its head, bar. Hollow: an estimate."""
    look = f"o{colour}" if hollow else f"f{colour}"
    if colour == 1:
        sheet.parts.append(f'<circle{sheet.looks[look]} cx="{num(x)}" cy="{num(y)}" r="4.2"/>')
        return
    a, b, c, e = num(x - 5), num(x + 5), num(y - 5), num(y + 5)
    shape = {
        2: f"M{num(x - 4)} {num(y - 4)}h8v8h-8z",
        3: f"M{num(x)} {c}L{b} {num(y + 4)}H{a}z",
        4: f"M{num(x)} {c}L{b} {num(y)} {num(x)} {e} {a} {num(y)}z",
        5: f"M{num(x)} {e}L{a} {num(y - 4)}H{b}z",
        6: f"M{a} {num(y - 2.5)}h10v5h-10z",
    }[colour]
    sheet.path(shape, look)
