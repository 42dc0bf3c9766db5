"""The second line: row-level security on the owned tables, and what the database itself refuses."""

from django.db import migrations

from pact.access import rls

OWNED = [
    ("participants_application", dict(organization="organization_id", door="key", committee=True)),
    ("participants_signature", dict(organization="organization_id", door="application_ref", committee=True)),
    ("participants_screening", dict(organization="organization_id", door="application_ref", committee=True)),
    ("participants_delegation", dict(organization="organization_id")),
]

# Rows that belong to an application are in reach exactly when the application is.
PARTS = ("participants_applicationrole", "participants_criterionfinding", "participants_applicationquestion")
_PART = """
alter table {0} enable row level security;
alter table {0} force row level security;
create policy {0}_reach on {0} for all
  using (application_id in (select id from participants_application))
  with check (application_id in (select id from participants_application));
"""
_NO_PART = """
drop policy {0}_reach on {0};
alter table {0} no force row level security;
alter table {0} disable row level security;
"""
# A signature is never changed; only the organization is written in once an application has made one.
_SIGNED = """
create function participants_signature_final() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.organization_id is not null
     or to_jsonb(new) - 'organization_id' is distinct from to_jsonb(old) - 'organization_id' then
    raise exception 'a signature is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger participants_signature_final before update or delete on participants_signature
  for each row execute function participants_signature_final();
"""
_NOT_SIGNED = """
drop trigger participants_signature_final on participants_signature;
drop function participants_signature_final();
"""
# Who carries out a coordinating role is public; the one appointed reads what is proposed to him, and answers it (3.2.3).
_APPOINTED = "delegate_id = any((select nullif(current_setting('app.org_ids', true), '')::bigint[])::bigint[])"
_CARRIED = f"""
create policy participants_delegation_carried on participants_delegation for select
  using (state = 'ACTIVE' or {_APPOINTED});
create policy participants_delegation_answered on participants_delegation for update
  using ({_APPOINTED}) with check ({_APPOINTED});
"""
# What was proposed is what was accepted: whom, for what and for how long never changes; another one is proposed.
_AGREED = """
create function participants_delegation_agreed() returns trigger language plpgsql as $$
begin
  if (new.participation_id, new.organization_id, new.delegate_id, new.territory_id, new.group_id, new.period)
     is distinct from
     (old.participation_id, old.organization_id, old.delegate_id, old.territory_id, old.group_id, old.period) then
    raise exception 'what was agreed in a delegation never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger participants_delegation_agreed before update on participants_delegation
  for each row execute function participants_delegation_agreed();
"""
_NOT_AGREED = """
drop trigger participants_delegation_agreed on participants_delegation;
drop function participants_delegation_agreed();
"""
_NOT_CARRIED = """
drop policy participants_delegation_answered on participants_delegation;
drop policy participants_delegation_carried on participants_delegation;
"""
GUARDS = [
    (_CARRIED, _NOT_CARRIED),
    (_AGREED, _NOT_AGREED),
    *((_PART.format(table), _NO_PART.format(table)) for table in PARTS),
    (rls.append_only("participants_pacttext"), rls.not_append_only("participants_pacttext")),
    (_SIGNED, _NOT_SIGNED),
]


class Migration(migrations.Migration):
    dependencies = [("participants", "0001_initial")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, **columns), rls.unprotect(table)) for table, columns in OWNED),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
