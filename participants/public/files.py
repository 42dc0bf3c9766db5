"""The whole list as a file of open data, written by PostgreSQL (performance G4)."""

from collections.abc import Iterator

from pact.clock import today
from pact.sheets.copying import copied_csv, copied_json, neutral_sql
from participants.public.cards import Filters
from participants.public.lists import ENDED_SQL, FORMER, PARTICIPANTS, conditions_of, held_sql

# What depends on the day, or on the list: the roles that are held, the first day without any, the groups.
_ROLES, _ENDED, _IN = "<roles>", "<ended>", "<groups>"
# Who left today is in no group, whatever the night finds written (6.6.1).
_LEFT_GROUPS = "(CASE WHEN ended_on IS NULL THEN '[]'::jsonb ELSE groups END)"
# Hardly anybody is in more than one group: only then the names are put together.
_GROUPS = (
    f"(CASE jsonb_array_length({_IN}) WHEN 0 THEN '' WHEN 1 THEN {_IN}->0->>'name'"  # noqa: S608
    f" ELSE (SELECT string_agg(one->>'name', ', ') FROM jsonb_array_elements({_IN}) one) END)"
)
_CELLS = (
    *("slug", neutral_sql("name"), neutral_sql("name_en"), "country", "legal_kind", f"concat_ws(', ', {_ROLES})"),
    *(neutral_sql(_GROUPS), "users_served", "users_served_on", "since", _ENDED, "latest_year", "latest_state"),
    *("latest_devices", "CASE WHEN founding THEN 'yes' ELSE 'no' END"),
)
_RECORD = (
    *("slug", "name", "name_en", "country", "legal_kind AS kind", f"array_remove(ARRAY[{_ROLES}], NULL) AS roles"),
    *(f"{_IN} AS groups", "users_served", "users_served_on", "since AS joined_on", f"{_ENDED} AS ended_on"),
    *("latest_year", "latest_state", "latest_devices", "founding"),
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
    roles = ("COORDINATING", "PROCURING", "SUPPORTER")
    held = ", ".join(f"CASE WHEN {held_sql(role, day)} THEN '{role}' END" for role in roles)
    ended_on, groups = (ENDED_SQL, _LEFT_GROUPS) if ended else ("ended_on", "groups")
    cells = ", ".join(columns).replace(_ROLES, held).replace(_ENDED, ended_on).replace(_IN, groups)
    order = "joined_at DESC, id DESC" if filters.newest_first else "sort_name, id"
    told = f"SELECT {cells} FROM participants_listing WHERE {' AND '.join(conditions)} ORDER BY {order}"  # noqa: S608
    return told, values
