"""Searching by words: what `pact.search.words.plain` does, as a function an index can stand on."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import pact.search.indexing

_WORDS = r"""
create function pact_words(variadic parts text[]) returns text language sql immutable parallel safe cost 1000 as $$
  select ' ' || trim(regexp_replace(
    replace(replace(replace(replace(
      regexp_replace(
        lower(normalize(translate(array_to_string(parts, ' '), 'øØłŁđĐðÐıς', 'oOlLdDdDiσ'), NFKD)),
        '[\u0300-\u036f]', '', 'g'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '[^[:alnum:]_]+', ' ', 'g')) || ' '
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_history")]

    operations = [
        migrations.RunSQL(_WORDS, "drop function pact_words(text[])"),
        migrations.AddIndex(
            model_name="user", index=models.Index(fields=["name", "id"], name="accounts_user_by_name")
        ),
        migrations.AddIndex(
            model_name="user",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    pact.search.indexing.Words("name", "email", "function"), name="gin_trgm_ops"
                ),
                name="accounts_user_words",
            ),
        ),
    ]
