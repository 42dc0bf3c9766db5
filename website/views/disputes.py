"""Disputes between participants: that they exist, and what the committee recommended (Pact 6.7, register I-20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance import public
from pact.access import public_page
from pact.publishing.cache import cached_page


@public_page
@cached_page()
def dispute_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/dispute_list.html", {"disputes": public.disputes()})
