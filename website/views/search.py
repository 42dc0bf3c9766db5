"""Search, for everybody at one address: visitors find what is public, people who are signed in also what is theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from website.pages import search as shown


@public_page
@cached_page()
def search(request: HttpRequest) -> HttpResponse:
    """What a visitor is answered is public and may be kept; with a session it is never stored (`security_headers`)."""
    return render(request, "website/search.html", shown.answer(request.actor, request.GET))
