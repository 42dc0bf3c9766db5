"""What the checks say of a whole report, and what its receipt says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from monitoring.models import Explanation, Submission
from monitoring.queries.lines import LIMITS, PER_PAGE, Line, column_names, explanations, lines_of, said, sums
from monitoring.queries.zones import zone_of
from monitoring.rules import ERROR, WARN, Finding, Total, findings_of_all
from monitoring.rules.vocabularies import arrangement_names, label_names
from pact.access import Actor

# Lines that a receipt prints one by one: beyond, paper says nothing that the file does not.
ON_PAPER = 2_000
REASON_NAMES = {
    "NEW_PROGRAMME": gettext_lazy("New contract or programme"),
    "LAST_YEAR_WRONG": gettext_lazy("Last year’s figure was wrong"),
    "OTHER": gettext_lazy("Something else"),
}


def reasons() -> list[tuple[str, str]]:
    """Why a figure is so different."""
    return [(code, str(name)) for code, name in REASON_NAMES.items()]


@dataclass(frozen=True)
class Remark:
    """A finding with where it is in words, and what was said to it."""

    finding: Finding
    place: str
    sentence: str
    explanation: Explanation | None
    page: int = 1

    @property
    def told(self) -> str:
        """What was said to it, in one line."""
        if self.explanation is None:
            return ""
        reason = str(REASON_NAMES.get(self.explanation.reason, ""))
        return ". ".join(part for part in (reason, self.explanation.words) if part)

    @property
    def target(self) -> str:
        """The cell on its page of the grid, as the end of an address."""
        page = f"?page={self.page}" if self.page > 1 else ""
        return f"{page}#c-{self.finding.line}-{self.finding.column}" if self.finding.line else ""

    @property
    def open(self) -> bool:
        return self.finding.severity == WARN and self.explanation is None


def place_of(finding: Finding, lines: dict[str, Line]) -> str:
    """Laptops, Schools: refurbished."""
    line = lines.get(finding.line)
    if line is None:
        return ""
    column = column_names().get(finding.column, "")
    return f"{line.group_name}, {line.label}: {column}" if column else f"{line.group_name}, {line.label}"


def remarks(lines: list[Line], explained: dict[tuple, Explanation]) -> list[Remark]:
    """Everything found, errors first, then what wants a word, then what is worth knowing."""
    by_code = {line.line: line for line in lines}
    pages = {line.line: at // PER_PAGE + 1 for at, line in enumerate(lines)}
    found = findings_of_all([line.cells for line in lines], LIMITS)
    rank = {ERROR: 0, WARN: 1}
    return [
        Remark(
            finding, place_of(finding, by_code), said(finding), explained.get(finding.key), pages.get(finding.line, 1)
        )
        for finding in sorted(found, key=lambda finding: rank.get(finding.severity, 2))
    ]


def standing_in_the_way(actor: Actor, submission: Submission) -> list[str]:
    """Errors, and warnings nobody said a word about; empty: the report can be sent."""
    gaps = []
    for remark in remarks(lines_of(actor, submission), explanations(actor, submission)):
        where = f"{remark.place}: " if remark.place else ""
        if remark.finding.severity == ERROR:
            gaps.append(f"{where}{remark.sentence}")
        elif remark.open:
            gaps.append(
                _("%(where)s%(sentence)s Say why in a few words.") % {"where": where, "sentence": remark.sentence}
            )
    return gaps


def receipt_facts(actor: Actor, submission: Submission, most: int = ON_PAPER) -> dict:
    """Plain values of what was sent, for the PDF; stored beside its hash. A report of very many lines is printed by
    device type; every line stands in the file of its data."""
    lines = lines_of(actor, submission, sent=True, compare=False)
    total = sums(lines)
    return {
        "receipt": submission.receipt,
        "year": submission.cycle.year,
        "slug": submission.organization.slug,
        "organization": submission.organization.name,
        "recipient": submission.group.name if submission.group else _("Secretariat of the Pact"),
        "sent_at": submission.sent_at,
        "sent_by": submission.sent_by.name if submission.sent_by else "",
        "timeliness": str(submission.get_timeliness_display()),
        "zone": zone_of(submission),
        "nil_reason": submission.nil_reason if submission.nil else "",
        "lines": [_receipt_line(line) for line in lines] if len(lines) <= most else _receipt_types(lines),
        "totals": {name: shown(total[f"column:{name}"]) for name in column_names()},
        "all": shown(total["all"]),
    }


def _receipt_line(line: Line) -> dict:
    words = {"labels": [label_names().get(code, code) for code in line.labels]}
    ends = {arrangement_names().get(end, end) for end in line.ends.values() if end}
    return {
        "type": line.group_name,
        "label": line.label,
        "cells": {
            column: _("not known") if answer.not_known else answer.value for column, answer in line.answers.items()
        },
        "total": shown(line.total),
        "ends": sorted(ends),
        **words,
    }


def _receipt_types(lines: list[Line]) -> list[dict]:
    found = []
    for group in dict.fromkeys(line.group for line in lines):
        own = [line for line in lines if line.group == group]
        total = sums(own)
        cells = {name: shown(total[f"column:{name}"]) for name in column_names()}
        label = ngettext("%(count)s line", "%(count)s lines", len(own)) % {"count": f"{len(own):,}"}
        found.append({"type": own[0].group_name, "label": label, "cells": cells, "total": shown(total["all"])})
    return [{**row, "ends": [], "labels": []} for row in found]


def shown(total: Total) -> str:
    """1,240 or ≥ 985, or a dash for nothing."""
    if total.value is None:
        return _("not known") if total.open else "–"
    return f"≥ {total.value:,}" if total.open else f"{total.value:,}"
