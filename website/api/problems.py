"""What went wrong, for machines: problem details as of RFC 9457."""

import json
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed

TYPE = "application/problem+json"


class Unreadable(APIException):
    """A filter that could not be read; `errors` has a sentence for each parameter."""

    status_code = 400

    def __init__(self, errors: dict[str, list[str]]):
        super().__init__(_("Some parameters could not be read."))
        self.errors = errors


def answered(exc: Exception, request: HttpRequest) -> HttpResponse | None:
    """The answer to an exception of a view; None for what is a fault of ours."""
    if isinstance(exc, Http404):
        return problem(404, _("There is nothing at this address."), request)
    if isinstance(exc, APIException):
        extra = {"errors": exc.errors} if isinstance(exc, Unreadable) else {}
        told = problem(exc.status_code, str(exc.detail), request, **extra)
        if isinstance(exc, MethodNotAllowed):
            told["Allow"] = "GET, HEAD"
        return told
    return None


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
