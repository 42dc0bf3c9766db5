"""The power to vote on amendments; searching applications and recorded letters by words, organizations by number."""


import django.contrib.postgres.indexes
import pact.search.indexing
from django.db import migrations, models

# The list is found by registry numbers as well; `manage.py relist` writes the same.
_NUMBERS = """
update participants_listing listing set search = listing.search || ltrim(owned.words)
  from (select organization_id, pact_words(variadic array_agg(value::text order by scheme, value)) as words
        from participants_identifier group by organization_id) owned
  where owned.organization_id = listing.organization_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_words'),
        ('participants', '0011_leaving'),
    ]

    operations = [
        migrations.RunSQL(_NUMBERS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='appointment',
            name='role',
            field=models.CharField(choices=[('VIEWER', 'view'), ('EDITOR', 'edit figures'), ('SIGNATORY', 'sign'), ('VOTER', 'vote on amendments'), ('FINANCE', 'finance'), ('MANAGER', 'manage people'), ('SECRETARIAT', 'Secretariat'), ('COMMITTEE', 'Steering Committee'), ('CHAIR', 'chair of the Steering Committee')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='application',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(pact.search.indexing.Words('organization_name', 'ref'), name='gin_trgm_ops'), name='participants_app_words'),
        ),
        migrations.AddIndex(
            model_name='recordedletter',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(pact.search.indexing.Words('subject', 'sender', 'recipient'), name='gin_trgm_ops'), name='participants_letter_words'),
        ),
    ]
