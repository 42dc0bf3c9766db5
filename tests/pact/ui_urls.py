"""The room by itself: the gallery, the account pages, and a workspace page for the rail."""

from django.http import HttpResponse
from django.urls import include, path


def _page(request, **tenant):
    return HttpResponse()


_monitoring = (
    [
        path("o/<org>/monitoring/", _page, name="submission-list"),
        path("g/<group>/monitoring/", _page, name="group-coverage"),
    ],
    "monitoring",
)

urlpatterns = [
    path("", include("pact.ui.urls")),
    path("", include(_monitoring)),
    path("", include("pact.accounts.urls")),
    path("accounts/", include("allauth.urls")),
]

handler404 = "pact.ui.views.page_not_found"
