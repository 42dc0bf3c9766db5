"""Paths of the interface; answers are kept like pages, with ETag and 304."""

from django.urls import path

from pact.publishing.cache import cached_page
from website.api import views

keep = cached_page()
urlpatterns = [
    path("schema/", cached_page(seconds=3600)(views.api_schema), name="api-schema"),
    path("v1/participants/", keep(views.api_participants), name="api-participants"),
    path("v1/participants/<slug:slug>/", keep(views.api_participant), name="api-participant"),
    path("v1/countries/", keep(views.api_countries), name="api-countries"),
    path("v1/results/", keep(views.api_results), name="api-results"),
    path("v1/results/<int:year>/", keep(views.api_result), name="api-result"),
]
