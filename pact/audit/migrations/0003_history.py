"""The history of rows: what a trigger noted, sealed into the same chain as the events.

Nobody but the triggers writes here: they run as their owner, and the serving role has no right to.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pact.access import rls
from pact.audit import history

SEAL = """
create function audit_seal_change() returns trigger language plpgsql security definer set search_path = public as $$
declare newest record; previous bytea := decode(repeat('00', 32), 'hex'); no bigint := 1;
begin
  perform pg_advisory_xact_lock(620614, 1);
  select s.no, s.hash into newest from audit_seal s order by s.no desc limit 1;
  if found then previous := newest.hash; no := newest.no + 1; end if;
  insert into audit_seal (no, statement, previous, hash)
    values (no, new.statement, previous, sha256(previous || new.whole));
  return null;
end $$;
create constraint trigger audit_change_seal after insert on audit_change
  deferrable initially deferred for each row when (new.whole is not null) execute function audit_seal_change();
"""
NO_SEAL = "drop trigger audit_change_seal on audit_change; drop function audit_seal_change();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("statement", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor", models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("hand", models.CharField(blank=True, max_length=60)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("table_name", models.CharField(max_length=63)),
                ("row_key", models.CharField(max_length=40)),
                ("operation", models.CharField(max_length=8)),
                ("changes", models.TextField()),
                ("organization_id", models.BigIntegerField(null=True)),
                ("group_id", models.BigIntegerField(null=True)),
                ("digest", models.BinaryField()),
                ("whole", models.BinaryField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["table_name", "row_key", "id"], name="audit_change_row")]},
        ),
        migrations.AlterField("seal", "event_id", models.UUIDField(null=True, unique=True)),
        migrations.AddField("seal", "statement", models.BigIntegerField(null=True, unique=True)),
        migrations.AddConstraint(
            "seal",
            models.CheckConstraint(
                condition=models.Q(event_id=None, statement__isnull=False)
                | models.Q(event_id__isnull=False, statement=None),
                name="audit_seal_of_one",
            ),
        ),
        migrations.RunSQL(rls.protect("audit_change", insert_by_all=True), rls.unprotect("audit_change")),
        migrations.RunSQL(rls.append_only("audit_change"), rls.not_append_only("audit_change")),
        migrations.RunSQL(history.NOTING, history.NOT_NOTING),
        migrations.RunSQL(SEAL, NO_SEAL),
    ]
