"""One open question or membership for an organization in a group; representatives who agreed to be named are public."""

from django.db import migrations, models

_PUBLIC = """
create policy buyergroups_representative_public on buyergroups_representative for select using (consent_to_publish);
"""
_NOT_PUBLIC = "drop policy buyergroups_representative_public on buyergroups_representative;"


class Migration(migrations.Migration):
    dependencies = [
        ("buyergroups", "0002_second_line"),
        ("participants", "0003_invitations_signing_tallies"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="groupmembership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ENDED"), _negated=True),
                fields=("group", "organization"),
                name="buyergroups_asked_once",
            ),
        ),
        migrations.RunSQL(_PUBLIC, _NOT_PUBLIC),
    ]
