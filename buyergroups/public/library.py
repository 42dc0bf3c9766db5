"""The library as the world sees it (Pact 4.6): frozen cards of what is public, never model instances."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from buyergroups.models import Criterion, LibraryItem, LibraryVersion, WorkingGroup
from governance.models import ProductGroup
from pact.search import Asked, Entry, Found, found_among, narrowed
from pact.search.words import excerpt

THEMES = (("CIRCULAR", "circular"), ("FAIR", "fair"), ("CLIMATE", "climate"))
MOST = 1000
ITEM_WORDS = ("title", "slug")
ROW_WORDS = ("code", "heading", "text", "verification")


@dataclass(frozen=True)
class Asks:
    """What a visitor narrows the library by; empty asks for all. `state`: CONSULTATION, PUBLISHED, SUPERSEDED."""

    q: str = ""
    kind: str = ""
    group: str = ""
    theme: str = ""
    level: str = ""
    type: str = ""
    language: str = ""
    state: str = ""

    @property
    def asked(self) -> Asked:
        return Asked.of(self.q)


@dataclass(frozen=True)
class RowHit:
    code: str
    heading: str
    excerpt: str


@dataclass(frozen=True)
class ItemCard:
    """One item with the version that counts: what is published, else what is open for comment, else the last one."""

    slug: str
    title: str
    kind: str
    kind_words: str
    language: str
    product_groups: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    working_group: str
    working_group_slug: str
    version: int
    state: str
    state_words: str
    published_on: datetime | None
    superseded_on: datetime | None
    comments_until: date | None
    decision: str
    summary: str
    rows: int
    used: int
    in_work: int = 0
    hits: tuple[RowHit, ...] = field(default=())


@dataclass(frozen=True)
class GroupAtWork:
    """A working group one may ask."""

    slug: str
    name: str
    topic: str


@dataclass(frozen=True)
class Fresh:
    """A version that was published."""

    slug: str
    title: str
    number: int
    kind_words: str
    on: datetime


@dataclass(frozen=True)
class FoundItem:
    slug: str
    title: str
    language: str
    kind_words: str


@dataclass(frozen=True)
class FoundRow:
    slug: str
    version: int
    title: str
    language: str
    code: str
    heading: str
    excerpt: str


def newest(state: str = "") -> QuerySet[LibraryVersion]:
    """One public version of each item: the published one before a newer draft; or the newest of one state."""
    rows = LibraryVersion.objects.public()
    rows = rows.filter(state=state) if state else rows
    first = Case(When(state="PUBLISHED", then=Value(0)), When(state="CONSULTATION", then=Value(1)), default=Value(2))
    place = Window(RowNumber(), partition_by="item_id", order_by=(first, F("number").desc()))
    return LibraryVersion.objects.filter(pk__in=rows.annotate(place=place).filter(place=1).values("pk"))


def items(asks: Asks) -> list[ItemCard]:
    """What the list shows, by words: items whose name begins so first, then those with a row that says it."""
    rows = _narrowed(newest(asks.state), asks)
    if not asks.q.strip():
        return [card(row) for row in shown(rows).order_by("item__title", "pk")]
    named, said = _found(rows, asks)
    found = {row.item_id: row for row in shown(rows.filter(Q(item__in=named) | Q(pk__in=said)))}
    order = [*named, *(row.item_id for row in found.values() if row.item_id not in named)]
    return [card(found[pk], tuple(said.get(found[pk].pk, ()))) for pk in order if pk in found]


def _found(rows: QuerySet, asks: Asks) -> tuple[list[int], dict[int, list[RowHit]]]:
    """Items by name in order of nearness, and the rows of each version that hold all words."""
    asked = replace(asks.asked, size=MOST, offset=0)
    if asked.too_short:
        return [], {}
    named = narrowed(LibraryItem.objects.filter(versions__in=rows), asked, *ITEM_WORDS, order=("title",))
    said: dict[int, list[RowHit]] = {}
    lines = _of_kind(Criterion.objects.filter(version__in=rows), asks)
    for row in narrowed(lines, asked, *ROW_WORDS, order=("version_id", "position")).items:
        said.setdefault(row.version_id, []).append(RowHit(row.code, row.heading, excerpt(row.text, asked.words)))
    return [row.pk for row in named.items], said


def _narrowed(rows: QuerySet[LibraryVersion], asks: Asks) -> QuerySet[LibraryVersion]:
    told = {
        "item__kind": asks.kind,
        "item__language": asks.language,
        "item__product_groups__code": asks.group,
        "item__themes__contains": [asks.theme] if asks.theme else "",
    }
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    if asks.level or asks.type:
        rows = rows.filter(Exists(_of_kind(Criterion.objects.filter(version=OuterRef("pk")), asks)))
    return rows


def _of_kind(rows: QuerySet[Criterion], asks: Asks) -> QuerySet[Criterion]:
    told = {"level": asks.level, "type": asks.type}
    return rows.filter(**{name: value for name, value in told.items() if value})


def shown(rows: QuerySet[LibraryVersion]) -> QuerySet[LibraryVersion]:
    """Three queries, whatever the number of items."""
    groups = Prefetch("item__product_groups", ProductGroup.objects.order_by("order", "code"))
    public = LibraryVersion.objects.filter(item=OuterRef("item_id"), state="CONSULTATION").values("number")
    return (
        rows.select_related("item__working_group", "decision")
        .prefetch_related(groups)
        .annotate(
            lines=Count("criteria", distinct=True),
            users=Count("feedback", filter=Q(feedback__used__in=("YES", "PARTLY", "PILOT")), distinct=True),
            draft=public[:1],
        )
    )


def card(row: LibraryVersion, hits: tuple[RowHit, ...] = ()) -> ItemCard:
    """A card of a row of `shown`."""
    item, group = row.item, row.item.working_group
    return ItemCard(
        item.slug,
        item.title,
        item.kind,
        item.get_kind_display(),
        item.language,
        tuple((one.code, one.name_plural) for one in item.product_groups.all()),
        tuple(item.themes),
        group.name if group else "",
        group.slug if group else "",
        row.number,
        row.state,
        row.get_state_display(),
        row.published_at,
        row.superseded_at,
        row.comments_until,
        row.decision.number if row.decision else "",
        row.summary,
        row.lines,
        row.users,
        row.draft if row.draft and row.draft != row.number else 0,
        hits,
    )


def choices() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each list of the filter; of languages those in which something is public."""
    spoken = newest().order_by("item__language").values_list("item__language", flat=True).distinct()
    return {
        "kind": list(LibraryItem.Kind.choices),
        "language": [(code, code) for code in spoken],
        "group": list(ProductGroup.objects.order_by("order", "code").values_list("code", "name_plural")),
        "theme": list(THEMES),
        "level": list(Criterion.Level.choices),
        "type": list(Criterion.Type.choices),
    }


def nearest(asks: Asks) -> list[ItemCard]:
    """What comes near a question that found nothing: items and rows with any beginning of its words, three at most."""
    cards = [card(row) for row in shown(newest()).order_by("item__title", "pk")]
    begun = [word[:4] for word in asks.asked.words if len(word) > 2]
    ranked = [(sum(_has(one, word) for word in begun), one) for one in cards]
    ranked = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
    same = [one for one in cards if asks.group and asks.group in dict(one.product_groups)]
    return list(dict.fromkeys([*(one for _, one in ranked), *same]))[:3]


def _has(one: ItemCard, word: str) -> bool:
    text = f"{one.title} {one.kind_words} {one.summary}"
    return found_among([Entry(text, one)], Asked(word, (word,))).total > 0


def at_work(code: str = "") -> list[GroupAtWork]:
    """Active working groups, of one product group where there are such."""
    rows = WorkingGroup.objects.filter(state="ACTIVE").order_by("name")
    of_code = rows.filter(product_groups__code=code) if code else rows.none()
    rows = of_code if code and of_code.exists() else rows
    return [GroupAtWork(row.slug, row.name, row.topic) for row in rows[:5]]


def published_lately(size: int) -> list[Fresh]:
    """What was published last, with the date: each version once, whatever became of it since."""
    rows = LibraryVersion.objects.public().exclude(published_at=None).select_related("item")
    return [
        Fresh(row.item.slug, row.item.title, row.number, row.item.get_kind_display(), row.published_at)
        for row in rows.order_by("-published_at", "-pk")[:size]
    ]


def found_items(asked: Asked) -> Found:
    """Items by their name, for the search over everything."""
    rows = LibraryItem.objects.filter(Exists(newest().filter(item=OuterRef("pk"))))
    return narrowed(rows, asked, *ITEM_WORDS, order=("title",)).shown(
        lambda row: FoundItem(row.slug, row.title, row.language, row.get_kind_display())
    )


def found_rows(asked: Asked) -> Found:
    """Rows of the versions that count, for the search over everything."""
    rows = Criterion.objects.filter(version__in=newest()).select_related("version__item")
    found = narrowed(rows, asked, *ROW_WORDS, order=("version_id", "position"))
    return found.shown(
        lambda row: FoundRow(
            row.version.item.slug,
            row.version.number,
            row.version.item.title,
            row.version.item.language,
            row.code,
            row.heading,
            excerpt(row.text, asked.words),
        )
    )
