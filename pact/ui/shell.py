"""Masthead and footer of the public frame: the same for every visitor, so each is drawn once a process.

Drawing them anew cost four times what everything else about a small page does (performance G1).
"""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pact.ui import navigation

_mastheads: dict[tuple, SafeString] = {}


def footer() -> SafeString:
    return _footer(*_place())


def masthead(frame) -> SafeString:
    """For somebody signed in it is drawn each time; for visitors it differs by the current entry alone."""
    if frame.signed_in:
        return _masthead(frame)
    urls = _addresses(*_place())
    above = [url for url in urls if frame.path == url or frame.path.startswith(url.rstrip("/") + "/")]
    nearest = max(above, key=len, default="")
    key = (*_place(), nearest, nearest == frame.path)
    if key not in _mastheads:
        _mastheads[key] = _masthead(frame)
    return _mastheads[key]


def _place() -> tuple[str, str]:
    return get_language() or "", str(get_urlconf() or settings.ROOT_URLCONF)


def _masthead(frame) -> SafeString:
    return render_to_string("site/_masthead.html", {"frame": frame})


@lru_cache(maxsize=8)
def _footer(language: str, urlconf: str) -> SafeString:
    return render_to_string("site/_footer.html", {"groups": navigation.footer()})


@lru_cache(maxsize=8)
def _addresses(language: str, urlconf: str) -> tuple[str, ...]:
    return tuple(item["url"] for item in navigation.entries(navigation.SITE, {}))
