"""The head of the chain as it was noted day by day."""

from django.db import migrations, models

from pact.access import rls


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_history")]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("no", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunSQL(rls.append_only("audit_head"), rls.not_append_only("audit_head")),
    ]
