"""How a hearing was answered and when it was held, who confirmed a settlement; the owner in the keys of a hearing."""

from django.db import migrations, models

# Security A6: the hearing and the statement are those of the organization that the case is about.
OWNER = """
alter table governance_terminationcase add constraint governance_terminationcase_owner unique (id, organization_id);
alter table governance_hearing add constraint governance_hearing_case_of_owner
  foreign key (case_id, organization_id) references governance_terminationcase (id, organization_id);
alter table governance_hearing add constraint governance_hearing_statement_of_owner
  foreign key (statement_file_id, organization_id) references files_storedfile (id, organization_id);
"""
NO_OWNER = """
alter table governance_hearing drop constraint governance_hearing_statement_of_owner;
alter table governance_hearing drop constraint governance_hearing_case_of_owner;
alter table governance_terminationcase drop constraint governance_terminationcase_owner;
"""
# 6.6.2: never shorter than the rule book of the day lets it be; an hour is left for the change of the clock.
WAITS = """
create function governance_invitation_waits() returns trigger language plpgsql as $$
declare days jsonb;
begin
  select value into days from rulebook_ruleparameter
    where key = 'hearing.answer_within' and valid @> new.invited_at::date;
  if new.answer_by < new.invited_at
      + make_interval(days => coalesce((days #>> '{}')::integer, 0)) - interval '1 hour' then
    raise exception 'an invitation to be heard runs out no sooner than the rule book says (6.6.2)'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger governance_invitation_waits before insert or update of invited_at, answer_by on governance_hearing
  for each row execute function governance_invitation_waits();
"""
NO_WAITS = """
drop trigger governance_invitation_waits on governance_hearing;
drop function governance_invitation_waits();
"""
# Security A6: who the parties are is written once; a side is nobody's to give away.
PARTIES = """
create function governance_parties_named_once() returns trigger language plpgsql as $$
begin
  raise exception 'the parties of a dispute are named once (6.7.1)' using errcode = 'check_violation';
end $$;
create trigger governance_parties_named_once before update on governance_dispute
  for each row when (old.party_ids is distinct from new.party_ids) execute function governance_parties_named_once();
create trigger governance_sides_named_once before update on governance_disputeparty
  for each row when ((old.dispute_id, old.organization_id, old.side)
    is distinct from (new.dispute_id, new.organization_id, new.side)) execute function governance_parties_named_once();
"""
NO_PARTIES = """
drop trigger governance_sides_named_once on governance_disputeparty;
drop trigger governance_parties_named_once on governance_dispute;
drop function governance_parties_named_once();
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_scope_left_by"), ("files", "0004_owner_in_keys")]

    operations = [
        migrations.AddField("hearing", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("hearing", "held_on", models.DateField(null=True)),
        migrations.AddField("disputeparty", "settled_at", models.DateTimeField(null=True)),
        migrations.RunSQL(OWNER, NO_OWNER),
        migrations.RunSQL(WAITS, NO_WAITS),
        migrations.RunSQL(PARTIES, NO_PARTIES),
    ]
