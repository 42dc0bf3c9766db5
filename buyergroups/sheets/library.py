"""The columns in which rows of the library come and go as table files."""

from typing import Any

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.models import Criterion, Label, LibraryVersion
from buyergroups.queries.versions import rows_of
from pact.sheets import Column, Sheet, read, template_xlsx, text, write_csv

_THEMES = (("CIRCULAR", _("circular")), ("FAIR", _("fair")), ("CLIMATE", _("climate")))
ROWS = Sheet(
    "library-rows",
    title=_("Rows"),
    version="2027-1",
    columns=(
        Column("code", _("Code"), _("Stays the same from version to version"), parse=text(20), required=True),
        Column("heading", _("Heading"), parse=text(160), required=True, width=30),
        Column(
            "text", _("Text"), _("Word for word as it goes into the tender"), parse=text(8000), required=True, width=60
        ),
        Column("type", _("Type"), choices=tuple(Criterion.Type.choices), required=True),
        Column("level", _("Level"), choices=tuple(Criterion.Level.choices)),
        Column("theme", _("Theme"), choices=_THEMES),
        Column("verification", _("Verification"), parse=text(4000), width=40),
        Column("weight_hint", _("Weight"), parse=text(120)),
        Column("labels", _("Labels"), _("Codes of the register, with commas between"), parse=text(400)),
        Column("label_note", _("Note on the labels"), parse=text(240), width=40),
    ),
)
WORDS = ("code", "heading", "text", "type", "level", "theme", "verification", "weight_hint", "label_note")


def _as_told(row: Criterion) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in WORDS}
    return {**told, "labels": ", ".join(label.code for label in row.labels.all())}


def template(version: LibraryVersion, kind: str) -> bytes:
    """With the rows that are there, to go on with."""
    rows = [_as_told(row) for row in rows_of(version)]
    return template_xlsx(ROWS, rows) if kind == "xlsx" else write_csv(rows, ROWS.columns)


def understood(upload: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows as the action takes them, and every problem in the file at once, in sentences."""
    found = read(upload, ROWS)
    problems = [_place(one) for one in found.problems]
    known = set(Label.objects.values_list("code", flat=True))
    rows, codes = [], set()
    for row in found.rows:
        words = {name: row.values.get(name) or "" for name in WORDS}
        labels = [code.strip() for code in (row.values.get("labels") or "").split(",") if code.strip()]
        unknown = [code for code in labels if code not in known]
        if unknown:
            problems.append(
                _g("Row %(n)s: “%(code)s” is no label of the register.") % {"n": row.number, "code": unknown[0]}
            )
        if words["code"] and not rules.is_code(words["code"]):
            problems.append(_g("Row %(n)s: use letters and hyphens with a number as code.") % {"n": row.number})
        if words["code"].casefold() in codes:
            problems.append(_g("Row %(n)s: the code %(code)s stands twice.") % {"n": row.number, "code": words["code"]})
        codes.add(words["code"].casefold())
        rows.append({**words, "labels": labels})
    if not rows and not problems:
        problems.append(_g("There are no rows in the file."))
    return rows, problems


def _place(problem) -> str:
    if not problem.row:
        return str(problem.sentence)
    place = {"n": problem.row, "column": problem.column, "sentence": problem.sentence}
    return _g("Row %(n)s, %(column)s: %(sentence)s") % place
