"""The outbox as the Secretariat sees it, the letters on an organization's record, and the preview of every kind."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pact.access.actors import Actor
from pact.mail.letters import LetterKind, all_kinds, kind_of
from pact.mail.models import FAILED, HELD, QUEUED, OutboxMail
from pact.mail.writing import Words, written

RECENT = 100
SHOWN = ("id", "to", "name", "kind", "secret", "subject", "state", "created_at", "sent_at", "resent", "last_error")


@dataclass(frozen=True)
class Outbox:
    """Counts by state, what needs a person, and the newest letters."""

    waiting: int
    failed: int
    held: int
    resent: int
    troubled: list[dict]
    recent: list[dict]


def outbox(actor: Actor) -> Outbox:
    letters = OutboxMail.objects.visible_to(actor)
    counts = letters.aggregate(
        waiting=Count("pk", filter=Q(state=QUEUED)),
        failed=Count("pk", filter=Q(state=FAILED)),
        held=Count("pk", filter=Q(state=HELD)),
        resent=Count("pk", filter=Q(resent__gt=0)),
    )
    troubled = letters.filter(state__in=[FAILED, HELD]).order_by("-created_at")
    recent = letters.order_by("-created_at", "id")
    return Outbox(**counts, troubled=_lines(troubled), recent=_lines(recent))


def _lines(rows) -> list[dict]:
    """Rows for a list. The subject of a letter with a code may say it: the kind's title stands there."""
    lines = list(rows.values(*SHOWN)[:RECENT])
    for line in lines:
        line["subject"] = _title(line["kind"]) if line["secret"] else line["subject"]
    return lines


def _title(code: str) -> str:
    try:
        return str(kind_of(code).title)
    except KeyError:
        return _("A letter with a code")


def letters(actor: Actor):
    """Letters in this actor's reach."""
    return OutboxMail.objects.visible_to(actor)


def shown_subject(letter: OutboxMail) -> str:
    """The subject, or what stands for it."""
    return _title(letter.kind) if letter.secret else letter.subject


def letters_about(actor: Actor, about_kind: str, about_ref: str) -> list[dict]:
    """The letters about one record, newest first."""
    reach = OutboxMail.objects.visible_to(actor).filter(about_kind=about_kind, about_ref=about_ref)
    return _lines(reach.order_by("-created_at", "id"))


def letters_of_organization(actor: Actor, organization_id: int) -> list[dict]:
    """The copies kept on an organization's record, newest first."""
    reach = OutboxMail.objects.visible_to(actor).filter(organization_id=organization_id, secret=False)
    return _lines(reach.order_by("-created_at", "id"))


@dataclass(frozen=True)
class Preview:
    kind: LetterKind
    words: Words


def previews() -> list[LetterKind]:
    """Every kind of letter that a floor declares."""
    return all_kinds()


def preview(code: str) -> Preview | None:
    """One kind with its sample facts; None for an unknown code."""
    try:
        kind = kind_of(code)
    except KeyError:
        return None
    return Preview(kind, written(kind, kind.sample(), language="en-gb"))
