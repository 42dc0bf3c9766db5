"""The page of chosen rows and its files: each row cited with its version and the address that stays."""

from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _

from buyergroups import public
from website.pages import baskets
from website.pages.library import cited, permanent, place

FILES = (("docx", "Word"), ("odt", "OpenDocument"), ("xlsx", "Excel"))


def shown(query: QueryDict) -> dict:
    """The rows by the part of the tender to which they belong; what is not there is named."""
    texts = baskets.kept(query)
    found, unknown = rows(query)
    texts = texts[: baskets.MOST]
    lines = [_line(one, texts) for one in found]
    groups = groupby(sorted(lines, key=lambda line: place(line["row"].type)), key=lambda line: line["row"].type_words)
    return {
        "groups": [(words, list(group)) for words, group in groups],
        "total": len(lines),
        "unknown": unknown,
        "too_many": len(baskets.kept(query)) > baskets.MOST,
        "most": baskets.MOST,
        "outdated": sum(bool(line["chosen"].newer) for line in lines),
        "more": baskets.address("website:library", texts),
        "files": [
            {"label": label, "url": baskets.address("website:basket-file", texts, kind=kind)} for kind, label in FILES
        ],
    }


def rows(query: QueryDict) -> tuple[list[public.Chosen], list[str]]:
    """The chosen rows in the order of the address, and what could not be found."""
    texts = baskets.kept(query)[: baskets.MOST]
    keys = {text: baskets.read(text) for text in texts}
    found = public.chosen(one for one in keys.values() if one)
    return [found[one] for one in keys.values() if one in found], [
        text for text, one in keys.items() if one not in found
    ]


def _line(one: public.Chosen, texts: list[str]) -> dict:
    own = baskets.key(one.slug, one.number, one.row.code)
    where = permanent(one.slug, one.number, one.row.code)
    newer = baskets.key(one.slug, one.newer, one.row.code)
    return {
        "chosen": one,
        "row": one.row,
        "where": where,
        "cite": cited(one.title, one.number, where, one.state, one.row.code),
        "without": baskets.address("website:library-basket", [text for text in texts if text != own]),
        "instead": baskets.address("website:library-basket", [newer if text == own else text for text in texts])
        if one.newer
        else "",
    }


def title() -> str:
    return _("Clauses from the library of the Circular & Fair ICT Pact")
