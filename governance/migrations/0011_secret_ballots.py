"""A ballot of an election is secret (5.1.3): that it changed is noted, not for whom it is."""

from django.db import migrations

from pact.audit import history

TABLE = "governance_electionballot"


class Migration(migrations.Migration):
<<<<<<<< HEAD:governance/migrations/0011_secret_ballots.py
    dependencies = [("governance", "0010_scope_left_by")]
========
    dependencies = [("governance", "0010_d_scope_left_by")]
>>>>>>>> 665ed18852c095424333eed393afd1175ab3a344:governance/migrations/0011_a_secret_ballots.py

    operations = [
        migrations.RunSQL(history.drop(TABLE), history.keep(TABLE)),
        migrations.RunSQL(history.keep(TABLE, hidden=("candidate_id",)), history.drop(TABLE)),
    ]
