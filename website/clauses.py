"""Rows of the library as files: documents to go on writing in, tables, open data. Each row with version and address."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from buyergroups.public import Chosen, VersionCard
from pact import papers
from pact.papers import Heading, Paper, Paragraph, Run, Table, lines
from pact.sheets import Column, write_csv, write_xlsx
from pact.sheets.sealing import same_bytes
from website.pages.library import THEMES, cited, permanent, place

TYPES = {
    **papers.TYPES,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
LICENCE = "CC0-1.0"
SAID = gettext_noop(
    "Every clause is cited with its version and the address that stays: what stands there does not change. "
    "Free to use without conditions (CC0)."
)
WIDTHS = (2.2, 10, 4.8)
COLUMNS = (
    Column("code", gettext_lazy("Code"), width=12),
    Column("type", gettext_lazy("Part of the tender"), width=20),
    Column("level", gettext_lazy("Level"), width=12),
    Column("theme", gettext_lazy("Theme"), width=12),
    Column("heading", gettext_lazy("Heading"), width=30),
    Column("text", gettext_lazy("Text"), width=70),
    Column("verification", gettext_lazy("Verification"), width=40),
    Column("weight_hint", gettext_lazy("Weight"), width=20),
    Column("labels", gettext_lazy("Labels that show it"), width=30),
    Column("label_note", gettext_lazy("Note on labels"), width=30),
    Column("item", gettext_lazy("Taken from"), width=30),
    Column("version", gettext_lazy("Version"), width=9),
    Column("state", gettext_lazy("State of the version"), width=16),
    Column("language", gettext_lazy("Language"), width=10),
    Column("address", gettext_lazy("Address that stays"), width=60),
)


def of_version(card: VersionCard) -> list[Chosen]:
    """All rows of a version, as if each had been chosen."""
    item = card.item
    return [
        Chosen(item.slug, item.title, item.language, item.version, item.state, card.newer, row) for row in card.rows
    ]


def title_of(card: VersionCard) -> str:
    told = {"title": card.item.title, "number": card.item.version}
    if card.item.state == "CONSULTATION":
        return _("%(title)s, version %(number)s, draft for comment") % told
    return _("%(title)s, version %(number)s") % told


def written(kind: str, title: str, rows: Sequence[Chosen], intro: str = "") -> bytes:
    """Rows as one of the kinds of `TYPES`."""
    if kind in papers.TYPES:
        return papers.written(kind, paper(title, rows, intro))
    records = [record(one) for one in rows]
    if kind == "json":
        told = {"title": title, "licence": LICENCE, "rows": records}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
    flat = [{**one, "labels": ", ".join(one["labels"])} for one in records]
    if kind == "csv":
        return write_csv(flat, COLUMNS)
    told = (
        {**one, "type": row.row.type_words, "level": row.row.level_words, "theme": THEMES.get(row.row.theme, "")}
        for one, row in zip(flat, rows, strict=True)
    )
    return same_bytes(write_xlsx(told, COLUMNS, title=_("Clauses")))


def record(one: Chosen) -> dict:
    """A row as open data."""
    names = ("code", "type", "level", "theme", "heading", "text", "verification", "weight_hint", "label_note")
    return {
        **{name: getattr(one.row, name) for name in names},
        "labels": [label.name for label in one.row.labels],
        "item": one.title,
        "slug": one.slug,
        "version": one.number,
        "state": one.state,
        "language": one.language,
        "address": permanent(one.slug, one.number, one.row.code),
    }


def paper(title: str, rows: Sequence[Chosen], intro: str = "") -> Paper:
    """One table for each part of a tender, under its heading."""
    ordered = sorted(rows, key=lambda one: place(one.row.type))
    blocks: list = [Paragraph((Run(intro),))] if intro else []
    blocks.append(Paragraph((Run(_(SAID)),)))
    for words, group in groupby(ordered, key=lambda one: one.row.type_words):
        name = words[:1].upper() + words[1:]
        blocks += [Heading(name), _table(name, list(group))]
    languages = {one.language for one in rows}
    language = languages.pop() if len(languages) == 1 else "en"
    return Paper(title, language, tuple(blocks), foot=title, author="Circular & Fair ICT Pact")


def _table(name: str, rows: Iterable[Chosen]) -> Table:
    head = (_("Code"), _("Clause, with its citation"), _("Verification"))
    return Table(name, head, tuple(_row(one) for one in rows), WIDTHS)


def _row(one: Chosen) -> tuple:
    row, where = one.row, permanent(one.slug, one.number, one.row.code)
    level = (Run(_("Level: %s") % row.level_words),) if row.level else ()
    weight = (Run(_("Weight: %s") % row.weight_hint),) if row.weight_hint else ()
    labels = (Run(_("Labels that show it: %s") % ", ".join(label.name for label in row.labels)),) if row.labels else ()
    clause = (*lines(row.heading, bold=True), *lines(row.text), *(part for part in (level, weight) if part))
    checked = (*lines(row.verification), *((labels,) if labels else ()), *lines(row.label_note))
    words, _sign, _rest = cited(one.title, one.number, where, one.state, row.code).rpartition(where)
    return lines(row.code, bold=True), (*clause, (Run(words), Run(where, href=where))), checked
