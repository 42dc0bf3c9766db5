"""The public list says who is a founding signer (register I-8)."""

from django.db import migrations, models

_FOUNDERS = """
update participants_listing listing set founding = true
  where exists (select from participants_participation p
                where p.founding and p.organization_id = listing.organization_id)
    and exists (select from participants_organization o
                where o.id = listing.organization_id and o.merged_into_id is null)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0012_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='listing',
            name='founding',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(_FOUNDERS, migrations.RunSQL.noop),
    ]
