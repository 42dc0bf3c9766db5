"""Paths of the interface; answers are kept like pages, with ETag and 304."""

from django.urls import path

from pact.publishing.cache import cached_page
from website.api import views

keep = cached_page()
urlpatterns = [
    path("schema/", cached_page(seconds=3600)(views.api_schema), name="api-schema"),
    path("v1/participants/", keep(views.ParticipantList.as_view()), name="api-participants"),
    path("v1/participants/<slug:slug>/", keep(views.ParticipantDetail.as_view()), name="api-participant"),
    path("v1/supporters/", keep(views.SupporterList.as_view()), name="api-supporters"),
    path("v1/supporters/<slug:slug>/", keep(views.SupporterDetail.as_view()), name="api-supporter"),
    path("v1/countries/", keep(views.CountryList.as_view()), name="api-countries"),
    path("v1/results/", keep(views.ResultList.as_view()), name="api-results"),
    path("v1/results/<int:year>/", keep(views.ResultYear.as_view()), name="api-result"),
]
