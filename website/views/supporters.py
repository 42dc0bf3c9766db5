"""Who supports the Pact (Pact 2.2, 6.4.3)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from participants import public
from website import sheets
from website.pages import supporters as shown


@public_page
@cached_page()
def supporter_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/supporter_list.html", shown.listed(request.GET))


@public_page
def supporter_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole list as a file."""
    if kind not in sheets.TYPES:
        raise Http404
    response = HttpResponse(sheets.supporters_written(kind), content_type=sheets.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="supporters.{kind}"'
    return response


@public_page
@cached_page()
def supporter_exceptions(request: HttpRequest) -> HttpResponse:
    """What was agreed with supporters about marketing and sales (2.2.2 c)."""
    return render(request, "website/supporter_exceptions.html", {"exceptions": public.exceptions(today())})


@public_page
@cached_page()
def supporter_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.supporter(slug, today())
    if found is None:
        if moved := public.moved_to(slug):
            return redirect("website:supporter-detail", slug=moved, permanent=True)
        raise Http404
    return render(request, "website/supporter_detail.html", found)
