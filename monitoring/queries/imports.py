"""What an uploaded file would change: compared with the draft as it is at this moment."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from monitoring.models import ImportBatch, Submission
from monitoring.queries.lines import Line, column_names, lines_of
from monitoring.rules import COLUMNS, Answer
from monitoring.rules.cells import COUNTED
from pact.access import Actor

FIRST_LABEL = "All departments"


@dataclass
class Change:
    """One row of the file beside the line it stands for. `what`: NEW, CHANGED, SAME or UNREADABLE."""

    number: int
    what: str
    line: str
    product: str
    type_name: str
    label: str
    cells: list[dict] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    lifetimes: dict[str, Answer] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass
class Diff:
    changes: list[Change]
    counts: dict[str, int]
    problems: list[dict]

    @property
    def ready(self) -> bool:
        """All or nothing: one thing to correct keeps everything back."""
        return not self.problems and bool(self.counts["NEW"] or self.counts["CHANGED"])


def batches(actor: Actor):
    rows = ImportBatch.objects.visible_to(actor)
    return rows.select_related("submission__cycle", "submission__organization", "submission__group", "uploaded_by")


def answer_of(text: Any) -> Answer | None:
    """An answer from the plain value a batch keeps; None: the file does not speak of it."""
    if text is None:
        return None
    return Answer(None, True) if text == "?" else Answer(int(text)) if text != "" else Answer()


def diff(actor: Actor, submission: Submission, rows: list[dict], problems: list[dict], types: dict[str, str]) -> Diff:
    """Row by row: new, changed, same or not readable; what cannot be is a problem with its row and column."""
    lines = lines_of(actor, submission, compare=False)
    by_code = {line.line: line for line in lines}
    by_name = {(line.group, line.label.casefold()): line for line in lines}
    problems, changes, seen = list(problems), [], {}
    for row in rows:
        change = _change(row, by_code, by_name, types)
        key = change.line or (change.product, change.label.casefold())
        if key in seen and change.what != "UNREADABLE":
            facts = {"row": row["number"], "other": seen[key]}
            sentence = _("Row %(row)s: row %(other)s is about the same line. Keep one of them.") % facts
            problems.append({"row": row["number"], "column": "", "code": "twice", "sentence": sentence, "sheet": ""})
            change.what = "UNREADABLE"
        seen.setdefault(key, row["number"])
        problems += _impossible(row, change)
        change.problems = [one["sentence"] for one in problems if one["row"] == row["number"]]
        changes.append(change)
    counts = dict.fromkeys(("NEW", "CHANGED", "SAME", "UNREADABLE"), 0)
    for change in changes:
        counts[change.what] += 1
    return Diff(changes, counts, problems)


def _change(row: dict, by_code: dict[str, Line], by_name: dict, types: dict[str, str]) -> Change:
    cells = row["cells"]
    product, label = cells.get("product") or "", (cells.get("label") or FIRST_LABEL)
    line = by_code.get(row["id"]) or by_name.get((product, label.casefold()))
    if line is not None and product and line.group != product:
        line = by_name.get((product, label.casefold()))
    change = Change(row["number"], "SAME", line.line if line else "", product, types.get(product, product), label)
    change.answers = _answers(cells, COLUMNS, "")
    change.lifetimes = _answers(cells, COUNTED, "years_")
    change.cells = _compared(change, line)
    if row["raw"]:
        change.what = "UNREADABLE"
    elif line is None:
        change.what = "NEW"
    elif any(cell["changed"] for cell in change.cells) or line.label != label:
        change.what = "CHANGED"
    return change


def _answers(cells: dict, columns, prefix: str) -> dict[str, Answer]:
    found = {column: answer_of(cells.get(f"{prefix}{column}")) for column in columns}
    return {column: answer for column, answer in found.items() if answer is not None}


def _compared(change: Change, line: Line | None) -> list[dict]:
    """Every figure the file names: now and then. A blank cell of the file leaves the draft as it is."""
    names = column_names()
    found = []
    for column, answer in change.answers.items():
        found.append(_cell(names[column], line.answers.get(column, Answer()) if line else Answer(), answer))
    for column, answer in change.lifetimes.items():
        head = _("lifetime in months, %(condition)s") % {"condition": names[column]}
        found.append(_cell(head, line.lifetimes.get(column, Answer()) if line else Answer(), answer))
    return found


def _cell(head: str, now: Answer, then: Answer) -> dict:
    return {"head": head, "now": now.text, "then": then.text, "changed": now != then}


def _impossible(row: dict, change: Change) -> list[dict]:
    """What can be read but cannot be: more that meet the criteria than new ones."""
    new, meets = change.answers.get("new"), change.answers.get("meets")
    if not new or not meets or new.value is None or meets.value is None or meets.value <= new.value:
        return []
    change.what = "UNREADABLE"
    facts = {"row": row["number"], "meets": meets.value, "new": new.value}
    sentence = _("Row %(row)s: %(meets)s meet the criteria, but only %(new)s are new. Correct one of the two.") % facts
    return [{"row": row["number"], "column": "meets", "code": "meets", "sentence": sentence, "sheet": ""}]
