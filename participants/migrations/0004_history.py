"""Every change of this room's rows is noted, also by bulk and raw SQL (Security F5)."""

from django.db import migrations

from pact.audit import history

KEPT = [
    "participants_identifier",
    "participants_applicationrole",
    "participants_criterionfinding",
    "participants_applicationquestion",
    "participants_appointment",
    "participants_delegation",
    "participants_terminationnotice",
    "participants_participation",
    "participants_supportletter",
    "participants_territory",
]
# Persons' data and keys are noted without what they say; texts whose hash stands beside them are left out.
KEPT_IN_PART = [
    ("participants_organization", dict(organization="id", hidden=("contact_email",))),
    ("participants_application", dict(hidden=("key", "answers", "contact_name", "contact_email"))),
    ("participants_invitation", dict(hidden=("email", "name", "function", "token_hash"))),
    ("participants_screening", dict(hidden=("application_ref",))),
    ("participants_signature", dict(hidden=("application_ref", "signer_name", "signer_title", "signer_email", "evidence"))),
    ("participants_signingrequest", dict(hidden=("name", "title", "email", "secret_hash"))),
    ("participants_pacttext", dict(left_out=("clauses",))),
]


class Migration(migrations.Migration):
    dependencies = [("participants", "0003_invitations_signing_tallies"), ("audit", "0003_history")]

    operations = [
        *(migrations.RunSQL(history.keep(table), history.drop(table)) for table in KEPT),
        *(migrations.RunSQL(history.keep(table, **less), history.drop(table)) for table, less in KEPT_IN_PART),
    ]
