"""A large file beside the draft, set-wise: copied into a table of this transaction alone, compared, written by two
statements. The table is temporary, so no policy applies to it and nothing of it is left; what is written to the draft
passes the policies, constraints and triggers of every other write.

Whole numbers stand for answers: NULL the file says nothing, -1 not known.
"""

import io
import tempfile
from datetime import datetime
from typing import Any

from django.db import connection

from monitoring.models import DeviceLine, SubmissionVersion
from monitoring.rules import Answer
from pact.access import new_ref

FIGURES = ("new", "meets", "refurbished", "remanufactured", "years_new", "years_refurbished", "years_remanufactured")
IN_MEMORY = 4_000_000
_TABLES = f"""
drop table if exists pg_temp.incoming, pg_temp.standing;
create temporary table incoming (number integer, code text, fresh text, product text, label text, name text,
  {", ".join(f"{figure} integer" for figure in FIGURES)}, line text) on commit drop;
create temporary table standing (line text, product text, name text) on commit drop;
"""
_COPY = f"copy incoming (number, code, fresh, product, label, name, {', '.join(FIGURES)}) from stdin"
# A line is known by its code, if it still is of that type, else by type and name.
_MATCH = """
create index on standing (line); create index on standing (product, name); analyze standing; analyze incoming;
update incoming i set line = s.line from standing s where s.line = i.code and s.product = i.product;
update incoming i set line = s.line from
  (select product, name, min(line) as line from standing group by 1, 2) s
  where i.line is null and s.product = i.product and s.name = i.name;
"""
_TWICE = """
select number, first from (select number, min(number) over
  (partition by coalesce(line, product || E'\\n' || name)) as first from incoming) rows
where number <> first order by number
"""
_TOO_MANY_MEET = "select number, meets, new from incoming where meets > new and new >= 0 order by number"
# A row for each condition, and what it would say: a figure the file leaves out stays.
_CELLS = """
select i.line, i.fresh, i.product, i.label, i.number, c.* from incoming i cross join lateral (values
  ('NEW', i.new, i.meets, i.years_new), ('REFURBISHED', i.refurbished, null, i.years_refurbished),
  ('REMANUFACTURED', i.remanufactured, null, i.years_remanufactured)) c (condition, devices, meets, months)
"""
_NOW = "case when d.{unknown} then -1 else d.{value} end"
_QUANTITY = _NOW.format(unknown="not_known", value="quantity")
_MEETS = _NOW.format(unknown="meets_not_known", value="meets_criteria")
_MONTHS = _NOW.format(unknown="lifetime_not_known", value="lifetime_months")
_NEW_DEVICES = f"c.devices is not null and c.devices is distinct from {_QUANTITY}"
_NEW_MEETS = f"c.meets is not null and c.meets is distinct from {_MEETS}"
_NEW_MONTHS = f"c.months is not null and c.months is distinct from {_MONTHS}"
_OTHER = f"({_NEW_DEVICES} or {_NEW_MEETS} or {_NEW_MONTHS} or c.label <> d.label)"
_CHANGED = f"""
select count(distinct d.line) from ({_CELLS}) c
join monitoring_deviceline d on d.version_id = %s and d.line = c.line and d.condition = c.condition where {_OTHER}
"""  # noqa: S608  constants
_ADD = f"""
insert into monitoring_deviceline (version_id, organization_id, line, position, label, product_group_id, condition,
  quantity, not_known, meets_criteria, meets_not_known, lifetime_months, lifetime_not_known, end_of_life, acquisition,
  country, labels, evidence, note, revision, meets_revision, changed_at)
select %(version)s, %(organization)s, c.fresh, p.last + row_number() over (partition by c.product, c.condition order
  by c.number), c.label, p.id, c.condition, nullif(c.devices, -1), coalesce(c.devices = -1, false),
  nullif(c.meets, -1), coalesce(c.meets = -1, false), nullif(c.months, -1), coalesce(c.months = -1, false), '',
  'BOUGHT', '', '{{}}', 'C', '', 1 + (c.devices is not null)::int, 1 + (c.meets is not null)::int, %(at)s
from ({_CELLS}) c join (
  select g.id, g.code, coalesce(max(d.position), -1) as last from governance_productgroup g
  left join monitoring_deviceline d on d.product_group_id = g.id and d.version_id = %(version)s group by g.id) p
  on p.code = c.product
where c.line is null order by c.number
"""  # noqa: S608  constants
_CHANGE = f"""
update monitoring_deviceline d set label = c.label, changed_at = %(at)s,
  revision = d.revision + ({_NEW_DEVICES})::int, meets_revision = d.meets_revision + ({_NEW_MEETS})::int,
  quantity = case when c.devices is null then d.quantity else nullif(c.devices, -1) end,
  not_known = coalesce(c.devices = -1, d.not_known), typed = case when c.devices is null then d.typed else '' end,
  meets_criteria = case when c.meets is null then d.meets_criteria else nullif(c.meets, -1) end,
  meets_not_known = coalesce(c.meets = -1, d.meets_not_known),
  meets_typed = case when c.meets is null then d.meets_typed else '' end,
  lifetime_months = case when c.months is null then d.lifetime_months else nullif(c.months, -1) end,
  lifetime_not_known = coalesce(c.months = -1, d.lifetime_not_known)
from ({_CELLS}) c
where d.version_id = %(version)s and d.line = c.line and d.condition = c.condition and {_OTHER}
"""  # noqa: S608  constants


class Staged:
    """Rows that were understood, as COPY reads them: beyond a few megabytes they lie in a file of the system."""

    def __init__(self) -> None:
        self.file: Any = tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self.rows = 0

    def __enter__(self) -> "Staged":
        return self

    def __exit__(self, *_fault: Any) -> None:
        self.file.close()

    def add(self, number: int, code: str, values: dict[str, Any], nameless: str) -> None:
        label = values.get("label") or nameless
        texts = (code, new_ref(), values["product"], label, label.casefold())
        figures = [_figure(values.get(name)) for name in FIGURES]
        self.file.write("\t".join((str(number), *map(_text, texts), *figures)) + "\n")
        self.rows += 1


def _figure(value: Answer | None) -> str:
    return r"\N" if value is None else "-1" if value.not_known else str(value.value)


def _text(value: str) -> str:
    if value.isprintable() and "\\" not in value:
        return value
    return value.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ").replace("\r", " ")


def compare(staged: Staged, draft: SubmissionVersion) -> tuple[dict[str, int], list[tuple], list[tuple]]:
    """Copy the rows beside the draft; counts, rows about the same line, rows with more that meet than are new."""
    here = DeviceLine.objects.filter(version=draft, condition="NEW").values_list("line", "product_group__code", "label")
    known = io.StringIO("".join(f"{line}\t{code}\t{_text(name.casefold())}\n" for line, code, name in here))
    staged.file.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        cursor.copy_expert(_COPY, staged.file)
        cursor.copy_expert("copy standing from stdin", known)
        cursor.execute(_MATCH)
        twice, meet = _rows(cursor, _TWICE), _rows(cursor, _TOO_MANY_MEET)
        new = _rows(cursor, "select count(*) from incoming where line is null")[0][0]
        changed = _rows(cursor, _CHANGED, [draft.pk])[0][0]
    return {"NEW": new, "CHANGED": changed, "SAME": staged.rows - new - changed}, twice, meet


def write(draft: SubmissionVersion, *, at: datetime) -> None:
    """What `compare` found: known lines are changed where the file says something else, others added."""
    facts = {"version": draft.pk, "organization": draft.organization_id, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, facts)
        cursor.execute(_ADD, facts)


def _rows(cursor: Any, sql: str, values: Any = None) -> list[tuple]:
    cursor.execute(sql, values)
    return cursor.fetchall()
