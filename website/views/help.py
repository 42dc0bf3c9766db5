"""Help, the same for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access import public_page
from pact.publishing.cache import cached_page
from website.pages import help as shown


@public_page
@cached_page(seconds=3600)
def help_list(request: HttpRequest) -> HttpResponse:
    return render(request, "website/help_list.html", shown.articles())


@public_page
@cached_page(seconds=3600)
def help_article(request: HttpRequest, slug: str) -> HttpResponse:
    found = shown.article(slug)
    if found is None:
        raise Http404
    return render(request, "website/help_article.html", found)
