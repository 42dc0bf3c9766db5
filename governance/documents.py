"""What this floor prints: packs of meetings (5.2.1), records of decisions, certificates of consent (6.5.2)."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import Amendment
from governance.queries.packs import every_paper
from pact.deadlines.days import day_in
from pact.documents import Kind
from pact.files.actions import read

DECISION_RECORD = Kind(
    "governance.decision_record",
    template="print/governance/decision_record.html",
    title=lambda facts: _("Record of a decision: %(number)s") % {"number": facts["number"] or facts["question"]},
    back=lambda facts: reverse("governance:decision-result", kwargs={"ref": facts["ref"]}),
)


def _papers(facts: dict) -> list[tuple[str, bytes]]:
    titles = [paper["title"] for paper in facts["papers"]]
    return [(title, read(stored)) for title, stored in zip(titles, every_paper(facts), strict=True)]


PACK = Kind(
    "governance.pack",
    template="print/governance/pack.html",
    title=lambda facts: _("Pack: %(title)s") % {"title": facts["title"]},
    back=lambda facts: reverse("governance:meeting-detail", args=[facts["ref"]]),
    papers=_papers,
    seconds=90,
    pages=12,
)
CERTIFICATE = Kind(
    "governance.certificate",
    template="print/governance/certificate.html",
    title=lambda facts: _("Certificate of consent: amendment %(number)s") % {"number": facts["number"]},
    back=lambda facts: reverse("website:amendment-detail", kwargs={"number": facts["number"]}),
    pages=4,
)


def _day(moment: str) -> date | None:
    return day_in(datetime.fromisoformat(moment), settings.SECRETARIAT_TIME_ZONE) if moment else None


def certificate_facts(row: Amendment) -> dict:
    """Everybody asked, with position and day; the count in integers; what was agreed to and what came of it."""
    asked = row.round
    return {
        "number": row.number,
        "title": row.title,
        "proposer": row.organization.name,
        "adopted": row.state == Amendment.State.ADOPTED,
        "opened_at": asked.opened_at,
        "closes_at": asked.closes_at,
        "decision": row.decision.number,
        "share": asked.share,
        "share_of": asked.share_of,
        "electorate": asked.electorate,
        "consents": asked.consents,
        "needed": asked.needed,
        "counts": asked.result["counts"],
        "lines": [{**line, "day": _day(line["at"])} for line in asked.result["lines"]],
        "sha256": row.sha256,
        "base_version": row.base.version,
        "base_sha256": row.base.sha256,
        "version": row.text.version if row.text else None,
        "text_sha256": row.text.sha256 if row.text else "",
        "in_force_from": row.in_force_from,
        "changes": [dict(change) for change in row.changes],
    }
