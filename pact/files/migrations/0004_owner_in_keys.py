"""A row of an organization can name its file together with the owner (Security A6)."""

from django.db import migrations

OWNER = "alter table files_storedfile add constraint files_storedfile_owner unique (id, organization_id);"
NO_OWNER = "alter table files_storedfile drop constraint files_storedfile_owner;"


class Migration(migrations.Migration):
    dependencies = [("files", "0003_history")]

    operations = [migrations.RunSQL(OWNER, NO_OWNER)]
