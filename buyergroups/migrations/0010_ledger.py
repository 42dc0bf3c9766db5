"""Statements of users served are superseded, never changed; outreach knows the days behind its numbers."""

from django.db import migrations, models
from django.db.models import Q

from pact.access.rls import guard, refuse

_SAID = "(organization_id, as_of, laptop_users, smartphone_users, users_total, source, served_via_id, entered_by_id, entered_at)"
_BLOCK = "(group_id, kind, as_of, organizations, users_total, not_overlapping, source, note, entered_by_id, entered_at)"


def _row(side: str, columns: str) -> str:
    return columns.replace("(", f"({side}.").replace(", ", f", {side}.")


def _kept(table: str, name: str, columns: str) -> tuple[str, str]:
    return guard(
        table,
        name,
        "update or delete",
        refuse("tg_op = 'DELETE'", "what was stated is superseded, never removed (3.2.1.c)")
        + "\n"
        + refuse(
            f"tg_op = 'UPDATE' and ({_row('new', columns)} is distinct from {_row('old', columns)}"
            " or old.superseded_by_id is not null and new.superseded_by_id is distinct from old.superseded_by_id)",
            "what was stated is superseded, never changed (3.2.1.c)",
        ),
    )


GUARDS = [
    _kept("buyergroups_usersserved", "buyergroups_users_as_stated", _SAID),
    _kept("buyergroups_usersblock", "buyergroups_block_as_stated", _BLOCK),
]


class Migration(migrations.Migration):
    dependencies = [("buyergroups", "0009_gatherings")]

    operations = [
        migrations.AddField("outreachentry", "interested_on", models.DateField(null=True)),
        migrations.AddField("outreachentry", "joined_on", models.DateField(null=True)),
        migrations.AddField("outreachentry", "taken_up_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "outreachentry",
            models.CheckConstraint(
                condition=~Q(state="JOINED") | Q(joined_on__isnull=False), name="buyergroups_outreach_joined"
            ),
        ),
        migrations.RemoveConstraint("usersblock", "buyergroups_block_of_some"),
        migrations.AddConstraint(
            "usersblock",
            models.CheckConstraint(
                condition=Q(organizations__gte=1) | Q(users_total=0), name="buyergroups_block_of_some"
            ),
        ),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
