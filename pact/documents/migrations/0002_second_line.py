"""Row-level security: owners, everyone once a document is public, the committee where it was put before it.

Anyone may order for anyone (a coordinator's step prints the receipt of a member), as with letters.
"""

from django.db import migrations

from pact.access import rls

TABLE = "documents_document"
_MORE = f"""
create policy {TABLE}_public on {TABLE} for select using (public);
create policy {TABLE}_committee on {TABLE} for select
  using ((select current_setting('app.scope', true)) = 'committee' and for_committee);
"""
_LESS = f"drop policy if exists {TABLE}_committee on {TABLE}; drop policy if exists {TABLE}_public on {TABLE};"


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunSQL(
            rls.protect(TABLE, insert_by_all=True, organization="organization_id", group="group_id") + _MORE,
            _LESS + rls.unprotect(TABLE),
        ),
    ]
