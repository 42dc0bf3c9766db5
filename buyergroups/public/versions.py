"""One version of a library item with its rows, as the world sees it: every version stays at its address (4.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

from buyergroups.models import Comment, Criterion, Feedback, LibraryVersion, TenderEntry
from buyergroups.public.library import ItemCard, card, shown

SAME, NEW, CHANGED = "", "NEW", "CHANGED"
_COMPARED = ("heading", "text", "type", "level", "theme", "verification", "weight_hint", "label_note")


@dataclass(frozen=True)
class LabelCard:
    name: str
    url: str


@dataclass(frozen=True)
class RowCard:
    """One row. `mark`: NEW or CHANGED since the version before."""

    code: str
    heading: str
    text: str
    type: str
    type_words: str
    level: str
    level_words: str
    theme: str
    verification: str
    weight_hint: str
    labels: tuple[LabelCard, ...]
    label_note: str
    mark: str = SAME


@dataclass(frozen=True)
class VersionRef:
    number: int
    state: str
    state_words: str
    on: datetime | None
    comments_until: date | None


@dataclass(frozen=True)
class Voices:
    """How a version did (3.3.2.c) and which tenders name it; `on`: the day of the latest feedback."""

    used: int
    partly: int
    pilots: int
    not_used: int
    tenders: int
    on: datetime | None

    @property
    def total(self) -> int:
        return self.used + self.partly + self.pilots + self.not_used


@dataclass(frozen=True)
class CommentCard:
    """A comment that was looked at. Addresses for questions are on no card."""

    name: str
    organization: str
    code: str
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class VersionCard:
    item: ItemCard
    rows: tuple[RowCard, ...]
    versions: tuple[VersionRef, ...]
    sha256: str
    changes: str
    adopted_on: datetime | None
    before: int
    gone: tuple[tuple[str, str], ...]
    newer: int
    secretariat: bool


@dataclass(frozen=True)
class Chosen:
    """A row that somebody chose, of exactly that version; `newer`: the version that is published meanwhile."""

    slug: str
    title: str
    language: str
    number: int
    state: str
    newer: int
    row: RowCard


def version(slug: str, number: int = 0) -> VersionCard | None:
    """A public version with its rows and what changed; without a number the one that counts."""
    refs = _refs(slug)
    if not refs:
        return None
    number = number or _counting(refs)
    found = shown(LibraryVersion.objects.public().filter(item__slug=slug, number=number)).first()
    if found is None:
        return None
    before = max((ref.number for ref in refs if ref.number < number and ref.state != "CONSULTATION"), default=0)
    old = {row.code: row for row in _rows(slug, before)} if before else {}
    rows = _rows(slug, number)
    codes = {row.code for row in rows}
    newer = next((ref.number for ref in refs if ref.state == "PUBLISHED" and ref.number > number), 0)
    return VersionCard(
        card(found),
        tuple(_marked(row, old, bool(before)) for row in rows),
        refs,
        found.sha256,
        found.changes,
        found.adopted_at,
        before,
        tuple((row.code, row.heading) for row in old.values() if row.code not in codes),
        newer,
        found.item.working_group_id is None,
    )


def _refs(slug: str) -> tuple[VersionRef, ...]:
    rows = LibraryVersion.objects.public().filter(item__slug=slug).order_by("-number")
    return tuple(
        VersionRef(row.number, row.state, row.get_state_display(), row.published_at, row.comments_until) for row in rows
    )


def _counting(refs: tuple[VersionRef, ...]) -> int:
    order = ("PUBLISHED", "CONSULTATION", "SUPERSEDED")
    return min(refs, key=lambda ref: (order.index(ref.state), -ref.number)).number


def _rows(slug: str, number: int) -> list[RowCard]:
    public = LibraryVersion.objects.public().filter(item__slug=slug, number=number)
    rows = Criterion.objects.filter(version__in=public).prefetch_related("labels").order_by("position", "pk")
    return [row_card(row) for row in rows]


def row_card(row: Criterion) -> RowCard:
    return RowCard(
        row.code,
        row.heading,
        row.text,
        row.type,
        row.get_type_display(),
        row.level,
        row.get_level_display(),
        row.theme,
        row.verification,
        row.weight_hint,
        tuple(LabelCard(str(label), label.url) for label in sorted(row.labels.all(), key=str)),
        row.label_note,
    )


def _marked(row: RowCard, old: dict[str, RowCard], compared: bool) -> RowCard:
    if not compared:
        return row
    was = old.get(row.code)
    same = was is not None and all(getattr(was, name) == getattr(row, name) for name in (*_COMPARED, "labels"))
    mark = SAME if same else CHANGED if was else NEW
    return RowCard(**{**vars(row), "mark": mark})


def voices(slug: str, number: int) -> Voices:
    """Two queries: organizations by how they used a version, and the tenders that name it."""
    of = {"version__item__slug": slug, "version__number": number}
    counts = {word.lower(): Count("pk", filter=Q(used=word)) for word in Feedback.Used.values}
    told = Feedback.objects.filter(**of).aggregate(on=Max("given_at"), **counts)
    named = TenderEntry.objects.filter(criteria__item__slug=slug, criteria__number=number).exclude(stage="CANCELLED")
    return Voices(told["yes"], told["partly"], told["pilot"], told["no"], named.distinct().count(), told["on"])


def comments(slug: str, number: int) -> list[CommentCard]:
    """What was said of a draft, in the order in which it was said."""
    rows = Comment.objects.filter(state="SHOWN", version__in=LibraryVersion.objects.public())
    rows = rows.filter(version__item__slug=slug, version__number=number).order_by("at", "pk")
    return [
        CommentCard(row.name, row.organization_name, row.criterion_code, row.text, row.at, row.answer, row.answered_at)
        for row in rows
    ]


def chosen(keys: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int, str], Chosen]:
    """The rows that are public of those that were chosen, each of the version it was chosen from."""
    wanted = list(dict.fromkeys(keys))
    asked = Q(pk__in=[])
    for slug, number in dict.fromkeys((slug, number) for slug, number, _ in wanted):
        codes = [code for one, n, code in wanted if (one, n) == (slug, number)]
        asked |= Q(version__item__slug=slug, version__number=number, code__in=codes)
    rows = Criterion.objects.filter(asked, version__in=LibraryVersion.objects.public())
    rows = rows.select_related("version__item").prefetch_related("labels").order_by("position", "pk")
    now = dict(LibraryVersion.objects.filter(state="PUBLISHED").values_list("item__slug", "number")) if wanted else {}
    return {(row.version.item.slug, row.version.number, row.code): _chosen(row, now) for row in rows}


def _chosen(row: Criterion, now: dict[str, int]) -> Chosen:
    version = row.version
    current = now.get(version.item.slug, 0)
    newer = current if current > version.number else 0
    return Chosen(
        version.item.slug,
        version.item.title,
        version.item.language,
        version.number,
        version.state,
        newer,
        row_card(row),
    )


def every_row() -> list[Chosen]:
    """All rows of all public versions, for open data."""
    rows = Criterion.objects.filter(version__in=LibraryVersion.objects.public()).select_related("version__item")
    rows = rows.prefetch_related("labels").order_by("version__item__slug", "version__number", "position", "pk")
    now = dict(LibraryVersion.objects.filter(state="PUBLISHED").values_list("item__slug", "number"))
    return [_chosen(row, now) for row in rows]
