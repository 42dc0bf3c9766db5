"""A part of a group report carries its group in the key (Security A6)."""

from django.db import migrations

OWNER = """
alter table reports_coordinatedreport add constraint reports_coordinated_owner unique (id, group_id);
alter table reports_reportsection add constraint reports_section_of_owner
  foreign key (report_id, group_id) references reports_coordinatedreport (id, group_id);
"""
NO_OWNER = """
alter table reports_reportsection drop constraint reports_section_of_owner;
alter table reports_coordinatedreport drop constraint reports_coordinated_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_second_line")]

    operations = [migrations.RunSQL(OWNER, NO_OWNER)]
