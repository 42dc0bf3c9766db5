"""Two media, one drawing: a class on screen, presentation attributes on paper.

On screen `charts.css` gives every role its colour, so light, dark and a strict CSP all hold. On paper document CSS does
not reach inline SVG (WeasyPrint), so the same role becomes `fill="#…"`; the colours are the light ones of `tokens.css`.
"""

import zlib
from html import escape

from django.utils.safestring import SafeString, mark_safe

SCREEN, PAPER = "screen", "paper"
WIDE, NARROW = 640, 300
LEAF = 600  # the type area of an A4 page, in CSS pixels
SIZE = 13

PALETTE = {
    "canvas": "#F7F6F2", "surface": "#FFFFFF", "sunken": "#EFEEE8",
    "ink": "#13211F", "ink-2": "#3D4B48", "ink-3": "#586662",
    "line": "#DAD9D1", "line-strong": "#858E8A", "accent": "#8A3F19", "accent-mark": "#B8602F",
    "data-1": "#0B5147", "data-2": "#B8602F", "data-3": "#5390DA",
    "data-4": "#B58C00", "data-5": "#7A3E80", "data-6": "#8A938F",
    "seq-0": "#E3E0D6", "seq-1": "#CDE3DC", "seq-2": "#9ECBC0", "seq-3": "#5FA698", "seq-4": "#2A8072",
    "seq-5": "#0F5A50", "on-seq-high": "#FFFFFF", "state-open": "#9ECBC0", "state-none": "#D9D7CC",
}  # fmt: skip

BOLD, ITALIC = {"font-weight": "600"}, {"font-style": "italic"}
ROLES: dict[str, dict[str, str]] = {
    "g": {"stroke": "line", "stroke-width": "1"},
    "ax": {"stroke": "line-strong", "stroke-width": "1"},
    "aim": {"stroke": "ink", "stroke-width": "2"},
    "rng": {"stroke": "ink", "stroke-width": "1.25", "fill": "none"},
    "bed": {"stroke": "surface", "stroke-width": "3.5", "fill": "none"},
    "band": {"fill": "state-none"},
    "zone": {"fill": "state-open"},
    "ref": {"fill": "state-none"},
    "plate": {"fill": "surface"},
    "bg": {"fill": "surface"},
    "tx": {"stroke": "surface", "stroke-width": "1.2", "fill": "none"},
    "ctx": {"stroke": "line-strong", "stroke-width": "1", "fill": "none"},
    "join": {"stroke": "line-strong", "stroke-width": "1"},
    "frame": {"stroke": "line", "fill": "none"},
    "t": {"fill": "ink-2"},
    "tick": {"fill": "ink-3"},
    "lab": {"fill": "ink", **BOLD},
    "val": {"fill": "ink"},
    "word": {"fill": "ink-3", **ITALIC},
    "rp": {"stroke": "data-1", "fill": "none"},
    "rc": {"stroke": "accent-mark", "fill": "none"},
    "ry": {"stroke": "line-strong", "fill": "none"},
    "rs": {"stroke": "accent-mark", "stroke-width": "1.4", "stroke-dasharray": "3 3", "fill": "none"},
    "rn": {"fill": "ink", "font-family": "Source Serif 4, serif", "font-weight": "600", "font-size": "62"},
    "rm": {"fill": "ink", "font-family": "Source Serif 4, serif", "font-weight": "600", "font-size": "48"},
    "rl": {"fill": "ink-2", "font-size": "15"},
    "rt": {"fill": "ink-3"},
    "ru": {"fill": "accent", **BOLD},
    "mark-a": {"stroke": "accent-mark"},
    "mark-b": {"stroke": "data-1"},
    "land": {"fill": "seq-0", "stroke": "canvas", "stroke-width": ".6"},
    "lead": {"stroke": "ink-3", "stroke-width": ".8"},
    "n": {"fill": "ink", **BOLD},
    "halo": {"fill": "none", "stroke": "canvas", "stroke-width": "3", "stroke-linejoin": "round", **BOLD},
    "glow": {"fill": "none", "stroke": "seq-5", "stroke-width": "2.5", "stroke-linejoin": "round", **BOLD},
    "lt": {"fill": "on-seq-high", **BOLD},
}
for _i in range(1, 7):
    _own = f"data-{_i}"
    ROLES[f"f{_i}"] = {"fill": _own}
    ROLES[f"k{_i}"] = {"stroke": _own, "stroke-width": "1"}
    ROLES[f"l{_i}"] = {"stroke": _own, "stroke-width": "2.25", "stroke-linejoin": "round", "fill": "none"}
    ROLES[f"o{_i}"] = {"stroke": _own, "stroke-width": "2", "fill": "surface"}
    ROLES[f"r{_i}"] = {"fill": _own, "fill-opacity": ".16"}
for _i in range(1, 6):
    ROLES[f"s{_i}"] = {"fill": f"seq-{_i}", "stroke": "canvas", "stroke-width": ".8"}
    ROLES[f"c{_i}"] = {"fill": f"seq-{_i}", "stroke": "ink-3", "stroke-width": ".8"}

ATTRIBUTES = {
    SCREEN: {role: f' class="{role}"' for role in ROLES},
    PAPER: {
        role: "".join(f' {name}="{PALETTE.get(value, value)}"' for name, value in look.items())
        for role, look in ROLES.items()
    },
}


Look = str | tuple[str, ...]


def text_of(value: object) -> str:
    """Names come from people: escaped, and without characters that no SVG may hold."""
    return escape("".join(c for c in str(value) if c >= " " or c in "\t\n"), quote=True)


def num(value: float) -> str:
    """A coordinate to a tenth of a unit."""
    short = f"{value:.1f}"
    return short[:-2] if short.endswith(".0") else short


def ident_of(*facts: object) -> str:
    """The same content gives the same id: output is reproducible and pages can be compared."""
    return f"c{zlib.crc32(repr(facts).encode()):08x}"


class Sheet:
    """The paper one drawing is made on: collects elements, knows medium, width and patterns."""

    def __init__(self, medium: str, ident: str, width: float = WIDE, css: str = "plot"):
        self.looks, self.medium, self.ident, self.width, self.css = ATTRIBUTES[medium], medium, ident, width, css
        self.parts: list[str] = []
        self.patterns: dict[str, str] = {}

    @property
    def narrow(self) -> bool:
        return self.width < 420

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str) -> None:
        self.parts.append(f'<line{self.looks[role]} x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}"/>')

    def _layers(self, look: Look) -> tuple[str, ...]:
        """A role; or ready attributes, one set for each time the shape is drawn (a ground and a texture on it)."""
        return (self.looks[look],) if isinstance(look, str) else look

    def rect(self, x: float, y: float, w: float, h: float, look: Look) -> None:
        x, w = (x, w) if w >= 0 else (x + w, -w)
        y, h = (y, h) if h >= 0 else (y + h, -h)
        for attrs in self._layers(look):
            self.parts.append(f'<rect{attrs} x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"/>')

    def path(self, d: str, look: Look) -> None:
        for attrs in self._layers(look):
            self.parts.append(f'<path{attrs} d="{d}"/>')

    def text(
        self, x: float, y: float, words: object, role: str = "t", anchor: str = "start", turn: bool = False
    ) -> None:
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        if turn:
            place += f' transform="rotate(-90 {num(x)} {num(y)})"'
        self.parts.append(f'<text{self.looks[role]} x="{num(x)}" y="{num(y)}"{place}>{text_of(words)}</text>')

    def words(self, title: str, description: str) -> str:
        """Title and description; a PDF takes its alternative text from the title alone, so there it holds both."""
        said = f"{title}. {description}" if self.medium == PAPER and description else title
        i = self.ident
        return f'<title id="{i}-t">{text_of(said)}</title><desc id="{i}-d">{text_of(description)}</desc>'

    def svg(self, height: float, title: str, description: str, extra: str = "") -> str:
        defs = f"<defs>{''.join(self.patterns.values())}</defs>" if self.patterns else ""
        font = ' font-family="Source Sans 3, Source Sans, sans-serif"' if self.medium == PAPER else ""
        size = f' width="{num(self.width)}" height="{num(height)}"' if self.medium == PAPER else ""
        i = self.ident
        return (
            f'<svg class="{self.css}{extra}" viewBox="0 0 {num(self.width)} {num(height)}"{size} role="img"'
            f' font-size="{SIZE}"{font} aria-labelledby="{i}-t {i}-d">'
            f"{self.words(title, description)}{defs}{''.join(self.parts)}</svg>"
        )


def safe(svg: str) -> SafeString:
    """Everything a Sheet holds went through `text_of` or `num`."""
    return mark_safe(svg)  # noqa: S308
