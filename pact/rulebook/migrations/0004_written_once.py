"""A value that ruled keeps ruling the days it ruled: only its end is ever written, and nothing is deleted."""

from django.db import migrations

_GUARD = """
create function rulebook_written_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or lower(new.valid) is distinct from lower(old.valid)
     or upper(old.valid) is not null
     or (new.key, new.value, new.clause, new.source) is distinct from (old.key, old.value, old.clause, old.source) then
    raise exception 'a rule is changed only by a new value from a day on' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger rulebook_written_once before update or delete on rulebook_ruleparameter
  for each row execute function rulebook_written_once();
"""
_NO_GUARD = "drop trigger rulebook_written_once on rulebook_ruleparameter; drop function rulebook_written_once();"


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0003_changed_by")]

    operations = [migrations.RunSQL(_GUARD, _NO_GUARD)]
