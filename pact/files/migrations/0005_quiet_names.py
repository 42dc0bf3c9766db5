"""The name a person gave a file may be his own: that it changed is noted, not what it says (Security F7)."""

from django.db import migrations

from pact.audit import history

TABLE = "files_storedfile"
BEFORE, NOW = ("about_ref",), ("about_ref", "name")


class Migration(migrations.Migration):
    dependencies = [("files", "0004_owner_in_keys"), ("audit", "0003_history")]

    operations = [
        migrations.RunSQL(
            history.drop(TABLE) + history.keep(TABLE, hidden=NOW),
            history.drop(TABLE) + history.keep(TABLE, hidden=BEFORE),
        ),
    ]
