"""A person who signed can be erased once the signature is no evidence any more: only that, and only to nothing."""

from django.db import migrations

from pact.audit import history

_FINAL = """
create or replace function participants_signature_final() returns trigger language plpgsql as $$
{declare}begin
{erasing}  if tg_op = 'DELETE' or old.organization_id is not null
     or to_jsonb(new) - 'organization_id' is distinct from to_jsonb(old) - 'organization_id' then
    raise exception 'a signature is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
"""
# The block that erases says so for its own transaction, in the system's scope; what was signed for whom and when, the
# text and its hash stay as they are.
_ERASING = """  if tg_op = 'UPDATE' and current_setting('app.erasing', true) = 'person'
     and current_setting('app.scope', true) = 'pact'
     and to_jsonb(new) - persons = to_jsonb(old) - persons
     and new.signer_title = '' and new.signer_email = '' and new.evidence = '{}' and new.scan_id is null then
    return new;
  end if;
"""
_PERSONS = "declare persons text[] := '{signer_name,signer_title,signer_email,evidence,scan_id}';\n"


def _noted(*hidden: str) -> str:
    """The function of an organization's contact is a person's as well."""
    table = "participants_organization"
    return history.drop(table) + history.keep(table, organization="id", hidden=hidden)


class Migration(migrations.Migration):
    dependencies = [("participants", "0014_former")]

    operations = [
        migrations.RunSQL(_FINAL.format(declare=_PERSONS, erasing=_ERASING), _FINAL.format(declare="", erasing="")),
        migrations.RunSQL(_noted("contact_email", "contact_function"), _noted("contact_email")),
    ]
