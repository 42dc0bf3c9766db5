"""Every change of this room's rows is noted, also by bulk and raw SQL (Security F5)."""

from django.db import migrations

from pact.audit import history

KEPT = [
    "rulebook_ruleparameter",
]


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial"), ("audit", "0003_history")]

    operations = [
        *(migrations.RunSQL(history.keep(table), history.drop(table)) for table in KEPT),
    ]
