"""SQL of row-level security, for migrations. The floor that owns a table calls `protect` in its migration."""

_ARRAY = "any((select nullif(current_setting('app.{}', true), '')::bigint[])::bigint[])"
_SCOPE = "(select current_setting('app.scope', true))"


def reach(
    *,
    organization: str | None = None,
    group: str | None = None,
    working_group: str | None = None,
    user: str | None = None,
    door: str | None = None,
    committee: bool = False,
) -> str:
    """The condition under which a row is in reach; arguments are column names."""
    parts = [f"{_SCOPE} in ('pact', 'committee')" if committee else f"{_SCOPE} = 'pact'"]
    if organization:
        parts.append(f"{organization} = {_ARRAY.format('org_ids')}")
    if group:
        parts.append(f"{group} = {_ARRAY.format('group_ids')}")
    if working_group:
        parts.append(f"{working_group} = {_ARRAY.format('wg_ids')}")
    if user:
        parts.append(f"{user} = (select nullif(current_setting('app.user_id', true), '')::bigint)")
    if door:
        parts.append(f"{door} = any((select nullif(current_setting('app.doors', true), '')::text[])::text[])")
    return " or ".join(parts)


def protect(table: str, *, insert_by_all: bool = False, **columns) -> str:
    """Enable and force row-level security with one policy for reading and one for writing.

    `insert_by_all` is for mechanism rows that one tenant leaves for another (a letter, a deadline): anyone
    may add one, only those in reach may read or change it.
    """
    condition = reach(**columns)
    check = "true" if insert_by_all else condition
    return f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy {table}_reach on {table} for all using ({condition}) with check ({condition});
create policy {table}_added on {table} for insert with check ({check});
"""


def unprotect(table: str) -> str:
    return f"""
drop policy if exists {table}_added on {table};
drop policy if exists {table}_reach on {table};
alter table {table} no force row level security;
alter table {table} disable row level security;
"""


def append_only(table: str) -> str:
    """A trigger that refuses to change or remove what was written (domain invariant 7)."""
    return f"""
create or replace function pact_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger {table}_append_only before update or delete or truncate on {table}
  for each statement execute function pact_append_only();
"""


def not_append_only(table: str) -> str:
    return f"drop trigger if exists {table}_append_only on {table};"


def readable(table: str, name: str, condition: str) -> tuple[str, str]:
    """One more policy under which rows may be read: what is published, what a member of a group may see."""
    return (
        f"create policy {table}_{name} on {table} for select using ({condition});",
        f"drop policy if exists {table}_{name} on {table};",
    )


def guarded(table: str, condition: str, *, added: str = "") -> tuple[str, str]:
    """Row-level security by a condition of its own; `added` is what has to hold of a new row where it is less."""
    more = f"create policy {table}_added on {table} for insert with check ({added});" if added else ""
    return (
        f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy {table}_reach on {table} for all using ({condition}) with check ({condition});
{more}
""",
        unprotect(table),
    )


def guard(table: str, name: str, events: str, body: str, declare: str = "") -> tuple[str, str]:
    """A row trigger with its function; `body` raises what it refuses (`refuse`)."""
    return (
        f"""
create function {name}() returns trigger language plpgsql as $$
{declare}
begin
{body}
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger {name} before {events} on {table} for each row execute function {name}();
""",
        f"drop trigger {name} on {table}; drop function {name}();",
    )


def refuse(condition: str, sentence: str) -> str:
    """A line of a guard's body."""
    return f"  if {condition} then raise exception '{sentence}' using errcode = 'check_violation'; end if;"
