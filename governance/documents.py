"""What this floor prints: the pack of a meeting (Pact 5.2.1), and the record of a decision."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.queries.packs import every_paper
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
