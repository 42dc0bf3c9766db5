"""Handing a file out: always as an attachment in a sandbox. Who may have it is the calling page's business."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from pact.files.sniffing import KINDS

SANDBOX = "sandbox; default-src 'none'"


def serve(request: HttpRequest, stored) -> HttpResponse:
    """The bytes of a `StoredFile`, as it was named for people."""
    content_type = KINDS[stored.kind.lower()].content_type
    return attachment(request, stored.path, name=stored.name, content_type=content_type, sha256=stored.sha256)


def attachment(request: HttpRequest, path: str, *, name: str, content_type: str, sha256: str) -> HttpResponse:
    """A file of the store as a download, or 304 when the browser holds these very bytes."""
    etag = f'"{sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = FileResponse(
            default_storage.open(path), as_attachment=True, filename=name, content_type=content_type
        )
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response
