"""Who takes part (Pact 6.4.3)."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from pact.access import public_page
from pact.clock import today
from pact.publishing.cache import cached_page
from pact.ui.shell import framed
from participants import public
from website import sheets
from website.pages import participants as shown
from website.pages.profiles import profile

PARTICIPANTS = "website/participant_list.html"


@public_page
@cached_page()
def participant_list(request: HttpRequest) -> HttpResponse:
    told = shown.listed(request.GET)
    form, content = told["form"], render_to_string("website/_participant_list.html", told)
    if form.errors:
        return render(request, PARTICIPANTS, {"form": form, "former": told["former"], "content": content})
    return framed(request, PARTICIPANTS, content, former=told["former"])


@public_page
def participant_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list shows, all of it, as a file."""
    if kind not in sheets.TYPES:
        raise Http404
    form = shown.filter_of(request.GET)
    blocks = sheets.written(kind, form.filters(request.GET.get("sort", "")), ended=form.former)
    response = StreamingHttpResponse(blocks, content_type=sheets.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="participants.{kind}"'
    return response


@public_page
@cached_page()
def participant_country(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "website/participant_country.html", shown.country(code, request.GET))


@public_page
@cached_page()
def participant_detail(request: HttpRequest, slug: str) -> HttpResponse:
    found = profile(slug, today())
    if found is None:
        if moved := public.moved_to(slug):
            return redirect("website:participant-detail", slug=moved, permanent=True)
        raise Http404
    if not found["roles"]:
        return redirect("website:supporter-detail", slug=slug)  # it never took part: its page is the supporter's
    return render(request, "website/participant_detail.html", found)
