"""Handing documents out. They are ours and hold nothing active, so a public one may open in the browser."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from pact.documents.models import Document
from pact.documents.queries import every_public_document
from pact.files.serving import attachment


def handed_out(request: HttpRequest, document: Document) -> HttpResponse:
    """The PDF to somebody who may have it; 404 before it is ready."""
    if document.state != Document.READY:
        raise Http404
    return attachment(
        request, document.path, name=document.filename, content_type="application/pdf", sha256=document.sha256
    )


def shown_to_all(request: HttpRequest, ref: str) -> HttpResponse:
    """A published PDF under its lasting address."""
    response = handed_out(request, get_object_or_404(every_public_document(), ref=ref))
    if response.status_code == 200:
        response["Content-Disposition"] = f'inline; filename="{ref}.pdf"'
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response["Cache-Control"] = "public, max-age=3600"
    return response
