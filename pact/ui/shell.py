"""Parts of pages that are the same for every visitor: each is drawn once a process.

Drawing masthead and footer anew cost four times what everything else about a small page does (performance G1).
"""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pact.ui import navigation
from pact.ui.context import Frame

MOST = 500
_CONTENT = "\ue000content\ue000"
_mastheads: dict[tuple, SafeString] = {}
_frames: dict[tuple, tuple[str, ...]] = {}


def kept(template: str, **facts: Hashable) -> SafeString:
    """A template that depends on these facts alone, and on nobody who asks."""
    return _kept(template, tuple(facts.items()), *_place())


@lru_cache(maxsize=512)
def _kept(template: str, facts: tuple[tuple[str, Hashable], ...], language: str, urlconf: str) -> SafeString:
    return render_to_string(template, dict(facts))


def framed(request: HttpRequest, template: str, content: SafeString, **facts: Hashable) -> HttpResponse:
    """A public page around its content: `template` puts `{{ content }}` into its place and depends on `facts` else.

    For visitors it is drawn once for each address and theme. Facts that cannot be kept, like a form with mistakes,
    are given by `render` as anywhere else.
    """
    frame = Frame(request)
    if frame.signed_in or frame.messages:
        return render(request, template, {**facts, "content": content})
    key = (template, frame.path, frame.theme, tuple(facts.items()), *_place())
    if key not in _frames:
        if len(_frames) > MOST:
            _frames.clear()
        whole = render_to_string(template, {**facts, "content": _CONTENT}, request)
        _frames[key] = tuple(whole.split(_CONTENT))
    before, after = _frames[key]
    return HttpResponse(f"{before}{content}{after}")


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
