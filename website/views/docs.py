"""The page that explains the interface for machines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from website.api.docs import operations


@public_page
@cached_page(seconds=3600)
def api_docs(request: HttpRequest) -> HttpResponse:
    return render(request, "website/api_docs.html", {"operations": operations()})
