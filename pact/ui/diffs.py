"""What changed between two texts, word by word; told without colour: by underline and strike, and aloud by words."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SAME, INS, DEL = "same", "ins", "del"
_WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]", re.UNICODE)


class Part(NamedTuple):
    kind: str
    text: str


def compared(before: str, after: str) -> list[Part]:
    """Both texts in one row of parts; single words between two changes belong to them, so that it can be read."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            _add(parts, SAME, "".join(old[a:b]))
        else:
            _add(parts, DEL, "".join(old[a:b]))
            _add(parts, INS, "".join(new[c:d]))
    return _joined(parts)


def _add(parts: list[Part], kind: str, text: str) -> None:
    if text:
        parts.append(Part(kind, text))


def _joined(parts: list[Part]) -> list[Part]:
    """A space alone between two changes is no pause: the changes on both sides become one."""
    found: list[Part] = []
    waiting = {DEL: "", INS: ""}
    for number, part in enumerate(parts):
        between = part.kind == SAME and not part.text.strip() and 0 < number < len(parts) - 1
        if part.kind == SAME and not between:
            _flush(found, waiting)
            found.append(part)
        else:
            for kind in (DEL, INS) if between else (part.kind,):
                waiting[kind] += part.text
    _flush(found, waiting)
    return found


def _flush(found: list[Part], waiting: dict[str, str]) -> None:
    for kind in (DEL, INS):
        if waiting[kind].strip():
            found.append(Part(kind, waiting[kind]))
        waiting[kind] = ""


def drawn(before: str, after: str) -> SafeString:
    """As HTML: <del> and <ins>, each with words for those who do not see them."""
    words = {DEL: (_("removed:"), _("end of removal")), INS: (_("added:"), _("end of addition"))}
    shown = (
        format_html("{}", part.text)
        if part.kind == SAME
        else format_html(
            '<{0}><span class="vh"> {1} </span>{2}<span class="vh"> {3} </span></{0}>',
            part.kind,
            words[part.kind][0],
            part.text,
            words[part.kind][1],
        )
        for part in compared(before, after)
    )
    return format_html_join("", "{}", ((one,) for one in shown))
