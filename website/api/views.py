"""Addresses under /api/v1/. Every answer is kept with an ETag until something is published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from pact.access import public_page
from pact.access.pages import PUBLIC
from pact.clock import today
from participants import public as participants
from reports import public as reports
from website.api import problems, records, schema, shapes
from website.api.speaking import Anyone, Told
from website.pages import participants as lists

PARAMETERS = {
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
    """A page for machines that anyone may read, in one form: nothing is worked out that has one answer only."""

    page = PUBLIC
    http_method_names = ("get", "head")
    renderer_classes = (Told,)
    content_negotiation_class = Anyone
    parser_classes = authentication_classes = permission_classes = throttle_classes = ()

    def get_exception_handler(self):
        return problems.answered

    def finalize_response(self, request, response, *args, **kwargs) -> HttpResponse:
        """The whole answer at once: it is kept as it is sent."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        return answer.render() if isinstance(answer, Response) else answer


class ParticipantList(Public):
    @extend_schema(
        operation_id="participants",
        summary="Organisations that take part, 25 a page",
        parameters=[OpenApiParameter(name, str, description=text) for name, text in PARAMETERS.items()],
        responses={200: shapes.ParticipantPage, 400: shapes.Problem},
    )
    def get(self, request) -> Response:
        """Names, roles, countries and buyer groups, published under Pact 6.4.3."""
        query = request.GET
        form = lists.filter_of(query)
        unknown = {name: [_("There is no parameter of this name.")] for name in query if name not in PARAMETERS}
        if unknown or not form.is_valid():
            told = {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}
            raise problems.Unreadable({**unknown, **told})
        return Response(listed(request, form))


def listed(request: HttpRequest, form) -> str:
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
    def get(self, request, slug: str) -> Response:
        """What it signed and when, its buyer groups, its notices."""
        found = participants.participant(slug)
        if found is not None:
            return Response(records.profile(found))
        if moved := participants.moved_to(slug):
            return redirect("website:api-participant", slug=moved, permanent=True)
        raise Http404


class SupporterList(Public):
    @extend_schema(
        operation_id="supporters",
        summary="Organisations that support the Pact, 25 a page",
        parameters=[OpenApiParameter(name, str, description=PARAMETERS[name]) for name in lists.CURSORS],
        responses={200: shapes.SupporterPage, 400: shapes.Problem},
    )
    def get(self, request) -> Response:
        """Published under Pact 6.4.3."""
        unknown = [name for name in request.GET if name not in lists.CURSORS]
        if unknown:
            raise problems.Unreadable({name: [_("There is no parameter of this name.")] for name in unknown})
        page = participants.supporters(None, request.GET.get("after"), before=request.GET.get("before"))

        def asked(**cursor: str) -> str:
            return records.address(request.path + lists.address(request.GET, **cursor))

        return Response(records.supporters_page(page, lists.facets("SUPPORTERS").total, asked))


class SupporterDetail(Public):
    @extend_schema(
        operation_id="supporter",
        summary="One supporter",
        responses={200: shapes.SupporterProfile, 404: shapes.Problem},
    )
    def get(self, request, slug: str) -> Response:
        """Its letter with the undertakings and their SHA-256, what it told, what was agreed with it."""
        found = participants.supporter(slug, today())
        if found is None:
            raise Http404
        return Response(records.supporter(found))


class CountryList(Public):
    @extend_schema(operation_id="countries", summary="Participants by country", responses=shapes.Countries)
    def get(self, request) -> Response:
        """The numbers behind the map."""
        return Response(records.by_country(lists.facets()))


class ResultList(Public):
    @extend_schema(operation_id="results", summary="Published years", responses=shapes.Results)
    def get(self, request) -> Response:
        """The key figures of each published report, newest first."""
        return Response({"items": [records.result(card) for card in reports.published_reports()]})


class ResultYear(Public):
    @extend_schema(
        operation_id="result",
        summary="All figures of one year",
        responses={200: shapes.ResultYear, 404: shapes.Problem},
    )
    def get(self, request, year: int) -> Response:
        """The whole snapshot behind the report of a year."""
        card = reports.results(year)
        if card is None:
            raise Http404
        return Response({**records.result(card), "figures": card.body})


@public_page
def api_schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return HttpResponse(schema.written(), content_type=schema.MEDIA)
