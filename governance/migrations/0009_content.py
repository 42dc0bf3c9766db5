"""What is put to the vote is written once: a changed version is another matter (5.1)."""

from django.db import migrations

_GUARD = """
create function governance_matter_content() returns trigger language plpgsql as $$
begin
  if (old.content <> '{}' and new.content is distinct from old.content)
     or (old.subject_sha256 <> '' and new.subject_sha256 is distinct from old.subject_sha256) then
    raise exception 'what is put to the vote is written once (5.1)' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger governance_matter_content before update on governance_matter
  for each row execute function governance_matter_content();
"""
_NO_GUARD = "drop trigger governance_matter_content on governance_matter; drop function governance_matter_content();"


class Migration(migrations.Migration):
    dependencies = [("governance", "0008_second_line_of_self_government")]

    operations = [migrations.RunSQL(_GUARD, _NO_GUARD)]
