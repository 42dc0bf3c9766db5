"""Addresses under /api/v1/. Every answer is kept with an ETag until something is published."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.views import APIView

from pact.access.pages import PUBLIC
from participants import public as participants
from reports import public as reports
from website.api import problems, records, shapes
from website.pages import participants as lists

NAMES = ("q", "country", "role", "kind", "group", "joined_from", "joined_to", "standing", "sort", "after", "before")
HELP = {
    "q": "Words that begin words of the name.",
    "country": "ISO 3166 alpha-2, like NO.",
    "role": "PROCURING or COORDINATING.",
    "kind": "LOCAL_GOVERNMENT, AGENCY, PRIVATE_COMPANY …",
    "group": "Code of a buyer group.",
    "joined_from": "First day of joining, like 2026-01-31.",
    "joined_to": "Last day of joining.",
    "standing": "`former`: those that took part once.",
    "sort": "`-joined`: newest first; otherwise by name.",
    "after": "Cursor, from `next`.",
    "before": "Cursor, from `previous`.",
}


class Public(APIView):
    """A page for machines that anyone may read.

    The framework describes it; it is asked directly, for there is one way to answer and nobody to recognise: working
    that out took longer than the answer (performance G3).
    """

    page = PUBLIC
    http_method_names = ("get", "head")

    def dispatch(self, request: HttpRequest, **kwargs) -> HttpResponse:
        try:
            if request.method not in ("GET", "HEAD"):
                raise MethodNotAllowed(request.method)
            return self.get(request, **kwargs)
        except Exception as fault:
            answer = problems.answered(fault, request)
            if answer is None:
                raise
            return answer

    def answer(self, told: dict) -> HttpResponse:
        return HttpResponse(
            json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False), content_type="application/json"
        )


class ParticipantList(Public):
    @extend_schema(
        operation_id="participants",
        summary="Organisations that take part, 25 a page",
        parameters=[OpenApiParameter(name, str, description=HELP[name]) for name in NAMES],
        responses={200: shapes.ParticipantPage, 400: shapes.Problem},
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Names, roles, countries and buyer groups, published under Pact 6.4.3."""
        query = request.GET
        form = lists.filter_of(query)
        unknown = {name: [_("There is no parameter of this name.")] for name in query if name not in NAMES}
        if unknown or not form.is_valid():
            told = {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}
            raise problems.Unreadable({**unknown, **told})
        return self.answer(listed(request, form))


def listed(request: HttpRequest, form) -> dict:
    filters = form.filters(request.GET.get("sort", ""))
    find = participants.former if form.former else participants.participants
    page = find(filters, request.GET.get("after"), before=request.GET.get("before"))

    def asked(**cursor: str) -> str:
        return records.address(request.path + lists.address(request.GET, **cursor))

    return records.participants_page(page, form.facets.found(filters), asked)


class ParticipantDetail(Public):
    @extend_schema(
        operation_id="participant",
        summary="One organisation",
        responses={200: shapes.Profile, 404: shapes.Problem},
    )
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """What it signed and when, its buyer groups, its notices."""
        found = participants.participant(slug)
        if found is None:
            raise Http404
        return self.answer(records.profile(found))


class CountryList(Public):
    @extend_schema(operation_id="countries", summary="Participants by country", responses=shapes.Countries)
    def get(self, request: HttpRequest) -> HttpResponse:
        """The numbers behind the map."""
        return self.answer(records.by_country(lists.facets()))


class ResultList(Public):
    @extend_schema(operation_id="results", summary="Published years", responses=shapes.Results)
    def get(self, request: HttpRequest) -> HttpResponse:
        """The key figures of each published report, newest first."""
        return self.answer({"items": [records.result(card) for card in reports.published_reports()]})


class ResultYear(Public):
    @extend_schema(
        operation_id="result",
        summary="All figures of one year",
        responses={200: shapes.ResultYear, 404: shapes.Problem},
    )
    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        """The whole snapshot behind the report of a year."""
        card = reports.results(year)
        if card is None:
            raise Http404
        return self.answer({**records.result(card), "figures": card.body})


class Schema(SpectacularJSONAPIView):
    """OpenAPI 3.1."""

    page = PUBLIC
