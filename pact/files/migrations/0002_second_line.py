"""Row-level security: who reaches a file besides its owners."""

from django.db import migrations

from pact.access import rls

TABLE = "files_storedfile"
_MORE = f"""
create policy {TABLE}_committee on {TABLE} for select
  using ((select current_setting('app.scope', true)) = 'committee' and for_committee);
create policy {TABLE}_own on {TABLE} for all using (
  organization_id is null and group_id is null
  and created_by_id = (select nullif(current_setting('app.user_id', true), '')::bigint));
"""
_LESS = f"drop policy if exists {TABLE}_own on {TABLE}; drop policy if exists {TABLE}_committee on {TABLE};"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.RunSQL(
            rls.protect(TABLE, organization="organization_id", group="group_id", door="about_ref") + _MORE,
            _LESS + rls.unprotect(TABLE),
        ),
    ]
