"""What went wrong, for machines: problem details as of RFC 9457."""

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

TYPE = "application/problem+json"


class Unreadable(Exception):
    """A filter that could not be read; `errors` has a sentence for each parameter."""

    def __init__(self, errors: dict[str, list[str]]):
        super().__init__(_("Some parameters could not be read."))
        self.errors = errors


def not_allowed(request: HttpRequest) -> HttpResponse:
    told = problem(405, _("Only reading is possible here."), request)
    told["Allow"] = "GET, HEAD"
    return told


def problem(status: int, detail: str, request: HttpRequest, **extra: object) -> HttpResponse:
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **extra,
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=TYPE, status=status)
