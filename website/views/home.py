"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from website.pages.home import home as shown


@public_page
@cached_page()
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "website/home.html", shown(today()))
