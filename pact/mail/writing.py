"""From a letter to its words: subject, plain text and HTML.

A floor writes one plain template per letter: the subject on the first line, then paragraphs, lists ("- " lines) and
addresses of our own pages on lines of their own. Both twins are made from it, so they never differ. A letter that
needs more brings its own `.html` beside it, which extends `mail/frame.html`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from pact.mail.letters import LetterKind

SUBJECT_LENGTH = 180
# Control characters, line and paragraph separators, and marks that turn the direction of text (Security D5).
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Words:
    """Subject and twins as they are sent; the parts they are made of, for the preview."""

    subject: str
    text: str
    html: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    button_url: str = ""
    button_label: str = ""
    why: str = ""


def one_line(text: Any, length: int = SUBJECT_LENGTH) -> str:
    """Text that can stand in a header: no control characters, no line breaks, not too long."""
    line = " ".join(_UNPRINTABLE.sub(" ", str(text)).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def written(kind: LetterKind, facts: Mapping[str, Any], *, language: str, template: str = "") -> Words:
    """The words of a letter in the reader's language."""
    name = template.removesuffix(".txt") or kind.template_name
    with translation.override(language):
        context = _context(kind, facts)
        subject, body = _subject_and_body(_plain(f"mail/{name}.txt", context))
        context.update(subject=subject, body=body, blocks=_blocks(body))
        text = _plain("mail/letter.txt", context).strip() + "\n"
        parts = {key: context[key] for key in ("blocks", "button_url", "button_label", "why")}
        return Words(subject, text, _html(name, context), **parts)


def _context(kind: LetterKind, facts: Mapping[str, Any]) -> dict[str, Any]:
    context = {"site": settings.SITE_ADDRESS, "button_url": "", "button_label": "", **facts}
    context["button_url"] = _own_address(context["button_url"])
    context["why"] = one_line(str(kind.why).format_map(context), 400)
    return context


def _own_address(url: str) -> str:
    """A link of ours in full; another host in a button is a fault of the program."""
    if not url or url.startswith(settings.SITE_ADDRESS + "/"):
        return url
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("a letter links only to pages of this installation")
    return settings.SITE_ADDRESS + url


def _plain(name: str, context: dict[str, Any]) -> str:
    """A plain text template: no HTML escaping, which the other twin does for itself."""
    return get_template(name).template.render(Context(context, autoescape=False))


def _subject_and_body(rendered: str) -> tuple[str, str]:
    first, _, rest = rendered.lstrip().partition("\n")
    body = _UNPRINTABLE.sub("", rest.replace("\r\n", "\n").replace("\r", "\n"))
    return one_line(first), re.sub(r"\n{3,}", "\n\n", body).strip()


def _blocks(body: str) -> list[dict[str, Any]]:
    """Paragraphs and lists of the plain body; `url` marks a line that is nothing but one of our addresses."""
    blocks = []
    for part in filter(None, (part.strip() for part in body.split("\n\n"))):
        lines = [line.strip() for line in part.split("\n")]
        if all(line.startswith("- ") for line in lines):
            blocks.append({"items": [line[2:] for line in lines], "lines": []})
        else:
            blocks.append({"items": [], "lines": [{"text": line, "url": _is_address(line)} for line in lines]})
    return blocks


def _is_address(line: str) -> bool:
    return line.startswith(settings.SITE_ADDRESS + "/") and " " not in line


def _html(name: str, context: dict[str, Any]) -> str:
    try:
        template = get_template(f"mail/{name}.html")
    except TemplateDoesNotExist:
        template = get_template("mail/letter.html")
    return template.template.render(Context(context))
