"""The second line: row-level security on the owned tables, and what the database itself refuses."""

from django.db import migrations

from pact.access import rls

OWNED = [
    ("monitoring_submission", dict(organization="organization_id", group="group_id")),
    ("monitoring_submissionversion", dict(organization="organization_id", group="group_id")),
    ("monitoring_deviceline", dict(organization="organization_id", group="group_id")),
    ("monitoring_explanation", dict(organization="organization_id", group="group_id")),
    ("monitoring_reviewnote", dict(organization="organization_id", group="group_id")),
    ("monitoring_importbatch", dict(organization="organization_id", group="group_id")),
    ("monitoring_lineeffect", dict(organization="organization_id", group="group_id")),
]

# What was sent is never changed (domain invariant 7): a version with a sending time, and the lines under it.
_SENT = """
create function monitoring_sent_is_final() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null then
    raise exception 'a version that was sent is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger monitoring_version_final before update or delete on monitoring_submissionversion
  for each row execute function monitoring_sent_is_final();
create function monitoring_sent_lines_are_final() returns trigger language plpgsql as $$
declare sent timestamptz;
begin
  select sent_at into sent from monitoring_submissionversion where id = old.version_id;
  if sent is not null then
    raise exception 'lines of a version that was sent are never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger monitoring_lines_final before update or delete on monitoring_deviceline
  for each row execute function monitoring_sent_lines_are_final();
"""
_NOT_SENT = """
drop trigger monitoring_lines_final on monitoring_deviceline;
drop function monitoring_sent_lines_are_final();
drop trigger monitoring_version_final on monitoring_submissionversion;
drop function monitoring_sent_is_final();
"""
# A line has the owner of its version, and a version the owner of its submission (Security A6).
_OWNER = """
alter table monitoring_submission add constraint monitoring_submission_owner unique (id, organization_id);
alter table monitoring_submissionversion add constraint monitoring_version_owner unique (id, organization_id);
alter table monitoring_submissionversion add constraint monitoring_version_of_owner
  foreign key (submission_id, organization_id) references monitoring_submission (id, organization_id);
alter table monitoring_deviceline add constraint monitoring_line_of_owner
  foreign key (version_id, organization_id) references monitoring_submissionversion (id, organization_id);
alter table monitoring_explanation add constraint monitoring_explanation_of_owner
  foreign key (version_id, organization_id) references monitoring_submissionversion (id, organization_id);
"""
_NO_OWNER = """
alter table monitoring_explanation drop constraint monitoring_explanation_of_owner;
alter table monitoring_deviceline drop constraint monitoring_line_of_owner;
alter table monitoring_submissionversion drop constraint monitoring_version_of_owner;
alter table monitoring_submissionversion drop constraint monitoring_version_owner;
alter table monitoring_submission drop constraint monitoring_submission_owner;
"""
GUARDS = [(_SENT, _NOT_SENT), (_OWNER, _NO_OWNER)]


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, **columns), rls.unprotect(table)) for table, columns in OWNED),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
