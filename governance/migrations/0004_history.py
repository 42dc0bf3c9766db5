"""Every change of this room's rows is noted, also by bulk and raw SQL (Security F5)."""

from django.db import migrations

from pact.audit import history

KEPT = [
    "governance_decision",
    "governance_elector",
    "governance_vote",
    "governance_matter",
    "governance_productgroup",
    "governance_scopeperiod",
    "governance_seatterm",
    "governance_chairterm",
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_one_open_matter"), ("audit", "0003_history")]

    operations = [
        *(migrations.RunSQL(history.keep(table), history.drop(table)) for table in KEPT),
    ]
