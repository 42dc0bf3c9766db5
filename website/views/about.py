"""What the Pact is, who decides, how we count, and the service pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from website.pages import about as shown
from website.pages import privacy as privacy_page


@public_page
@cached_page()
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "website/about.html", shown.definitions())


@public_page
@cached_page()
def pact_text(request: HttpRequest, version: int | None = None) -> HttpResponse:
    found = shown.pact_text(version)
    if found is None:
        raise Http404
    return render(request, "website/pact_text.html", found)


@public_page
@cached_page()
def pact_version(request: HttpRequest, version: int) -> HttpResponse:
    """An older version at an address of its own: what somebody signed stays readable."""
    return pact_text(request, version=version)


@public_page
@cached_page()
def pact_compare(request: HttpRequest) -> HttpResponse:
    """Two versions beside each other, word by word; asked for in the address."""
    found = shown.pact_compared(request.GET.get("from", ""), request.GET.get("to", ""))
    if found is None:
        raise Http404
    return render(request, "website/pact_compare.html", found)


@public_page
@cached_page()
def definitions(request: HttpRequest) -> HttpResponse:
    return render(request, "website/definitions.html", shown.definitions())


@public_page
@cached_page()
def governance(request: HttpRequest) -> HttpResponse:
    return render(request, "website/governance.html", shown.governance_page(today()))


@public_page
@cached_page()
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "website/method.html", shown.method(today()))


@public_page
@cached_page(seconds=3600)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility.html", shown.contact())


@public_page
@cached_page(seconds=3600)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "website/privacy.html", privacy_page.privacy())


@public_page
@cached_page(seconds=3600)
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "website/contact.html", shown.contact())
