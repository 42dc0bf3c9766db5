"""Rows of a grid of numbers as HTML: hundreds of cells a page, ten times as fast as a template draws them."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pact.ui.icons import icon

_CELL = (
    '<td class="cell{cls}" data-l="{head}">{flag}<input id="{id}" name="{name}" data-cell="{name}"'
    ' data-version="{version}" data-sum="{sum}" value="{value}" aria-label="{aria}"{bad}{said} inputmode="numeric"'
    ' autocomplete="off"{locked}>{was}</td>\n'
)
_TEXTS = ("name", "head", "id", "sum", "value", "aria")
_SPECIAL = re.compile("[&<>\"']").search


def rows(lines: Iterable[dict[str, Any]], *, locked: bool = False) -> SafeString:
    """`lines`: line, label, cells, total {text, open}, was. A cell: id, name, version, value, aria, head, sum, cls,
    flag (an icon), bad, was. Every text is escaped here."""
    words = _("Total"), _("at least %(number)s")
    return mark_safe("".join(_row(line, locked, *words) for line in lines))  # noqa: S308  every value is escaped below


def _row(line: dict[str, Any], locked: bool, head: str, at_least: str) -> str:
    code = escape(line["line"])
    cells = "".join(_cell(cell, locked) for cell in line["cells"])
    text = shown = escape(line["total"]["text"])
    if line["total"]["open"]:
        vague = escape(at_least % {"number": line["total"]["text"]})
        shown = f'<span aria-hidden="true">≥ {text}</span><span class="vh">{vague}</span>'
    total = f'<td class="ro" data-total="line:{code}" data-l="{escape(head)}">{shown}{_was(line["was"])}</td>'
    return f'<tr data-line="{code}"><th scope="row">{escape(line["label"])}</th>\n{cells}{total}</tr>\n'


def _cell(cell: dict[str, Any], locked: bool) -> str:
    texts = [cell[name] for name in _TEXTS]
    # Most cells hold nothing that HTML could take for its own: one look at all their texts together finds out.
    if _SPECIAL("".join(texts)):
        texts = [escape(text) for text in texts]
    flag, (name, head, id_, sums, value, aria) = cell["flag"], texts
    return _CELL.format(
        cls=cell["cls"],
        head=head,
        flag=f'<span class="flag">{icon(flag)}</span>' if flag else "",
        id=id_,
        name=name,
        version=cell["version"],
        sum=sums,
        value=value,
        aria=aria,
        bad=' aria-invalid="true"' if cell["bad"] else "",
        said=f' aria-describedby="say-{name}"' if flag else "",
        locked=" readonly" if locked else "",
        was=_was(cell["was"]),
    )


def _was(text: str) -> str:
    return f'<span class="was">{escape(text)}</span>' if text else ""
