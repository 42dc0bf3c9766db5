"""A reading of a target is frozen: the database refuses to change or remove it (P2, domain invariant 7)."""

from django.db import migrations

from pact.access import rls


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0007_typed")]

    operations = [
        migrations.RunSQL(
            rls.append_only("monitoring_targetreading"), rls.not_append_only("monitoring_targetreading")
        ),
    ]
