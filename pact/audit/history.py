"""SQL of the row history, for migrations. The floor that owns a table calls `keep` in its migration.

Statement triggers with transition tables: one call for a cell and one for a hundred thousand lines, whoever writes,
by whatever way. Each row gets a digest, the first row of a statement the digest of all; at commit that one is sealed.
"""

# What stands in a digest, in this order; `Change.canonical_text` says the same. Lengths keep the parts apart.
_LINE = r"""concat_ws(E'\n', s.statement, r.id, (extract(epoch from moment) * 1000000)::bigint,
      coalesce(who::text, ''), coalesce(r.organization::text, ''), coalesce(r.buyers::text, ''), tg_table_name, r.op,
      length(r.row_key) || ':' || r.row_key, length(hand) || ':' || hand, length(request) || ':' || request,
      r.changes)"""

_FOUND = {
    "insert": "select null::jsonb as was, to_jsonb(n) - left_out as now from new_rows n",
    "delete": "select to_jsonb(o) - left_out as was, null::jsonb as now from old_rows o",
    # A row whose key was changed is told as one that went and one that came.
    "update": """select to_jsonb(o) - left_out as was, to_jsonb(n) - left_out as now
      from old_rows o full join new_rows n on n.id = o.id""",
    "truncate": "select null::jsonb as was, null::jsonb as now",
}

_NOTE = """
create function audit_note_{verb}() returns trigger language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  left_out text[] := tg_argv[0]; hidden text[] := tg_argv[1];
  moment timestamptz := clock_timestamp();
  who bigint := nullif(current_setting('app.user_id', true), '');
  hand text := left(coalesce(nullif(current_setting('app.hand', true), ''),
                             case when who is null then 'database:' || session_user else '' end), 60);
  request text := left(coalesce(current_setting('app.request_id', true), ''), 64);
begin
  -- "offset 0": each row is turned into JSON once, not once for each column that is compared.
  with found as ({found} offset 0),
  noted as (
    select coalesce(now, was) as present,
      case when was is null and now is null then 'TRUNCATE' when was is null then 'INSERT'
           when now is null then 'DELETE' else 'UPDATE' end as op,
      case when was is null or now is null then coalesce(now, was, '{{}}') - hidden
           else (select jsonb_object_agg(e.key, case when e.key = any(hidden) then '["…", "…"]'
                                                     else jsonb_build_array(was -> e.key, e.value) end)
                 from jsonb_each(now) e where e.value is distinct from was -> e.key) end as changes
    from found where was is distinct from now or was is null
    offset 0),
  rows as materialized (
    select nextval('audit_change_id_seq') as id, n.op, coalesce(n.present ->> 'id', '') as row_key,
      (n.present ->> tg_argv[2])::bigint as organization, (n.present ->> tg_argv[3])::bigint as buyers,
      n.changes::text as changes
    from noted n),
  s as materialized (select min(id) as statement from rows),
  sealed as materialized (select r.*, s.statement, sha256(convert_to({line}, 'UTF8')) as digest from rows r, s),
  whole as materialized (select sha256(string_agg(digest, ''::bytea order by id)) as digest from sealed)
  insert into audit_change (id, statement, at, actor_id, hand, request_id, table_name, row_key, operation, changes,
                            organization_id, group_id, digest, whole)
    select r.id, r.statement, moment, who, hand, request, tg_table_name, r.row_key, r.op, r.changes,
      r.organization, r.buyers, r.digest, case when r.id = r.statement then w.digest end
    from sealed r, whole w;
  return null;
end $$;
"""

NOTING = "".join(_NOTE.format(verb=verb, found=found, line=_LINE) for verb, found in _FOUND.items())
NOT_NOTING = "".join(f"drop function audit_note_{verb}();" for verb in _FOUND)

_SEEN = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
    "truncate": "",
}


def keep(
    table: str,
    *,
    hidden: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
    organization: str = "organization_id",
    group: str = "group_id",
) -> str:
    """Note every change of this table's rows, also by bulk and raw SQL.

    `hidden` columns are persons' data and keys: that they changed is noted, not what they say. `left_out` columns are
    not looked at (a counter of progress, a text whose hash stands beside it).
    """
    names = ("{" + ",".join(left_out) + "}", "{" + ",".join(hidden) + "}", organization, group)
    arguments = ", ".join(f"'{name}'" for name in names)
    return "".join(
        f"create trigger {table}_history_{verb} after {verb} on {table} {seen} "
        f"for each statement execute function audit_note_{verb}({arguments});\n"
        for verb, seen in _SEEN.items()
    )


def drop(table: str) -> str:
    return "".join(f"drop trigger if exists {table}_history_{verb} on {table};\n" for verb in _SEEN)
