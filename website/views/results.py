"""Published results and reports (Pact 5.2.3): page, PDF and data from one snapshot."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from reports import public
from website.pages import results as shown
from website.pages import targets


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=shown.FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@public_page
@cached_page()
def results(request: HttpRequest) -> HttpResponse:
    return render(request, "website/results.html", shown.overview())


@public_page
@cached_page()
def target_list(request: HttpRequest) -> HttpResponse:
    """What the Pact aims at (1.2.1, 5.1.1)."""
    return render(request, "website/target_list.html", targets.listed())


@public_page
@cached_page()
def results_year(request: HttpRequest, year: int) -> HttpResponse:
    found = shown.year(year)
    if found is None:
        raise Http404
    return render(request, "website/results_year.html", found)


@public_page
def results_file(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The key figures of a year."""
    card = public.results(year)
    if card is None or kind not in shown.FILES:
        raise Http404
    body = shown.headline_csv(card) if kind == "csv" else shown.headline_json(card)
    return _file(body, kind, f"key-figures-{year}")


@public_page
@cached_page()
def report_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/report_list.html", {"reports": public.published_reports()})


@public_page
@cached_page()
def report_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.report(slug)
    if found is None:
        raise Http404
    return render(request, "website/report_detail.html", found)


@public_page
def report_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The snapshot behind a report."""
    card = public.report(slug)
    if card is None or kind not in shown.FILES:
        raise Http404
    return _file(shown.written(card, kind), kind, slug)


@public_page
def figure_file(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The numbers behind one drawing."""
    card = public.report(slug)
    found = shown.figure_csv(card, code) if card else None
    if found is None:
        raise Http404
    return _file(found, "csv", f"{slug}-{code}")
