"""The outbox as the Secretariat sees it, the letters on an organization's record, and the preview of every kind."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pact.access.actors import Actor
from pact.mail.letters import LetterKind, all_kinds, kind_of
from pact.mail.models import FAILED, HELD, QUEUED, OutboxMail
from pact.mail.writing import Words, written

RECENT = 100
PER_PAGE = 25
SHOWN = ("id", "to", "name", "kind", "secret", "subject", "state", "created_at", "sent_at", "resent", "last_error")


@dataclass(frozen=True)
class Page:
    """A page of letters, newest first; `after` and `before` are where the next and the last one begin, or empty."""

    letters: list[dict]
    after: str
    before: str


@dataclass(frozen=True)
class Outbox:
    """Counts by state, what needs a person, and a page of the letters somebody asked for."""

    waiting: int
    failed: int
    held: int
    resent: int
    troubled: list[dict]
    page: Page


def outbox(actor: Actor, *, after: str = "", before: str = "", **asked: Any) -> Outbox:
    """`asked`: q (of a name or an address), kind, state, organization. Keyset pages: the last is as quick as the
    first."""
    letters = OutboxMail.objects.visible_to(actor)
    counts = letters.aggregate(
        waiting=Count("pk", filter=Q(state=QUEUED)),
        failed=Count("pk", filter=Q(state=FAILED)),
        held=Count("pk", filter=Q(state=HELD)),
        resent=Count("pk", filter=Q(resent__gt=0)),
    )
    troubled = letters.filter(state__in=[FAILED, HELD]).order_by("-created_at")
    narrowed = any(asked.values()) or after or before
    return Outbox(
        **counts, troubled=[] if narrowed else _lines(troubled), page=_page(_asked_for(letters, **asked), after, before)
    )


def _asked_for(letters, *, q: str = "", kind: str = "", state: str = "", organization: int | None = None):
    told = {"kind": kind, "state": state, "organization_id": organization}
    found = letters.filter(**{name: value for name, value in told.items() if value})
    return found.filter(Q(to__icontains=q) | Q(name__icontains=q)) if q else found


def _page(letters, after: str, before: str) -> Page:
    """One row more than a page holds tells whether there is another one; the page before is read backwards."""
    backwards = bool(before and _place(before))
    place = _place(before) if backwards else _place(after)
    if place:
        at, pk = place
        edge = {"created_at__gte": at} if backwards else {"created_at__lte": at}
        passed = {"id__lte": pk} if backwards else {"id__gte": pk}
        letters = letters.filter(**edge).exclude(created_at=at, **passed)
    order = ("created_at", "id") if backwards else ("-created_at", "-id")
    found = _lines(letters.order_by(*order), PER_PAGE + 1)
    more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    if backwards:
        found.reverse()
    return Page(
        found,
        after=_mark(found[-1]) if found and (more or backwards) else "",
        before=_mark(found[0]) if found and place and (more or not backwards) else "",
    )


def _mark(line: dict) -> str:
    return f"{line['created_at']:%Y%m%dT%H%M%S.%f}-{line['id'].hex}"


def _place(mark: str) -> tuple[datetime, UUID] | None:
    """Where a page begins; a damaged mark says nothing, and the list begins at its beginning."""
    at, _sep, pk = mark.partition("-")
    try:
        return datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), UUID(pk)
    except ValueError:
        return None


def _lines(rows, most: int = RECENT) -> list[dict]:
    """Rows for a list. The subject of a letter with a code may say it: the kind's title stands there."""
    lines = list(rows.values(*SHOWN)[:most])
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


def letters_to(actor: Actor, user_id: int):
    """What was written to one person, newest first; never what held a code or a key."""
    reach = OutboxMail.objects.visible_to(actor).filter(recipient=user_id, secret=False)
    return reach.order_by("-created_at", "id").values(*SHOWN)


def troubled(actor: Actor):
    """Letters that failed or are held back."""
    return OutboxMail.objects.visible_to(actor).filter(state__in=[FAILED, HELD])


def trouble_of(actor: Actor, user_ids: list[int]) -> dict[int, int]:
    """How many letters to each of these people failed or are held back; who has none is left out."""
    counted = troubled(actor).filter(recipient__in=user_ids).values("recipient").annotate(n=Count("pk"))
    return dict(counted.order_by().values_list("recipient", "n"))


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


def every_address_about(row, kind: str) -> list[str]:
    """To whom letters of one kind about this record went; for the letters that follow them."""
    about = OutboxMail.objects.filter(about_kind=row._meta.label_lower, about_ref=row.ref, kind=kind).exclude(to="")
    return list(about.values_list("to", flat=True).distinct())
