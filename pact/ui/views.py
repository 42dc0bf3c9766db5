"""The gallery of parts, and the pages that say what went wrong."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from pact.access.pages import public_page
from pact.ui import specimens


@public_page
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state: what axe and the screenshots look at."""
    return render(request, "ui/gallery.html", specimens.specimens())


def _told(request: HttpRequest, code: int, sentence: str = "", **more: str) -> HttpResponse:
    told = {"sentence": sentence, "reference": getattr(request, "id", ""), **more}
    return render(request, f"errors/{code}.html", told, status=code)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _told(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A refusal carries a sentence and what it rests on; without one the page says what can be done."""
    told = {name: str(getattr(exception, name, "")) for name in ("sentence", "rests_on", "clause")}
    return _told(request, 403, **told)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form did not fit: most often somebody was away for long, or has signed in again elsewhere."""
    return render(request, "errors/403_csrf.html", {"reference": getattr(request, "id", "")}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page whether there is nothing or it is out of reach."""
    return _told(request, 404)


def gone(request: HttpRequest, sentence: str = "") -> HttpResponse:
    return _told(request, 410, sentence)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _told(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without request, session or database: any of them may be what broke.

    A database that is away for a moment is 503 with a time to come back (Security B4)."""
    page = render_to_string("errors/500.html", {"reference": getattr(request, "id", "")})
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})
    return HttpResponse(page, status=500)
