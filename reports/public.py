"""What the world may see of this floor: published annual reports, and the latest figures."""

from dataclasses import dataclass
from datetime import datetime

from pact.documents import queries as documents
from pact.documents.models import Document
from pact.search import Asked, Entry, Found, found_among
from reports.figures import Figure, all_of, printed
from reports.models import ProgressReport
from reports.rules import chapters, snapshots


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
