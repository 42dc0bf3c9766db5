"""The collective tender calendar as the world sees it (Pact 3.1.1.e, 6.1.3). No card has a price (6.3.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from buyergroups import rules
from buyergroups.models import BuyerGroup, TenderEntry, TenderMove, cpv_codes
from governance.models import ProductGroup
from pact.search import Asked, Found, Words, narrowed

STAGES = tuple(TenderEntry.Stage.choices)
CRITERIA = ("criteria", "pilot", "none")


@dataclass(frozen=True)
class BuyerCard:
    slug: str
    name: str
    country: str
    language: str
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LotCard:
    code: str
    name: str
    quantity: int | None


@dataclass(frozen=True)
class CriteriaCard:
    item: str
    title: str
    number: int


@dataclass(frozen=True)
class MoveCard:
    stage: str
    stage_words: str
    expected_words: str
    note: str
    at: datetime


@dataclass(frozen=True)
class TenderCard:
    """One tender with everything that is public of it; the mailbox is one of a function."""

    ref: str
    slug: str
    title: str
    description: str
    language: str
    stage: str
    stage_words: str
    stage_note: str
    passed: bool
    expected: rules.Expected
    expected_words: str
    buyer: BuyerCard
    partners: tuple[BuyerCard, ...]
    group: str
    group_slug: str
    lots: tuple[LotCard, ...]
    cpv: tuple[tuple[str, str], ...]
    criteria: tuple[CriteriaCard, ...]
    pilot: str
    no_criteria_reason: str
    framework: bool
    open_to_others: bool
    award_expected_on: date | None
    contract_from: date | None
    contract_months: int | None
    published_on: date | None
    awarded_on: date | None
    notice_url: str
    notice_id: str
    contact_email: str
    lessons: str
    confirmed_on: date
    entered_at: datetime
    on_paper: bool
    version: int
    moves: tuple[MoveCard, ...] = ()

    @property
    def quantity(self) -> int | None:
        """Devices wanted in all, as far as they are known."""
        known = [lot.quantity for lot in self.lots if lot.quantity is not None]
        return sum(known) if known else None

    @property
    def quantity_open(self) -> bool:
        return any(lot.quantity is None for lot in self.lots)

    @property
    def buyers(self) -> tuple[BuyerCard, ...]:
        return (self.buyer, *self.partners)


@dataclass(frozen=True)
class TenderFilters:
    """What is asked of the calendar. `stage` empty: coming and published ones; ALL: also what is over."""

    q: str = ""
    country: str = ""
    product: str = ""
    stage: str = ""
    group: str = ""
    open_to_others: bool = False
    criteria: str = ""
    first: date | None = None
    last: date | None = None


class Tenders(Sequence):
    """Cards in the order of their times, cut out of the rows: a page costs the same whatever their number."""

    def __init__(self, rows: QuerySet, day: date):
        self._rows, self._day = rows, day

    def __len__(self) -> int:
        if not hasattr(self, "_count"):
            self._count = self._rows.count()
        return self._count

    def __getitem__(self, at):
        rows = self._rows[at]
        return [_card(row, self._day) for row in rows] if isinstance(at, slice) else _card(rows, self._day)

    @property
    def buyers(self) -> int:
        """Of how many organizations they are."""
        return self._rows.order_by().values("organization_id").distinct().count()


def tenders(filters: TenderFilters, day: date) -> Tenders:
    return Tenders(_shown(_filtered(filters)).order_by("expected_from", "pk"), day)


def released(filters: TenderFilters, day: date) -> list[TenderCard]:
    """With register numbers and history, for files and feeds."""
    rows = _shown(_filtered(filters)).prefetch_related("organization__identifiers", "partners__identifiers", "moves")
    return [_card(row, day, more=True) for row in rows.order_by("expected_from", "pk")]


def tender(slug: str, day: date) -> TenderCard | None:
    rows = TenderEntry.objects.filter(slug=slug)
    found = _shown(rows).prefetch_related("organization__identifiers", "partners__identifiers", "moves").first()
    return _card(found, day, more=True) if found else None


def tenders_between(filters: TenderFilters, first: date, last: date, day: date, most: int) -> list[TenderCard]:
    """Those expected in these days, and those with a day of their own in them (notice, award, begin of contract)."""
    days = Q(expected_from__lte=last, expected_until__gte=first)
    for name in ("published_on", "award_expected_on", "awarded_on", "contract_from"):
        days |= Q(**{f"{name}__range": (first, last)})
    rows = _shown(_filtered(filters).filter(days)).order_by("expected_from", "pk")
    return [_card(row, day) for row in rows[:most]]


def coming_tenders(day: date, most: int) -> list[TenderCard]:
    """The next ones, for the home page; nothing whose time has passed."""
    rows = TenderEntry.objects.coming().filter(expected_until__gte=day)
    return [_card(row, day) for row in _shown(rows).order_by("expected_from", "pk")[:most]]


def tenders_of_group(slug: str, day: date, most: int) -> list[TenderCard]:
    group = BuyerGroup.objects.filter(slug=slug).first()
    if group is None:
        return []
    rows = _shown(TenderEntry.objects.current().of_group(group, day)).order_by("expected_from", "pk")
    return [_card(row, day) for row in rows[:most]]


def tenders_of_participant(slug: str, day: date, most: int) -> list[TenderCard]:
    """Its own and joint ones, the newest first: also what is over."""
    joint = TenderEntry.partners.through.objects.filter(organization__slug=slug).values("tenderentry_id")
    rows = TenderEntry.objects.filter(Q(organization__slug=slug) | Q(pk__in=joint))
    return [_card(row, day) for row in _shown(rows).order_by("-expected_from", "-pk")[:most]]


def tender_slugs() -> list[str]:
    return list(TenderEntry.objects.order_by("pk").values_list("slug", flat=True))


def tender_choices() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in the filters: what there is."""
    rows = TenderEntry.objects.order_by()
    countries = rows.exclude(organization__country="").values_list("organization__country", flat=True).distinct()
    groups = BuyerGroup.objects.filter(tenders__isnull=False).distinct().order_by("name").values_list("slug", "name")
    products = ProductGroup.objects.order_by("order", "name").values_list("code", "name_plural")
    return {"country": [(code, "") for code in countries], "group": list(groups), "product": list(products)}


def found_tenders(asked: Asked) -> Found:
    """By the words of title and description; what is coming first."""
    rows = TenderEntry.objects.select_related("organization")
    return narrowed(rows, asked, "title", "description", order=("-expected_from",)).shown(
        lambda row: (row.slug, row.title, row.organization.name, row.expected_words, row.language)
    )


def _filtered(filters: TenderFilters) -> QuerySet:
    rows = TenderEntry.objects.all()
    if filters.stage != "ALL":
        rows = rows.filter(stage=filters.stage) if filters.stage else rows.current()
    if filters.country:
        rows = rows.filter(organization__country=filters.country)
    if filters.group:
        rows = rows.filter(group__slug=filters.group)
    if filters.product:
        rows = rows.filter(lots__product_group__code=filters.product)
    if filters.open_to_others:
        rows = rows.filter(open_to_others=True)
    if filters.criteria:
        rows = _by_criteria(rows, filters.criteria)
    if filters.first:
        rows = rows.filter(expected_until__gte=filters.first)
    if filters.last:
        rows = rows.filter(expected_from__lte=filters.last)
    return _holding(rows, Asked.of(filters.q))


def _by_criteria(rows: QuerySet, which: str) -> QuerySet:
    used = TenderEntry.criteria.through.objects.values("tenderentry_id")
    if which == "criteria":
        return rows.filter(pk__in=used)
    return rows.exclude(pilot="") if which == "pilot" else rows.filter(pilot="").exclude(pk__in=used)


def _holding(rows: QuerySet, asked: Asked) -> QuerySet:
    """All words, by their beginnings, out of the index over title and description."""
    if not asked.words:
        return rows
    held = Q()
    for word in asked.words:
        held &= Q(words__contains=f" {word}")
    alike = TenderEntry.objects.alias(words=Words("title", "description")).filter(held)
    return rows.filter(pk__in=alike.values("pk"))


def _shown(rows: QuerySet) -> QuerySet:
    return rows.select_related("organization", "group").prefetch_related(
        "lots__product_group", "partners", "criteria__item"
    )


def _card(row: TenderEntry, day: date, *, more: bool = False) -> TenderCard:
    """`more`: with register numbers and history, which were fetched for it."""
    known = cpv_codes()
    same = ("ref", "slug", "title", "description", "language", "stage", "stage_note", "expected", "expected_words",
            "pilot", "no_criteria_reason", "framework", "open_to_others", "award_expected_on", "contract_from",
            "contract_months", "published_on", "awarded_on", "notice_url", "notice_id", "contact_email", "lessons",
            "confirmed_on", "entered_at", "on_paper", "version")  # fmt: skip
    return TenderCard(
        **{name: getattr(row, name) for name in same},
        stage_words=row.get_stage_display(),
        passed=row.has_passed_on(day),
        buyer=_buyer(row.organization, more),
        partners=tuple(_buyer(one, more) for one in sorted(row.partners.all(), key=lambda one: one.name)),
        group=row.group.name if row.group else "",
        group_slug=row.group.slug if row.group else "",
        lots=_lots(row),
        cpv=tuple((code, known[code].name if code in known else "") for code in row.cpv),
        criteria=tuple(CriteriaCard(one.item.slug, one.item.title, one.number) for one in row.criteria.all()),
        moves=_moves(row.moves.all()) if more else (),
    )


def _buyer(one, more: bool) -> BuyerCard:
    numbers = tuple((number.scheme, number.value) for number in one.identifiers.all()) if more else ()
    return BuyerCard(one.slug, one.name, one.country, one.language, numbers)


def _lots(row: TenderEntry) -> tuple[LotCard, ...]:
    lots = sorted(row.lots.all(), key=lambda lot: (lot.product_group.order, lot.product_group.name))
    return tuple(LotCard(lot.product_group.code, lot.product_group.name_plural, lot.quantity) for lot in lots)


def _moves(rows: Iterable[TenderMove]) -> tuple[MoveCard, ...]:
    """Oldest first."""
    ordered = sorted(rows, key=lambda row: (row.at, row.pk))
    return tuple(MoveCard(row.stage, row.get_stage_display(), row.expected_words, row.note, row.at) for row in ordered)
