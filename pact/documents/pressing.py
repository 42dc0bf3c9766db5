"""The press: claims rows, prints them, puts them on the shelf."""

import hashlib
import logging
import os
import re
import time
from collections.abc import Callable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pact.access import scope
from pact.audit import record
from pact.documents import facts as plain
from pact.documents import verbs
from pact.documents.binding import bind
from pact.documents.kinds import by_name
from pact.documents.models import Document
from pact.documents.setting.workshop import Fault, Printed, Workshop, kept
from pact.jobs import claims
from pact.publishing.cache import bump

log = logging.getLogger(__name__)

HAND = "press"
SHIFT_SECONDS = 20 * 60
_PAGE = re.compile(r"Page (\d+)")


def press(*, at: datetime) -> int:
    """Print what waits; returns how many documents were made. Running it twice, or twice at once, changes nothing."""
    made, seen, until = 0, [], time.monotonic() + SHIFT_SECONDS
    while time.monotonic() < until and (document := _claim(seen)):
        seen.append(document.pk)
        made += _made(document, kept(os.getpid()), at)
    return made


def _claim(seen: list) -> Document | None:
    return claims.claim(Document.objects.exclude(pk__in=seen), HAND, _("Gathering the facts"))


def _made(document: Document, place: Workshop, at: datetime) -> bool:
    try:
        kind = by_name(document.kind)
        html = _html(document)
        printed = place.set(html, seconds=kind.seconds, tell=_teller(document, kind.pages))
        printed = _bound(document, printed)
    except Fault as fault:
        _give_up(document, str(fault), at, final=fault.final)
        return False
    except Exception as fault:
        log.exception("Document %s could not be drawn", document.ref)
        _give_up(document, f"{type(fault).__name__}: {fault}", at)
        return False
    return _shelve(document, printed, at)


def _html(document: Document) -> str:
    """The template with its facts; nothing else of the product is in its reach."""
    if plain.sha256_of(document.facts) != document.facts_sha256:
        raise ValueError("the facts are not those that were ordered")
    kind, facts = by_name(document.kind), plain.unpacked(document.facts)
    card = {"ref": document.ref, "title": document.title, "ordered_at": document.created_at}
    with translation.override(document.language):
        more = kind.context(facts) if kind.context else {}
        return render_to_string(kind.template, {**more, "facts": facts, "document": card})


def _bound(document: Document, printed: Printed) -> Printed:
    kind = by_name(document.kind)
    if not kind.papers:
        return printed
    claims.teller(document, HAND)(90, _("Binding the papers"))
    with scope.as_system(HAND):
        papers = kind.papers(plain.unpacked(document.facts))
    return bind(printed, papers)


def _teller(document: Document, expected: int) -> Callable[[str], None]:
    tell = claims.teller(document, HAND)
    return lambda step: tell(*_progress(step, expected))


def _progress(step: str, expected: int) -> tuple[int, str]:
    """Per cent and words of one of WeasyPrint's sentences ("Step 5 - Creating layout - Page 12")."""
    if page := _PAGE.search(step):
        number = int(page[1])
        return 10 + int(65 * min(number / (expected + number / 4), 1)), _("Setting page %(page)s") % {"page": number}
    if step.startswith(("Step 6", "Step 7")):
        return 80, _("Writing the file")
    return (5, _("Setting the type")) if step else (1, "")


def _shelve(document: Document, printed: Printed, at: datetime) -> bool:
    """File first, row second: a row never names a file that is not there."""
    name = f"documents/{document.pk.hex[:2]}/{document.pk.hex}-{document.attempts}.pdf"
    path = default_storage.save(name, ContentFile(printed.pdf))
    sha256 = hashlib.sha256(printed.pdf).hexdigest()
    done = {"path": path, "sha256": sha256, "size": len(printed.pdf), "pages": printed.pages, "ready_at": at}
    with scope.as_system(HAND) as hand:
        ours = claims.finish(document, HAND, **done)
        if ours:
            _record(hand, verbs.MADE, document, at, sha256=sha256, pages=printed.pages)
            if document.public:
                bump()
    if not ours:
        default_storage.delete(path)
    return ours


def _give_up(document: Document, failure: str, at: datetime, *, final: bool = False) -> None:
    """Back into the queue, or, after the last try, FAILED with a reason for the Secretariat."""
    log.warning("Document %s failed (attempt %s): %s", document.ref, document.attempts, failure)
    with scope.as_system(HAND) as hand:
        if claims.give_up(document, HAND, failure, final=final):
            _record(hand, verbs.FAILED, document, at, failure=failure[:300])


def _record(hand, verb, document: Document, at: datetime, **facts) -> None:
    owners = {"organization_id": document.organization_id, "group_id": document.group_id}
    record(hand, verb, document, at=at, **owners, **facts)
