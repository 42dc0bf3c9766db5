"""Who stands above whom has no circles: two who make one at once are kept apart by a lock."""

from django.db import migrations

_NO_CIRCLE = """
create function participants_no_circle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('participants_organization.parent_id'));
  if exists (
    with recursive above(id, parent_id) as (
      select id, parent_id from participants_organization where id = new.parent_id
      union select one.id, one.parent_id from participants_organization one join above on one.id = above.parent_id)
    select 1 from above where id = new.id) or new.parent_id = new.id then
    raise exception 'an organization stands above itself' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger participants_no_circle before insert or update of parent_id on participants_organization
  for each row when (new.parent_id is not null) execute function participants_no_circle();
"""
_CIRCLES = """
drop trigger participants_no_circle on participants_organization;
drop function participants_no_circle();
"""


class Migration(migrations.Migration):
    dependencies = [("participants", "0006_letters")]

    operations = [migrations.RunSQL(_NO_CIRCLE, _CIRCLES)]
