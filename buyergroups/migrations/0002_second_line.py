"""The second line: row-level security on the owned tables, and what the database itself refuses."""

from django.db import migrations

from pact.access import rls

OWNED = [
    ("buyergroups_representative", dict(organization="organization_id", group="group_id")),
]

# Active and ended memberships are public (6.1.3); an asking or an invitation is seen by its two sides.
_REACH = rls.reach(organization="organization_id", group="group_id")
_MEMBERSHIP = f"""
alter table buyergroups_groupmembership enable row level security;
alter table buyergroups_groupmembership force row level security;
create policy buyergroups_groupmembership_public on buyergroups_groupmembership for select
  using (state in ('ACTIVE', 'ENDED'));
create policy buyergroups_groupmembership_reach on buyergroups_groupmembership for all
  using ({_REACH}) with check ({_REACH});
"""
_NO_MEMBERSHIP = """
drop policy buyergroups_groupmembership_reach on buyergroups_groupmembership;
drop policy buyergroups_groupmembership_public on buyergroups_groupmembership;
alter table buyergroups_groupmembership no force row level security;
alter table buyergroups_groupmembership disable row level security;
"""
GUARDS = [(_MEMBERSHIP, _NO_MEMBERSHIP)]


class Migration(migrations.Migration):
    dependencies = [("buyergroups", "0001_initial")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, **columns), rls.unprotect(table)) for table, columns in OWNED),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
