"""Chosen rows without cookie or account: they stand in the address, each with its version (`c=slug.number.code`)."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

NAME, MOST = "c", 200
LONGEST = 120
Key = tuple[str, int, str]


def key(slug: str, number: int, code: str) -> str:
    return f"{slug}.{number}.{code}"


def kept(query: QueryDict) -> list[str]:
    """What was chosen so far, once each, in order; no more than can be exported."""
    return list(dict.fromkeys(one[:LONGEST] for one in query.getlist(NAME) if one.strip()))[: MOST + 1]


def read(text: str) -> Key | None:
    slug, _, rest = text.partition(".")
    number, _, code = rest.partition(".")
    if slug and code and number.isascii() and number.isdigit() and len(number) < 5:
        return slug, int(number), code
    return None


def split(query: QueryDict, slug: str, number: int) -> tuple[set[str], list[str]]:
    """Codes chosen of this version, and everything else that was chosen before."""
    own: set[str] = set()
    others = []
    for one in kept(query):
        found = read(one)
        if found and found[:2] == (slug, number):
            own.add(found[2])
        else:
            others.append(one)
    return own, others


def carried(chosen: list[str]) -> str:
    return urlencode([(NAME, one) for one in chosen])


def address(name: str, chosen: list[str], **path: str) -> str:
    """A page with what is chosen in its address."""
    return reverse(name, kwargs=path or None) + (f"?{carried(chosen)}" if chosen else "")
