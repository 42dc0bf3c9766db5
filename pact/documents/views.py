"""Watching a document being made, and having it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pact.access.pages import page, public_page
from pact.access.permissions import SIGNED_IN
from pact.documents import queries
from pact.documents.models import Document
from pact.documents.shelf import handed_out, shown_to_all


@page(SIGNED_IN, finds=queries.documents)
def document_progress(request: HttpRequest, document: Document) -> HttpResponse:
    """State, bar, and the link when it is ready; without script the page refreshes itself."""
    told = {"document": queries.card(document), "back_url": queries.back_url(document)}
    return render(request, "documents/document_progress.html", told)


@page(SIGNED_IN, finds=queries.documents)
def document_state(request: HttpRequest, document: Document) -> HttpResponse:
    """The part of that page that changes."""
    return render(request, "documents/_document_state.html", {"document": queries.card(document)})


@page(SIGNED_IN, finds=queries.documents)
def document_file(request: HttpRequest, document: Document) -> HttpResponse:
    return handed_out(request, document)


@public_page
def document_public(request: HttpRequest, ref: str) -> HttpResponse:
    return shown_to_all(request, ref)
