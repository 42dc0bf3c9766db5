"""Every change of this room's rows is noted, also by bulk and raw SQL (Security F5)."""

from django.db import migrations

from pact.audit import history

KEPT = [
    "monitoring_cycle",
    "monitoring_submission",
    "monitoring_submissionversion",
    "monitoring_reviewnote",
    "monitoring_deviceline",
    "monitoring_explanation",
    "monitoring_target",
    "monitoring_targetreading",
]
# Persons' data and keys are noted without what they say; texts whose hash stands beside them are left out.
KEPT_IN_PART = [
    ("monitoring_largefile", dict(left_out=("progress", "progress_text", "attempts", "claimed_at", "facts", "counts", "problems"))),
    ("monitoring_importbatch", dict(left_out=("understood", "problems", "before"))),
    ("monitoring_methodologyversion", dict(left_out=("factors", "sources"))),
]


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_rollups_and_large_files"), ("audit", "0003_history")]

    operations = [
        *(migrations.RunSQL(history.keep(table), history.drop(table)) for table in KEPT),
        *(migrations.RunSQL(history.keep(table, **less), history.drop(table)) for table, less in KEPT_IN_PART),
    ]
