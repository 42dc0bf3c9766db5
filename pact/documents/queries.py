"""Documents for pages."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pact.access.actors import Actor
from pact.documents import facts as plain
from pact.documents.kinds import Kind, every_kind
from pact.documents.models import Document

_PAGE_FIELDS = ("path", "facts", "failure")


def documents(actor: Actor):
    return Document.objects.visible_to(actor)


def every_public_document(_actor: Any = None):
    """Published documents; the same for everyone, so no actor is asked."""
    return Document.objects.public()


def documents_about(actor: Actor, record: Any, kind: Kind | None = None) -> list[Document]:
    """What was printed about a record, newest first."""
    ref = str(getattr(record, "ref", None) or getattr(record, "slug", None) or record.pk)
    found = documents(actor).filter(about_kind=record._meta.label_lower, about_ref=ref)
    if kind:
        found = found.filter(kind=kind.name)
    return list(found.defer(*_PAGE_FIELDS).order_by("-created_at")[:100])


def latest_about(actor: Actor, record: Any, kind: Kind) -> Document | None:
    return next(iter(documents_about(actor, record, kind)), None)


def card(document: Document) -> dict:
    """What a template says of a document."""
    return {
        "ref": document.ref,
        "title": document.title,
        "state": document.state,
        "progress": document.progress,
        "sentence": sentence(document),
        "waiting": document.state in (Document.QUEUED, Document.MAKING),
        "ready": document.state == Document.READY,
        "failed": document.state == Document.FAILED,
        "pages": document.pages,
        "kilobytes": -(-document.size // 1000),
        "sha256": document.sha256,
        "ordered_at": document.created_at,
        "ready_at": document.ready_at,
        "public": document.public,
        "url": reverse("documents:document-progress", args=[document.ref]),
        "state_url": reverse("documents:document-state", args=[document.ref]),
        "file_url": reverse("documents:document-file", args=[document.ref]),
        "public_url": reverse("documents:document-public", args=[document.ref]) if document.public else "",
    }


def back_url(document: Document) -> str:
    """The page a document belongs to, as its kind says; nothing if there is none."""
    kind = next((kind for kind in every_kind() if kind.name == document.kind), None)
    try:
        return kind.back(plain.unpacked(document.facts)) if kind and kind.back else ""
    except (KeyError, NoReverseMatch):  # facts of an older year do not know what today's page is called
        return ""


def sentence(document: Document) -> str:
    """Where the document stands, in words."""
    if document.state == Document.QUEUED:
        return _("Waiting for the press. You can leave this page: the document stays here.")
    if document.state == Document.MAKING:
        return document.progress_text or _("Making the PDF")
    if document.state == Document.FAILED:
        return _("We could not make this document. Nothing is lost: order it again, or write to the Secretariat.")
    return _("Ready.")
