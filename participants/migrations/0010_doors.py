"""The door of 2.1.4 in the database: nobody is in without a clear screening of his own, and no answer is rewritten."""

import django.db.models.deletion
from django.db import migrations, models

# What was answered stays. The organization is written in once an application has made one, the committee is asked
# once, and only a doubt is settled, by a decision.
_FINAL = """
create function participants_screening_final() returns trigger language plpgsql as $$
declare told text[] := array['organization_id', 'asked_at', 'outcome', 'valid_until', 'decision_number'];
begin
  if tg_op = 'DELETE' or to_jsonb(new) - told is distinct from to_jsonb(old) - told then
    raise exception 'what a screening found never changes: another look is another row (Pact 2.1.4)'
      using errcode = 'restrict_violation';
  end if;
  if old.organization_id is not null and new.organization_id is distinct from old.organization_id then
    raise exception 'a screening stays with its organization (Pact 2.1.4)' using errcode = 'restrict_violation';
  end if;
  if (new.outcome, new.valid_until, new.decision_number) is distinct from
     (old.outcome, old.valid_until, old.decision_number)
     and (old.outcome <> 'DOUBT' or new.decision_number = '') then
    raise exception 'only a doubt is settled, by a decision of the committee (Pact 2.1.4)'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger participants_screening_final before update or delete on participants_screening
  for each row execute function participants_screening_final();
"""
_NOT_FINAL = """
drop trigger participants_screening_final on participants_screening;
drop function participants_screening_final();
"""
# Whoever writes, the screening is read as a whole: a coordinator does not see it and is held to it all the same.
_CLEAR = """
create function participants_require_clear(wanted bigint, about bigint) returns void language plpgsql as $$
declare held text := current_setting('app.scope', true); found_clear boolean;
begin
  perform set_config('app.scope', 'pact', true);
  select exists (select from participants_screening s
                 where s.id = wanted and s.organization_id = about and s.outcome = 'CLEAR' and s.purpose <> 'VOTE')
    into found_clear;
  perform set_config('app.scope', coalesce(held, ''), true);
  if not found_clear then
    raise exception 'screened: no clear screening of this organization (Pact 2.1.4)' using errcode = 'check_violation';
  end if;
end $$;
"""
_NO_CLEAR = "drop function participants_require_clear(bigint, bigint);"
_PARTICIPATION = """
create function participants_participation_clear() returns trigger language plpgsql as $$
begin
  if not new.founding then
    perform participants_require_clear(new.screening_id, new.organization_id);
  end if;
  return new;
end $$;
create trigger participants_participation_clear
  before insert or update of organization_id, screening_id, founding on participants_participation
  for each row execute function participants_participation_clear();
"""
_NO_PARTICIPATION = """
drop trigger participants_participation_clear on participants_participation;
drop function participants_participation_clear();
"""
_DELEGATION = """
create function participants_delegation_clear() returns trigger language plpgsql as $$
begin
  if new.state = 'ACTIVE' then
    perform participants_require_clear(new.screening_id, new.delegate_id);
  end if;
  return new;
end $$;
create trigger participants_delegation_clear
  before insert or update of state, screening_id, delegate_id on participants_delegation
  for each row execute function participants_delegation_clear();
"""
_NO_DELEGATION = """
drop trigger participants_delegation_clear on participants_delegation;
drop function participants_delegation_clear();
"""
# Who was admitted before this column was there was screened with the application.
_KNOWN = """
update participants_participation p set screening_id = a.screening_id
from participants_applicationrole r join participants_application a on a.id = r.application_id
where r.signature_id = p.signature_id and p.screening_id is null and not p.founding;
"""
GUARDS = [
    (_FINAL, _NOT_FINAL),
    (_CLEAR, _NO_CLEAR),
    (_PARTICIPATION, _NO_PARTICIPATION),
    (_DELEGATION, _NO_DELEGATION),
]


def _screening():
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="participants.screening",
    )


class Migration(migrations.Migration):
    dependencies = [("participants", "0009_onboarding")]

    operations = [
        migrations.AddField("screening", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "screening", "decision_number", models.CharField(blank=True, db_default="", default="", max_length=20)
        ),
        migrations.AddField("applicationrole", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "applicationrole", "allowed_number", models.CharField(blank=True, db_default="", default="", max_length=20)
        ),
        migrations.AddField("participation", "screening", _screening()),
        migrations.AddField("delegation", "next_screening", _screening()),
        migrations.RunSQL(_KNOWN, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddConstraint(
            "participation",
            models.CheckConstraint(
                condition=models.Q(("founding", True), ("screening__isnull", False), _connector="OR"),
                name="participants_screened_or_founding",
            ),
        ),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
