"""The door of 2.1.4 in the database: nobody from outside the Pact is in a group without a clear screening of its own."""

import django.db.models.deletion
from django.db import migrations, models

_MEMBERSHIP = """
create function buyergroups_membership_clear() returns trigger language plpgsql as $$
begin
  if new.state = 'ACTIVE' and new.basis = 'NON_PARTICIPANT' then
    perform participants_require_clear(new.screening_id, new.organization_id);
  end if;
  return new;
end $$;
create trigger buyergroups_membership_clear
  before insert or update of state, basis, screening_id, organization_id on buyergroups_groupmembership
  for each row execute function buyergroups_membership_clear();
"""
_NO_MEMBERSHIP = """
drop trigger buyergroups_membership_clear on buyergroups_groupmembership;
drop function buyergroups_membership_clear();
"""


class Migration(migrations.Migration):
    dependencies = [("buyergroups", "0004_history"), ("participants", "0010_doors")]

    operations = [
        migrations.AddField(
            "groupmembership",
            "next_screening",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.screening",
            ),
        ),
        migrations.RunSQL(_MEMBERSHIP, _NO_MEMBERSHIP),
    ]
