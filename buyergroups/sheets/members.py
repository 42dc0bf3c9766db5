"""The columns in which this floor reads and writes table files: members of a group, participants in no group."""

import hashlib
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from buyergroups.models import GroupMembership, MemberImport
from buyergroups.queries import member_imports as queries
from buyergroups.rules import MOST_USERS
from pact.sheets import GRID, Column, Problem, Sheet, Understood, count, day, read, template_xlsx, text, write_csv
from pact.sheets import with_errors_marked as marked_file
from pact.sheets.columns import show_plain
from pact.sheets.reading import Cell, Row, bytes_of
from participants.models.organizations import LegalKind
from participants.queries import ANSWERS, QUESTIONS
from participants.rules import CONFLICT_QUESTIONS

VERSION = "members-1"
_KINDS = (
    (GroupMembership.Kind.MEMBER, gettext_lazy("Member")),
    (GroupMembership.Kind.OBSERVER, gettext_lazy("Observer")),
)


def members_sheet() -> Sheet:
    """Organizations outside the Pact with the answers of 2.1.4, and users served; never persons."""
    land = tuple((code, name) for code, name in countries)
    known = _("A register, its website. No names of persons.")
    users = _("People who use ICT that it buys; empty if not known.")
    asked = {code: str(QUESTIONS[code].about) for code in CONFLICT_QUESTIONS}
    columns = (
        Column("name", _("Name of the organisation"), required=True, width=34),
        Column("country", _("Country"), _("Name or ISO code, like NL."), choices=land, required=True),
        Column("legal_kind", _("Kind of organisation"), choices=LegalKind.choices, required=True, width=26),
        Column("kind", _("In the group as"), choices=_KINDS, required=True),
        *(Column(code, words, choices=ANSWERS, required=True, width=26) for code, words in asked.items()),
        Column("evidence", _("How you know"), known, text(2000), required=True, width=34),
        Column("users_total", _("Users in all"), users, count(MOST_USERS)),
        Column("as_of", _("As of"), _("The day for which the number of users holds."), day, show_plain),
    )
    return Sheet("members", columns, VERSION, _("Members and observers"))


def members_template(kind: str) -> bytes:
    sheet = members_sheet()
    if kind == "csv":
        return write_csv([], sheet.columns)
    notes = [_("One organisation a line, from outside the Pact. Participants join from their own pages (Pact 3.3.1).")]
    return template_xlsx(sheet, title=str(sheet.title), notes=notes)


def understood(upload: Any) -> tuple[list[dict], list[dict], dict]:
    """What a file says, as it can be kept: rows with texts and values, problems, and facts about the file."""
    data = bytes_of(upload, GRID)
    found = read(data, members_sheet())
    rows = [
        {
            "number": row.number,
            "values": {
                key: value.isoformat() if key == "as_of" and value else value for key, value in _plain(row).items()
            },
            "texts": {key: cell.raw for key, cell in row.cells.items()},
        }
        for row in found.rows
    ]
    columns = {str(column.header): column.key for column in members_sheet().columns}
    problems = [
        {"row": one.row, "key": columns.get(one.column, ""), "sentence": one.sentence} for one in found.problems
    ]
    return rows, problems, {"sha256": hashlib.sha256(data).hexdigest(), "name": str(getattr(upload, "name", ""))[:120]}


def _plain(row: Row) -> dict[str, Any]:
    """`?` in a count is no number: like an empty cell."""
    return {
        key: None if key == "users_total" and not isinstance(value, int) else value for key, value in row.values.items()
    }


def marked(kept: MemberImport, lines: list[queries.Line]) -> bytes:
    """The file as it was sent, with every problem at its cell and in words at the end of its row."""
    sheet = members_sheet()
    names = {column.key: str(column.header) for column in sheet.columns}
    rows, general = [], [one["sentence"] for one in kept.problems if not one["row"]]
    for line in lines:
        said: dict[str, list[str]] = {}
        for key, sentence in line.problems:
            said.setdefault(key or "name", []).append(sentence)
        cells = {}
        for key, raw in line.texts.items():
            problem = None
            if key in said:
                words = "; ".join(said[key])
                problem = Problem(sheet.heading, line.number, names.get(key, key), "row", f"{line.number}: {words}")
            cells[key] = Cell(raw, line.values.get(key), problem)
        rows.append(Row(line.number, "", cells, {}))
    problems = [Problem(sheet.heading, 0, "", "file", sentence) for sentence in general]
    return marked_file(Understood(rows=rows, problems=problems), sheet)


UNJOINED = (
    Column("organization", gettext_lazy("Organisation"), value=lambda row: row.organization.name),
    Column("country", gettext_lazy("Country"), value=lambda row: row.organization.country),
    Column("group", gettext_lazy("Group"), value=lambda row: row.group.name),
    Column("answer", gettext_lazy("Answer"), value=lambda row: str(row.words)),
    Column("asked_on", gettext_lazy("Asked"), value=lambda row: row.asked_on),
    Column("reason", gettext_lazy("Reason"), value=lambda row: row.reason),
    Column("elsewhere", gettext_lazy("In another group"), value=lambda row: row.elsewhere),
)
