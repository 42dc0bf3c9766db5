"""Row-level security, append-only triggers, and the seal that each event gets at commit.

The seal is made by a deferred trigger: it takes its lock at the very end of a transaction, so that two writers never
wait for each other in a circle. It runs as its owner, because nobody else may write a seal.
"""

from django.db import migrations

from pact.access import rls

SEAL = """
create function audit_seal_event() returns trigger language plpgsql security definer set search_path = public as $$
declare newest record; previous bytea := decode(repeat('00', 32), 'hex'); no bigint := 1;
begin
  perform pg_advisory_xact_lock(620614, 1);
  select s.no, s.hash into newest from audit_seal s order by s.no desc limit 1;
  if found then previous := newest.hash; no := newest.no + 1; end if;
  insert into audit_seal (no, event_id, previous, hash)
    values (no, new.id, previous, sha256(previous || convert_to(new.canonical, 'UTF8')));
  return null;
end $$;
create constraint trigger audit_event_seal after insert on audit_event
  deferrable initially deferred for each row execute function audit_seal_event();
"""
NO_SEAL = "drop trigger audit_event_seal on audit_event; drop function audit_seal_event();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            rls.protect(
                "audit_event", insert_by_all=True, organization="organization_id", group="group_id", user="actor_id"
            ),
            rls.unprotect("audit_event"),
        ),
        migrations.RunSQL(rls.append_only("audit_event"), rls.not_append_only("audit_event")),
        migrations.RunSQL(SEAL, NO_SEAL),
        migrations.RunSQL(rls.append_only("audit_seal"), rls.not_append_only("audit_seal")),
    ]
