"""An interest that keeps a member out of a vote is a screening like every other (Pact 2.1.4)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_history"), ("participants", "0010_doors")]

    operations = [
        migrations.AddField(
            "elector",
            "screening",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.screening",
            ),
        ),
    ]
