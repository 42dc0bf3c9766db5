"""The numbers of the Pact and how its text is read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from website.pages import rules as shown


@public_page
@cached_page()
def rule_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/rule_list.html", shown.book(today()))


@public_page
def rule_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Every value with its history, as a file."""
    if kind not in shown.FILES:
        raise Http404
    response = HttpResponse(shown.written(kind), content_type=shown.FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="rules.{kind}"'
    return response


@public_page
@cached_page()
def reading_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/reading_list.html", shown.readings(today()))
