"""Good examples and lessons as the world sees them (Pact 3.3.2.b), in a fixed pattern."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from buyergroups.models import GoodExample, LibraryVersion
from governance.models import ProductGroup
from pact.search import Asked, Found, narrowed

WORDS = ("title", "what", "lessons")
MOST = 1000


@dataclass(frozen=True)
class ExampleAsks:
    """What a visitor narrows the examples by; `item` is the slug of a library item."""

    q: str = ""
    country: str = ""
    group: str = ""
    item: str = ""


@dataclass(frozen=True)
class UsedVersion:
    slug: str
    title: str
    number: int


@dataclass(frozen=True)
class ExampleCard:
    """Functions and organizations stand in `who`, no persons."""

    slug: str
    title: str
    organization: str
    organization_slug: str
    country: str
    language: str
    what: str
    how: str
    who: str
    outcome: str
    lessons: str
    product_groups: tuple[str, ...]
    versions: tuple[UsedVersion, ...]
    published_on: datetime


@dataclass(frozen=True)
class FoundExample:
    slug: str
    title: str
    organization: str
    language: str


def examples(asks: ExampleAsks | None = None) -> list[ExampleCard]:
    """Public examples, newest first; with words those that begin so first."""
    asks = asks or ExampleAsks()
    rows = _rows(asks)
    if not asks.q.strip():
        return [_card(row) for row in _shown(rows).order_by("-published_at", "pk")]
    asked = replace(Asked.of(asks.q), size=MOST, offset=0)
    if asked.too_short:
        return []
    found = narrowed(rows, asked, *WORDS, order=("title",)).items
    cards = {row.pk: _card(row) for row in _shown(rows.filter(pk__in=[row.pk for row in found]))}
    return [cards[row.pk] for row in found]


def example(slug: str) -> ExampleCard | None:
    row = _shown(_public().filter(slug=slug)).first()
    return row and _card(row)


def examples_with(slug: str, number: int) -> list[ExampleCard]:
    """Those in which a version was used."""
    rows = _public().filter(versions__item__slug=slug, versions__number=number)
    return [_card(row) for row in _shown(rows).order_by("-published_at", "pk")]


def examples_of(slug: str) -> list[ExampleCard]:
    """Those of one organization."""
    return [_card(row) for row in _shown(_public().filter(organization__slug=slug)).order_by("-published_at", "pk")]


def example_choices() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in the lists of the filter: what there is."""
    rows = _public()
    groups = ProductGroup.objects.filter(pk__in=rows.values("product_groups"))
    used = LibraryVersion.objects.public().filter(pk__in=rows.values("versions")).order_by("item__title")
    countries = rows.exclude(organization__country="").values_list("organization__country", flat=True).distinct()
    return {
        "country": [(code, code) for code in sorted(countries)],
        "group": list(groups.order_by("order", "code").values_list("code", "name_plural")),
        "item": list(dict.fromkeys(used.values_list("item__slug", "item__title"))),
    }


def found_examples(asked: Asked) -> Found:
    """For the search over everything."""
    rows = _public().select_related("organization")
    found = narrowed(rows, asked, *WORDS, order=("title",))
    return found.shown(lambda row: FoundExample(row.slug, row.title, row.organization.name, row.language))


def _public() -> QuerySet[GoodExample]:
    return GoodExample.objects.filter(state="PUBLIC")


def _rows(asks: ExampleAsks) -> QuerySet[GoodExample]:
    rows = _public()
    if asks.country:
        rows = rows.filter(organization__country=asks.country)
    if asks.group:
        of_group = GoodExample.product_groups.through.objects.filter(productgroup__code=asks.group)
        rows = rows.filter(Exists(of_group.filter(goodexample=OuterRef("pk"))))
    if asks.item:
        used = GoodExample.versions.through.objects.filter(libraryversion__item__slug=asks.item)
        rows = rows.filter(Exists(used.filter(goodexample=OuterRef("pk"))))
    return rows


def _shown(rows: QuerySet[GoodExample]) -> QuerySet[GoodExample]:
    public = LibraryVersion.objects.public().select_related("item").order_by("item__title", "number")
    groups = ProductGroup.objects.order_by("order", "code")
    return rows.select_related("organization").prefetch_related(
        Prefetch("versions", public), Prefetch("product_groups", groups)
    )


def _card(row: GoodExample) -> ExampleCard:
    words = {name: getattr(row, name) for name in ("what", "how", "who", "outcome", "lessons", "language")}
    return ExampleCard(
        slug=row.slug,
        title=row.title,
        organization=row.organization.name,
        organization_slug=row.organization.slug,
        country=str(row.organization.country),
        product_groups=tuple(one.name_plural for one in row.product_groups.all()),
        versions=tuple(UsedVersion(one.item.slug, one.item.title, one.number) for one in row.versions.all()),
        published_on=row.published_at,
        **words,
    )
