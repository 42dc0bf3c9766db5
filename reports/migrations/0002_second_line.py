"""The second line: row-level security on the owned tables, and what the database itself refuses."""

from django.db import migrations

from pact.access import rls

OWNED = [
    ("reports_coordinatedreport", dict(group="group_id")),
    ("reports_reportsection", dict(group="group_id")),
]

GUARDS = [(rls.append_only("reports_cyclesnapshot"), rls.not_append_only("reports_cyclesnapshot"))]


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, **columns), rls.unprotect(table)) for table, columns in OWNED),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
