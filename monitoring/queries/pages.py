"""What the pages of an organization show, gathered in a constant number of queries."""

import json
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import ProductGroup
from monitoring.access import EDIT_SUBMISSION
from monitoring.flow import SUBMISSION, role_ended
from monitoring.models import Submission
from monitoring.queries.checking import REASON_NAMES, reasons, remarks, shown
from monitoring.queries.grid import grid
from monitoring.queries.lines import Line, column_names, explanations, lines_of, sums
from monitoring.queries.overview import overview
from monitoring.queries.panel import panel_of
from monitoring.queries.submissions import next_cycle, notes, years
from monitoring.rules import ERROR
from monitoring.rules.cells import COUNTED
from monitoring.rules.vocabularies import arrangement_names, conditions, label_names
from pact.access import Actor
from pact.audit.queries import trail
from pact.clock import now, today
from pact.documents import queries as printed
from participants.queries.glossary import terms

EDITED = ("device-lifetimes", "device-labels")  # pages of forms, not of figures to read


def url(submission: Submission, name: str) -> str:
    return reverse(f"monitoring:{name}", args=[submission.organization.slug, submission.cycle.year])


def open_to(actor: Actor, submission: Submission, name: str) -> str:
    """The address of a page of the report; nothing where only those who edit get in."""
    closed = name in EDITED and not EDIT_SUBMISSION.allows(actor, submission)
    return "" if closed else url(submission, name)


def grid_url(submission: Submission, line: str, column: str = "new") -> str:
    """The grid at a cell."""
    return f"{url(submission, 'device-grid')}#c-{line}-{column}"


def crumbs(submission: Submission, title: str = "") -> list[dict]:
    years = reverse("monitoring:submission-list", args=[submission.organization.slug])
    found = [{"label": _("Yearly figures"), "url": years}]
    if not title:
        return [*found, {"label": str(submission.cycle.year)}]
    return [
        *found,
        {"label": str(submission.cycle.year), "url": url(submission, "submission-detail")},
        {"label": title},
    ]


def frame(actor: Actor, submission: Submission, title: str = "", parts: dict | None = None) -> dict:
    """What every page of a report says: whose, for which year, where in the report."""
    known = parts if parts is not None else overview(actor, submission).states
    return {
        "submission": submission,
        "organization": submission.organization,
        "year": submission.cycle.year,
        "last_year": submission.cycle.year - 1,
        "title": title,
        "crumbs": crumbs(submission, title),
        "steps": _steps(actor, submission, title, known),
        "states": known,
    }


def _steps(actor: Actor, submission: Submission, title: str, known: dict) -> list[dict]:
    parts = [
        (_("Devices"), "device-grid", known["devices"], _("Devices bought")),
        (_("Lifetimes"), "device-lifetimes", known["lifetimes"], _("Lifetimes and end of life")),
        (_("Labels and criteria"), "device-labels", known["labels"], _("Labels and criteria")),
        (_("Check and send"), "submission-check", "NOT_BEGUN", _("Check and send")),
    ]
    return [
        {"label": label, "url": open_to(actor, submission, name), "state": state, "current": title == page}
        for label, name, state, page in parts
    ]


def years_page(actor: Actor, organization, today: date) -> dict:
    return {
        "organization": organization,
        "rows": years(actor, organization),
        "next": next_cycle(today),
    }


def task_list(actor: Actor, submission: Submission, at: datetime) -> dict:
    context = frame(actor, submission)
    return {
        **context,
        "now": at,
        "tasks": _tasks(actor, submission, context["states"]) if submission.state == "DRAFT" else [],
        "may": {step.name for step in SUBMISSION.open_to(actor, submission) if submission.cycle.state == "OPEN"},
        "notes": notes(actor, submission) if submission.state in ("RETURNED", "DRAFT") else [],
        "late": submission.state in ("NOT_BEGUN", "DRAFT", "RETURNED") and at.date() > submission.due_on,
        "trail": _history(actor, submission),
    }


def _tasks(actor: Actor, submission: Submission, known: dict) -> list[dict]:
    parts = [
        ("devices", "device-grid", _("Devices bought"), _("How many, by type and condition. 15 minutes.")),
        (
            "lifetimes",
            "device-lifetimes",
            _("Lifetimes and end of life"),
            _("How long they are to be used, and what happens afterwards. 5 minutes."),
        ),
        ("labels", "device-labels", _("Labels and criteria"), _("Which ones you asked for. 5 minutes.")),
        ("", "submission-check", _("Check and send"), _("Compare with last year, see who reads it, and send.")),
    ]
    return [
        {"label": label, "url": open_to(actor, submission, name), "state": known.get(part, "NOT_BEGUN"), "hint": hint}
        for part, name, label, hint in parts
    ]


def _history(actor: Actor, submission: Submission) -> list[dict]:
    """What happened to the report as a whole, newest first; single cells are in the grid."""
    entries = [entry for entry in trail(actor, submission) if "column" not in entry.facts]
    return [
        {"what": entry.told, "at": entry.at, "by": entry.who, "note": entry.facts.get("reason", "")}
        for entry in reversed(entries[-40:])
    ]


def grid_page(actor: Actor, submission: Submission, **options) -> dict:
    drawn, ended = grid(actor, submission, **options), role_ended(submission, now())
    return {
        **frame(actor, submission, _("Devices bought"), drawn["states"]),
        **drawn,
        "versions_json": json.dumps(drawn["versions"], separators=(",", ":")),
        "panel": panel_of(actor, submission, *drawn["first"], drawn["explained"]) if drawn["first"] else None,
        "conditions": conditions(),
        "terms": terms(today()),
        "locked": bool(ended) or not EDIT_SUBMISSION.allows(actor, submission),
        "ended": ended,
    }


def lines_page(actor: Actor, submission: Submission) -> dict:
    lines = lines_of(actor, submission, compare=False)
    return {**frame(actor, submission, _("Names of the lines")), "lines": lines}


def renamed(actor: Actor, submission: Submission, posted) -> list[tuple[str, str]]:
    """Lines whose name was typed anew."""
    lines = lines_of(actor, submission, compare=False)
    return [
        (line.line, posted[f"label-{line.line}"])
        for line in lines
        if posted.get(f"label-{line.line}", line.label).strip() not in ("", line.label)
    ]


def product_group(code: str) -> ProductGroup:
    return ProductGroup.objects.get(code=code)


def check_page(actor: Actor, submission: Submission) -> dict:
    """Everything before it is sent: what blocks, what wants a word, the figures beside last year's, who sees it."""
    lines = lines_of(actor, submission)
    said = remarks(lines, explanations(actor, submission))
    context = frame(actor, submission, _("Check and send"))
    return {
        **context,
        "errors": [remark for remark in said if remark.finding.severity == ERROR],
        "warnings": [remark for remark in said if remark.finding.severity == "warn"],
        "infos": [remark for remark in said if remark.finding.severity == "info"],
        "open": sum(remark.open for remark in said),
        "reasons": reasons(),
        "reason_names": REASON_NAMES,
        "types": by_type(lines),
        "lifetimes": lifetimes_of(lines),
        "labels": labels_of(lines),
        "urls": {
            name.replace("-", "_"): open_to(actor, submission, name)
            for name in ("device-grid", "device-lifetimes", "device-labels")
        },
        "draft": submission.state == "DRAFT" and submission.cycle.state == "OPEN",
    }


def by_type(lines: list[Line]) -> list[dict]:
    """Totals of each product group, this year and last."""
    found = []
    for group in dict.fromkeys(line.group for line in lines):
        own = [line for line in lines if line.group == group]
        total = sums(own)
        was = [line.was_total for line in own if line.was_total is not None]
        cells = [{"head": head, "text": shown(total[f"column:{name}"])} for name, head in column_names().items()]
        before = f"{sum(was):,}" if was else ""
        found.append({"name": own[0].group_name, "cells": cells, "total": shown(total["all"]), "was": before})
    return found


def lifetimes_of(lines: list[Line]) -> list[dict]:
    rows: dict[tuple[str, str], dict] = {}
    for line in lines:
        for column in COUNTED:
            if line.answers[column].value:
                months = line.lifetimes[column]
                row = rows.setdefault((line.group_name, column), {"years": set(), "ends": set()})
                row["years"].add(_years(months))
                row["ends"].add(arrangement_names().get(line.ends[column], _("Nothing said about afterwards")))
    return [
        {"label": f"{group}, {column_names()[column]}", "years": ", ".join(sorted(row["years"])),
         "ends": ", ".join(sorted(row["ends"]))}
        for (group, column), row in rows.items()
    ]  # fmt: skip


def _years(months) -> str:
    if months.not_known:
        return _("not known")
    if months.value is None:
        return _("lifetime not stated")
    years = f"{months.value / 12:.2f}".rstrip("0").rstrip(".")
    return _("%(years)s years") % {"years": years}


def labels_of(lines: list[Line]) -> list[dict]:
    rows: dict[str, set] = {}
    for line in lines:
        rows.setdefault(line.group_name, set()).update(label_names().get(code, code) for code in line.labels)
    return [{"label": group, "value": ", ".join(sorted(names)) or _("not stated")} for group, names in rows.items()]


def receipt_page(actor: Actor, submission: Submission) -> dict:
    document = next(iter(printed.documents_about(actor, submission)), None)
    lines = lines_of(actor, submission, sent=True)
    return {
        **frame(actor, submission, _("Receipt"), overview(actor, submission, sent=True).states),
        "document": printed.card(document) if document else None,
        "types": by_type(lines),
        "may": {step.name for step in SUBMISSION.open_to(actor, submission) if submission.cycle.state == "OPEN"},
    }
