"""The list of letters goes by time, a page at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_begins")]

    operations = [
        migrations.AddIndex("outboxmail", models.Index(fields=["created_at", "id"], name="mail_by_time")),
    ]
