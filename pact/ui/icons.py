"""Icons: Lucide (ISC, see icons-LICENSE.txt), 24 px grid, inlined so that they take the colour of their text."""

import json
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

_DRAWINGS: dict[str, str] = json.loads((Path(__file__).parent / "icons.json").read_text(encoding="utf-8"))

# The mark: eleven of twelve strokes of the ring; the open place is yours.
_STROKES = (
    ("b", "20", "10.8", "20", "2.4"),
    ("a", "27.97", "15.4", "35.24", "11.2"),
    ("a", "29.2", "20", "37.6", "20"),
    ("a", "27.97", "24.6", "35.24", "28.8"),
    ("b", "24.6", "27.97", "28.8", "35.24"),
    ("b", "20", "29.2", "20", "37.6"),
    ("b", "15.4", "27.97", "11.2", "35.24"),
    ("b", "12.03", "24.6", "4.76", "28.8"),
    ("b", "10.8", "20", "2.4", "20"),
    ("b", "12.03", "15.4", "4.76", "11.2"),
    ("b", "15.4", "12.03", "11.2", "4.76"),
)
_INK = {"a": "#B8602F", "b": "#0B5147"}


@cache
def icon(name: str, *, large: bool = False) -> SafeString:
    """One icon, hidden from screen readers: it always stands beside a word or in a labelled control."""
    try:
        drawing = _DRAWINGS[name]
    except KeyError:
        raise KeyError(f'There is no icon "{name}". Known: {", ".join(sorted(_DRAWINGS))}.') from None
    size = "icon icon-lg" if large else "icon"
    svg = f'<svg class="{size}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing}</svg>'
    return mark_safe(svg)  # noqa: S308 - our own drawing, no input


@cache
def mark(*, size: int = 40) -> SafeString:
    """The logo. Colours stand as attributes too, because paper has no style sheet for drawings."""
    lines = "".join(
        f'<line class="mark-{kind}" stroke="{_INK[kind]}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
        for kind, x1, y1, x2, y2 in _STROKES
    )
    svg = (
        f'<svg width="{int(size)}" height="{int(size)}" viewBox="0 0 40 40" aria-hidden="true" focusable="false"'
        f' stroke-width="3.4" fill="none">{lines}</svg>'
    )
    return mark_safe(svg)  # noqa: S308 - our own drawing, no input


def names() -> list[str]:
    return sorted(_DRAWINGS)
