"""The last references inside one organization carry it in the key (Security A6): notes, spreadsheets, what was accepted.

Effects of lines do not: only the calculation writes them, from the line itself, and a key more would double its index.
"""

from django.db import migrations

OWNER = """
alter table monitoring_reviewnote add constraint monitoring_note_of_owner
  foreign key (submission_id, organization_id) references monitoring_submission (id, organization_id);
alter table monitoring_importbatch add constraint monitoring_import_of_owner
  foreign key (submission_id, organization_id) references monitoring_submission (id, organization_id);
alter table monitoring_submission add constraint monitoring_accepted_of_owner
  foreign key (accepted_version_id, organization_id) references monitoring_submissionversion (id, organization_id);
"""
NO_OWNER = """
alter table monitoring_submission drop constraint monitoring_accepted_of_owner;
alter table monitoring_importbatch drop constraint monitoring_import_of_owner;
alter table monitoring_reviewnote drop constraint monitoring_note_of_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_cell_revisions")]

    operations = [migrations.RunSQL(OWNER, NO_OWNER)]
