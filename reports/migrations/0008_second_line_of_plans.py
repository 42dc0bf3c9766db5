"""The second line of action plans: reach of rows, what is public, what stays as it was shared (Pact 3.2.2)."""

from django.db import migrations

from pact.access import rls
from pact.access.rls import guard, refuse
from pact.audit import history

_ORGANIZATIONS = rls._ARRAY.format("org_ids")
_GROUPS = rls._ARRAY.format("group_ids")
# Who cares for a group on behalf of the coordinator writes its plan too (3.2.3).
_CARED_FOR = (
    "exists (select 1 from buyergroups_buyergroup g"
    f" where g.coordination_id = {{participation}} and g.id = {_GROUPS})"
)
_PLAN = f"{rls.reach()} or organization_id = {_ORGANIZATIONS} or {_CARED_FOR.format(participation='participation_id')}"
_ITEM = (
    f"{rls.reach()} or organization_id = {_ORGANIZATIONS} or exists (select 1 from reports_actionplan p"
    f" where p.id = plan_id and {_CARED_FOR.format(participation='p.participation_id')})"
)
GUARDED = [rls.guarded("reports_actionplan", _PLAN), rls.guarded("reports_planitem", _ITEM)]
READABLE = [
    ("reports_actionplan", "public", "state in ('SHARED', 'REVIEWED')"),
    (
        "reports_planitem",
        "public",
        "exists (select 1 from reports_actionplan p where p.id = plan_id and p.state in ('SHARED', 'REVIEWED'))",
    ),
]
_STATE_OF = "(select p.state from reports_actionplan p where p.id = {row}.plan_id)"
_ITEM_FIXED = (
    "({row}.plan_id, {row}.organization_id, {row}.heading, {row}.aim, {row}.steps, {row}.owner, {row}.due_on,"
    " {row}.measure, {row}.moved_from_id)"
)
GUARDS = [
    guard(
        "reports_actionplan",
        "reports_plan_as_shared",
        "update or delete",
        refuse("tg_op = 'DELETE'", "a plan is kept (3.2.2)")
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and old.state <> 'DRAFT' and ((new.participation_id, new.organization_id, new.year,"
            " new.none_reasons, new.shared_at) is distinct from (old.participation_id, old.organization_id, old.year,"
            " old.none_reasons, old.shared_at) or new.state = 'DRAFT')",
            "a plan that was shared stays as it was shared (3.2.2)",
        ),
    ),
    guard(
        "reports_planitem",
        "reports_plan_item_as_shared",
        "insert or update or delete",
        refuse(
            f"tg_op = 'INSERT' and {_STATE_OF.format(row='new')} <> 'DRAFT'",
            "a plan that was shared stays as it was shared (3.2.2)",
        )
        + "\n"
        + refuse(
            f"tg_op = 'DELETE' and {_STATE_OF.format(row='old')} <> 'DRAFT'",
            "a plan that was shared stays as it was shared (3.2.2)",
        )
        + "\n"
        + refuse(
            f"tg_op = 'UPDATE' and {_STATE_OF.format(row='old')} <> 'DRAFT' and {_ITEM_FIXED.format(row='new')}"
            f" is distinct from {_ITEM_FIXED.format(row='old')}",
            "a plan that was shared stays as it was shared (3.2.2)",
        )
        + "\n"
        + refuse(
            f"tg_op = 'UPDATE' and {_STATE_OF.format(row='old')} = 'REVIEWED'",
            "a plan that was reviewed is closed (3.2.2)",
        ),
    ),
]
OWNER = """
alter table reports_actionplan add constraint reports_plan_owner unique (id, organization_id);
alter table reports_planitem add constraint reports_plan_item_of_owner
  foreign key (plan_id, organization_id) references reports_actionplan (id, organization_id);
"""
NO_OWNER = """
alter table reports_planitem drop constraint reports_plan_item_of_owner;
alter table reports_actionplan drop constraint reports_plan_owner;
"""
KEPT = ("reports_actionplan", "reports_planitem")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_plans"),
        ("buyergroups", "0007_second_line_of_working_together"),
        ("audit", "0003_history"),
    ]

    operations = [
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDED),
        *(migrations.RunSQL(*rls.readable(table, name, condition)) for table, name, condition in READABLE),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
        migrations.RunSQL(OWNER, NO_OWNER),
        *(migrations.RunSQL(history.keep(table), history.drop(table)) for table in KEPT),
    ]
