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


def answered(fault: Exception, context: dict) -> HttpResponse | None:
    """The answer to an exception of a view; None for what is a fault of ours."""
    request = context["request"]
    if isinstance(fault, Http404):
        return problem(404, _("There is nothing at this address."), request)
    if isinstance(fault, MethodNotAllowed):
        return problem(405, _("Only reading is possible here."), request)
    if isinstance(fault, APIException):
        extra = {"errors": fault.errors} if isinstance(fault, Unreadable) else {}
        return problem(fault.status_code, str(fault.detail), request, **extra)
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
