"""What the world may see of this floor: published annual reports, and the latest figures."""

from dataclasses import dataclass
from datetime import date, datetime

from pact.documents import queries as documents
from pact.documents.models import Document
from pact.search import Asked, Entry, Found, found_among
from reports.figures import Figure, all_of, printed
from reports.models import ActionPlan, PlanItem, ProgressReport
from reports.rules import chapters, plans, snapshots


@dataclass(frozen=True)
class DocumentCard:
    url: str
    pages: int | None
    kilobytes: int
    sha256: str


@dataclass(frozen=True)
class ReportCard:
    """`body` is the snapshot's JSON; `chapters` are (code, title, text). Two hashes: of the figures, and of figures
    and words together, which is what the Steering Committee approved. A decision without a public text is not shown."""

    slug: str
    title: str
    year: int
    edition: int
    sha256: str
    snapshot_sha256: str
    decision_number: str
    approved_on: datetime | None
    published_at: datetime
    body: dict
    chapters: list[tuple[str, str, str]]
    document: DocumentCard | None
    errata: str


@dataclass(frozen=True)
class FoundReport:
    slug: str
    title: str
    published_at: datetime


@dataclass(frozen=True)
class PlanItemCard:
    """`owner` is a function; `word` says what became of it."""

    aim: str
    steps: str
    owner: str
    due_on: date
    measure: str
    state: str
    word: str
    moved_here: bool


@dataclass(frozen=True)
class PlanPart:
    letter: str
    title: str
    items: tuple[PlanItemCard, ...]
    none_reason: str


@dataclass(frozen=True)
class PlanCard:
    """An action plan that was shared (3.2.2)."""

    year: int
    organization: str
    language: str
    slug: str
    shared_at: datetime
    reviewed_at: datetime | None
    groups: tuple[tuple[str, str], ...]
    items: int


def shared_plans() -> list[PlanCard]:
    """Newest year first, by name."""
    return [_plan_card(row) for row in _shared().order_by("-year", "organization__name")]


def plan(slug: str, year: int) -> tuple[PlanCard, list[PlanPart]] | None:
    row = _shared().filter(organization__slug=slug, year=year).order_by("-shared_at").first()
    if row is None:
        return None
    rows = sorted(row.items.all(), key=lambda item: (item.due_on, item.pk))
    parts = [
        PlanPart(
            code.lower(),
            plans.TITLES[code],
            tuple(_item_card(item) for item in rows if item.heading == code),
            row.none_reasons.get(code, ""),
        )
        for code in plans.HEADINGS
    ]
    return _plan_card(row), parts


def plan_years(slug: str) -> list[int]:
    """The years of which an organization has shared its plan, newest first."""
    return sorted(_shared().filter(organization__slug=slug).values_list("year", flat=True).distinct(), reverse=True)


def _shared():
    rows = ActionPlan.objects.shared().select_related("organization")
    return rows.prefetch_related("items", "participation__groups")


def _plan_card(row: ActionPlan) -> PlanCard:
    groups = sorted((group.name, group.slug) for group in row.participation.groups.all() if group.state != "CLOSED")
    organization = row.organization
    facts = (organization.name, organization.language, organization.slug, row.shared_at, row.reviewed_at)
    return PlanCard(row.year, *facts, tuple(groups), len(row.items.all()))


def _item_card(item: PlanItem) -> PlanItemCard:
    said = (item.aim, item.steps, item.owner, item.due_on, item.measure, item.state, item.word)
    return PlanItemCard(*said, item.moved_from_id is not None)


def published_reports() -> list[ReportCard]:
    """Newest first."""
    rows = _published().order_by("-snapshot__cycle__year", "-snapshot__edition")
    return [_card(row) for row in rows]


def report(slug: str) -> ReportCard | None:
    row = _published().filter(slug=slug).first()
    return _card(row) if row else None


def results(year: int) -> ReportCard | None:
    """The newest published edition of a year."""
    row = _published().filter(snapshot__cycle__year=year).order_by("-snapshot__edition").first()
    return _card(row) if row else None


def latest_figures() -> ReportCard | None:
    """The newest year that is published; None before the first report."""
    row = _published().order_by("-snapshot__cycle__year", "-snapshot__edition").first()
    return _card(row) if row else None


def found(asked: Asked) -> Found:
    """Published reports by title and year, also by the words of their chapters."""
    rows = _published().order_by("-snapshot__cycle__year", "-snapshot__edition")
    told = rows.values_list("slug", "title", "snapshot__cycle__year", "published_at", "chapters")
    entries = [
        Entry(title, FoundReport(slug, title, at), " ".join([str(year), *chapters.values()]))
        for slug, title, year, at, chapters in told
    ]
    return found_among(entries, asked)


def _published():
    return ProgressReport.objects.published().select_related("snapshot__cycle", "decision")


def _card(row: ProgressReport) -> ReportCard:
    return ReportCard(
        row.slug,
        row.title,
        row.snapshot.cycle.year,
        row.snapshot.edition,
        row.sha256,
        row.snapshot.sha256,
        row.decision.number if row.decision else "",
        row.decision.decided_at if row.decision else None,
        row.published_at,
        row.snapshot.body,
        [(one.code, one.title, row.chapters.get(one.code, "")) for one in chapters.CHAPTERS],
        _document(row),
        row.errata,
    )


def _document(row: ProgressReport) -> DocumentCard | None:
    document = Document.objects.filter(ref=row.document_ref, public=True, state="READY").first()
    if document is None:
        return None
    card = documents.card(document)
    return DocumentCard(card["public_url"], card["pages"], card["kilobytes"], card["sha256"])


def canonical(card: ReportCard) -> str:
    """The very text that `snapshot_sha256` is the hash of."""
    return snapshots.canonical(card.body)


def figures(card: ReportCard) -> list[Figure]:
    """The drawings of a published report, for the screen."""
    return all_of(card.body)


def composed(card: ReportCard) -> dict:
    """The page of a report as its PDF is composed: chapters with their figures, tables in words."""
    chapters = [{"code": code, "title": title, "text": text} for code, title, text in card.chapters]
    return printed.composed(card.body, chapters, medium="screen")


def headline(card: ReportCard) -> list[dict]:
    """Its key figures, each with what stands beside it: value, label, context."""
    return printed.headline_figures(card.body)
