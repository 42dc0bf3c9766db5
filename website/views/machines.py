"""What machines ask for first: sitemap, robots, and whom to tell about a weakness."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from pact.access import public_page
from pact.clock import now
from pact.publishing.cache import cached_page
from website.pages import machines as shown


@public_page
@cached_page(seconds=600)
def sitemap(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shown.sitemap(), content_type="application/xml")


@public_page
@cached_page(seconds=600)
def feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shown.feed(), content_type="application/atom+xml; charset=utf-8")


@public_page
@cached_page(seconds=3600)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shown.robots(), content_type="text/plain; charset=utf-8")


@public_page
@cached_page(seconds=3600)
def security(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shown.security(now() + timedelta(days=180)), content_type="text/plain; charset=utf-8")
