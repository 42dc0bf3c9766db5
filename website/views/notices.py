"""Written notices of termination, published as they were sent (Pact 6.6.1)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from governance import public as governance
from pact.access import public_page
from pact.files.serving import attachment
from pact.publishing.cache import cached_page
from participants import public
from website.pages.roles import ROLES


@public_page
@cached_page()
def notice_list(request: HttpRequest) -> HttpResponse:
    context = {"notices": public.notices(), "ended": governance.ended()}
    return render(request, "website/notice_list.html", context)


@public_page
def notice_file(request: HttpRequest, ref: str) -> HttpResponse:
    """The signed notice, as a download in a sandbox: it is somebody else's file (Security D1)."""
    found = public.notice_file(ref)
    if found is None:
        raise Http404
    return attachment(request, found.path, name=found.name, content_type="application/pdf", sha256=found.sha256)


@public_page
@cached_page()
def notice_detail(request: HttpRequest, ref: str) -> HttpResponse:
    found = public.notice(ref)
    if found is None:
        raise Http404
    return render(request, "website/notice_detail.html", {"notice": found, "role": ROLES[found.role]})
