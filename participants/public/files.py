"""The whole list as a file of open data, written by PostgreSQL (performance G4)."""

from collections.abc import Iterator

from pact.clock import today
from pact.sheets.copying import copied_csv, copied_json, neutral_sql
from participants.public.cards import Filters
from participants.public.lists import FORMER, PARTICIPANTS, conditions_of, held_sql

_ROLES = "<roles>"  # which of them are held depends on the day
# Hardly anybody is in more than one group: only then the names are put together.
_GROUPS = (
    "(CASE jsonb_array_length(groups) WHEN 0 THEN '' WHEN 1 THEN groups->0->>'name'"
    " ELSE (SELECT string_agg(one->>'name', ', ') FROM jsonb_array_elements(groups) one) END)"
)
_CELLS = (
    *("slug", neutral_sql("name"), neutral_sql("name_en"), "country", "legal_kind", f"concat_ws(', ', {_ROLES})"),
    *(neutral_sql(_GROUPS), "users_served", "users_served_on", "since", "ended_on", "latest_year", "latest_state"),
    *("latest_devices", "CASE WHEN founding THEN 'yes' ELSE 'no' END"),
)
_RECORD = (
    *("slug", "name", "name_en", "country", "legal_kind AS kind", f"array_remove(ARRAY[{_ROLES}], NULL) AS roles"),
    *("groups", "users_served", "users_served_on", "since AS joined_on", "ended_on", "latest_year", "latest_state"),
    *("latest_devices", "founding"),
)


def csv_of(filters: Filters, head: bytes, *, ended: bool = False) -> Iterator[bytes]:
    """The columns of `website.sheets`, in their order, below the line of their names."""
    select, values = _asked(_CELLS, filters, ended)
    return copied_csv(select, values, head)


def json_of(filters: Filters, *, ended: bool = False) -> Iterator[bytes]:
    select, values = _asked(_RECORD, filters, ended)
    return copied_json(f"SELECT row_to_json(one) FROM ({select}) one", values, "participants")  # noqa: S608


def _asked(columns: tuple[str, ...], filters: Filters, ended: bool) -> tuple[str, list]:
    day = today()
    conditions, values = conditions_of(FORMER if ended else PARTICIPANTS, filters, day)
    held = (f"CASE WHEN {held_sql(role, day)} THEN '{role}' END" for role in ("COORDINATING", "PROCURING", "SUPPORTER"))
    cells = ", ".join(columns).replace(_ROLES, ", ".join(held))
    order = "joined_at DESC, id DESC" if filters.newest_first else "sort_name, id"
    told = f"SELECT {cells} FROM participants_listing WHERE {' AND '.join(conditions)} ORDER BY {order}"  # noqa: S608
    return told, values
