"""What is printed here: the coordinated report, and the collective annual progress report."""

from pact.audit import chain
from pact.documents import Kind
from reports import figures
from reports.models import CoordinatedReport, ProgressReport
from reports.rules import chapters, delivering

COORDINATED = Kind(
    "reports.coordinated",
    template="print/reports/coordinated.html",
    title=lambda facts: f"Group report {facts['year']}: {facts['group']}",
)
PROGRESS = Kind(
    "reports.progress",
    template="print/reports/progress.html",
    title=lambda facts: facts["title"],
    context=figures.for_paper,
    seconds=240,
    pages=30,
)


def coordinated_facts(report: CoordinatedReport) -> dict:
    """What the PDF of a group report says, as delivered."""
    written = {section.code: section for section in report.sections.all()}
    return {
        "group": report.group.name,
        "year": report.cycle.year,
        "receipt": report.receipt,
        "delivered_at": report.delivered_at,
        "sha256": report.sha256,
        "pulled": report.pulled,
        "parts": [
            {
                "title": delivering.TITLES[code],
                "body": written[code].body if code in written else "",
                "none_reason": written[code].none_reason if code in written else "",
            }
            for code in delivering.SECTIONS
        ],
    }


def progress_facts(report: ProgressReport) -> dict:
    """What the PDF of the annual report says: the snapshot, the words, both hashes, the decision when there is one."""
    decision, (seal, fingerprint) = report.decision, chain.head()
    return {
        "title": report.title,
        "year": report.snapshot.body["year"],
        "edition": report.snapshot.edition,
        "body": report.snapshot.body,
        "snapshot_sha256": report.snapshot.sha256,
        "sha256": report.sha256,
        "chapters": [
            {"code": one.code, "title": one.title, "text": report.chapters.get(one.code, "")}
            for one in chapters.CHAPTERS
        ],
        "decision": decision.number if decision else "",
        "decided_at": decision.decided_at if decision else None,
        "published_at": report.published_at,
        "audit_head": f"{seal}:{fingerprint}",
    }
