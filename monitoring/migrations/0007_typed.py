"""What somebody typed into a cell and cannot be read stays with the draft, beside the figure that is missing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0006_history")]

    operations = [
        migrations.AddField("deviceline", "typed", models.CharField(blank=True, db_default="", default="", max_length=500)),
        migrations.AddField(
            "deviceline", "meets_typed", models.CharField(blank=True, db_default="", default="", max_length=500)
        ),
        migrations.AddConstraint(
            "deviceline",
            models.CheckConstraint(
                condition=models.Q(typed="") | models.Q(quantity=None, not_known=False),
                name="monitoring_typed_no_answer",
            ),
        ),
        migrations.AddConstraint(
            "deviceline",
            models.CheckConstraint(
                condition=models.Q(meets_typed="") | models.Q(meets_criteria=None, meets_not_known=False),
                name="monitoring_meets_typed_no_answer",
            ),
        ),
    ]
