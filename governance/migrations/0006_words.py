"""Searching decisions by words."""


import django.contrib.postgres.indexes
import pact.search.indexing
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_words'),
        ('governance', '0005_interests'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='decision',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(pact.search.indexing.Words('question', 'number'), name='gin_trgm_ops'), name='governance_decision_words'),
        ),
    ]
