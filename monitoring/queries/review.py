"""What a recipient sees of figures that were sent: beside last year, and beside what was accepted before."""

from django.utils.translation import gettext as _

from monitoring.flow import SUBMISSION
from monitoring.models import Submission
from monitoring.queries.checking import remarks
from monitoring.queries.lines import Line, column_names, explanations, lines_of, lines_of_version
from monitoring.queries.pages import by_type, labels_of, lifetimes_of
from monitoring.queries.submissions import notes, versions
from monitoring.rules import COLUMNS, Answer
from pact.access import Actor
from pact.audit.queries import trail


def review_page(actor: Actor, submission: Submission) -> dict:
    """Never the lines of a draft: what was sent last, whatever the state."""
    sent = list(versions(actor, submission, sent=True)[:2])
    lines = lines_of(actor, submission, sent=True) if sent else []
    said = remarks(lines, explanations(actor, submission, sent=True)) if lines else []
    before = submission.accepted_version_id or (sent[1].pk if len(sent) > 1 else None)
    return {
        "submission": submission,
        "version": sent[0] if sent else None,
        "lines": [_row(line) for line in lines],
        "heads": list(column_names().values()),
        "types": by_type(lines),
        "lifetimes": lifetimes_of(lines),
        "labels": labels_of(lines),
        "remarks": [remark for remark in said if remark.finding.severity in ("error", "warn")],
        "changes": _changes(actor, lines, before) if before and sent and before != sent[0].pk else [],
        "compared_with": _("accepted before") if submission.accepted_version_id else _("sent before"),
        "notes": notes(actor, submission),
        "may": {step.name for step in SUBMISSION.open_to(actor, submission) if submission.cycle.state == "OPEN"},
        "trail": [
            {"what": entry.told, "at": entry.at, "by": entry.who, "note": entry.facts.get("words", "")}
            for entry in reversed(trail(actor, submission)[-40:])
            if "column" not in entry.facts
        ],
    }


def _row(line: Line) -> dict:
    cells = []
    for column, head in column_names().items():
        answer, was = line.answers.get(column, Answer()), line.was.get(column)
        value = _("not known") if answer.not_known else "–" if answer.value is None else f"{answer.value:,}"
        cells.append({"head": head, "value": value, "was": "" if was is None else f"{was:,}"})
    return {"type": line.group_name, "label": line.label, "cells": cells}


def _changes(actor: Actor, lines: list[Line], version_id: int) -> list[dict]:
    """Cell by cell: what a corrected version says otherwise."""
    before = {line.line: line for line in lines_of_version(actor, version_id)}
    names, found = column_names(), []
    for line in lines:
        old = before.pop(line.line, None)
        for column in COLUMNS:
            now, then = line.answers.get(column, Answer()), old.answers.get(column, Answer()) if old else Answer()
            if now != then:
                place = f"{line.group_name}, {line.label}: {names[column]}"
                found.append({"place": place, "before": then.text or "–", "after": now.text or "–"})
    gone = _("line taken out")
    found += [{"place": f"{old.group_name}, {old.label}", "before": gone, "after": "–"} for old in before.values()]
    return found
