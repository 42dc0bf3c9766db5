"""What the interface says of itself, as OpenAPI 3.1: made by a framework that no answer passes through.

It takes longer to load than all pages together, so this room is imported when the description is asked for.
"""

from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.views import APIView

from website.api import shapes
from website.api.views import NAMES

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


class ParticipantList(APIView):
    @extend_schema(
        operation_id="participants",
        summary="Organisations that take part, 25 a page",
        parameters=[OpenApiParameter(name, str, description=HELP[name]) for name in NAMES],
        responses={200: shapes.ParticipantPage, 400: shapes.Problem},
    )
    def get(self, request):
        """Names, roles, countries and buyer groups, published under Pact 6.4.3."""


class ParticipantDetail(APIView):
    @extend_schema(
        operation_id="participant",
        summary="One organisation",
        responses={200: shapes.Profile, 404: shapes.Problem},
    )
    def get(self, request, slug: str):
        """What it signed and when, its buyer groups, its notices."""


class CountryList(APIView):
    @extend_schema(operation_id="countries", summary="Participants by country", responses=shapes.Countries)
    def get(self, request):
        """The numbers behind the map."""


class ResultList(APIView):
    @extend_schema(operation_id="results", summary="Published years", responses=shapes.Results)
    def get(self, request):
        """The key figures of each published report, newest first."""


class ResultYear(APIView):
    @extend_schema(
        operation_id="result",
        summary="All figures of one year",
        responses={200: shapes.ResultYear, 404: shapes.Problem},
    )
    def get(self, request, year: int):
        """The whole snapshot behind the report of a year."""


PATTERNS = (
    path("api/v1/participants/", ParticipantList.as_view()),
    path("api/v1/participants/<slug:slug>/", ParticipantDetail.as_view()),
    path("api/v1/countries/", CountryList.as_view()),
    path("api/v1/results/", ResultList.as_view()),
    path("api/v1/results/<int:year>/", ResultYear.as_view()),
)
MEDIA = OpenApiJsonRenderer.media_type


def described() -> dict:
    return SchemaGenerator(patterns=PATTERNS).get_schema(request=None, public=True)


def written() -> bytes:
    return OpenApiJsonRenderer().render(described(), renderer_context={})
