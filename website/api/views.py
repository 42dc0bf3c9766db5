"""Addresses under /api/v1/. Every answer is kept with an ETag until something is published."""

import json
from collections.abc import Callable
from functools import wraps

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pact.access import public_page
from pact.access.pages import PUBLIC
from participants import public as participants
from reports import public as reports
from website.api import problems, records
from website.pages import participants as lists

NAMES = ("q", "country", "role", "kind", "group", "joined_from", "joined_to", "standing", "sort", "after", "before")


def answering(view: Callable[..., dict | str]) -> Callable[..., HttpResponse]:
    """A page for machines that anyone may read: what the view returns is told as JSON (text is JSON already), what
    goes wrong as a problem.
    """

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return problems.not_allowed(request)
        try:
            told = view(request, **kwargs)
        except Http404:
            return problems.problem(404, _("There is nothing at this address."), request)
        except problems.Unreadable as fault:
            return problems.problem(400, str(fault), request, errors=fault.errors)
        body = told if isinstance(told, str) else json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)
        return HttpResponse(body, content_type="application/json")

    wrapped.page = PUBLIC
    wrapped.methods = ["GET", "HEAD"]
    return wrapped


@answering
def api_participants(request: HttpRequest) -> str:
    query = request.GET
    form = lists.filter_of(query)
    unknown = {name: [_("There is no parameter of this name.")] for name in query if name not in NAMES}
    if unknown or not form.is_valid():
        told = {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}
        raise problems.Unreadable({**unknown, **told})
    return listed(request, form)


def listed(request: HttpRequest, form) -> str:
    filters = form.filters(request.GET.get("sort", ""))
    find = participants.former if form.former else participants.participants
    page = find(filters, request.GET.get("after"), before=request.GET.get("before"))

    def asked(**cursor: str) -> str:
        return records.address(request.path + lists.address(request.GET, **cursor))

    return records.participants_page(page, form.facets.found(filters), asked)


@answering
def api_participant(request: HttpRequest, slug: str) -> dict:
    found = participants.participant(slug)
    if found is None:
        raise Http404
    return records.profile(found)


@answering
def api_countries(request: HttpRequest) -> dict:
    return records.by_country(lists.facets())


@answering
def api_results(request: HttpRequest) -> dict:
    return {"items": [records.result(card) for card in reports.published_reports()]}


@answering
def api_result(request: HttpRequest, year: int) -> dict:
    card = reports.results(year)
    if card is None:
        raise Http404
    return {**records.result(card), "figures": card.body}


@public_page
def api_schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    from website.api import schema

    return HttpResponse(schema.written(), content_type=schema.MEDIA)
