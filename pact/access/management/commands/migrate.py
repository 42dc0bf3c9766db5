"""Django's `migrate` as the owner of the tables, followed by the grants of the role that serves."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

# Tables whose rows nobody may change or remove, whatever a program does.
APPEND_ONLY = ("audit_event", "audit_change", "audit_seal", "audit_head")


class Command(Migrate):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            call_command("createcachetable", database=options["database"], verbosity=0)
            grant(connections[options["database"]])
            if settings.MODE == "serve" and not options.get("app_label"):
                call_command("lay_foundation", verbosity=options["verbosity"])


def grant(connection) -> None:
    """Give `pact_app` its rights on every table and `pact_backup` its reading; harmless when repeated."""
    with connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolname in ('pact_app', 'pact_backup')")
        roles = {name for (name,) in cursor.fetchall()}
        if "pact_app" in roles:
            cursor.execute("grant usage on schema public to pact_app")
            cursor.execute("grant select, insert, update, delete on all tables in schema public to pact_app")
            cursor.execute("grant usage, select on all sequences in schema public to pact_app")
            for table in APPEND_ONLY:
                cursor.execute(f"revoke update, delete on {table} from pact_app")
            cursor.execute("revoke insert on audit_change, audit_seal from pact_app")
        if "pact_backup" in roles:
            cursor.execute("grant usage on schema public to pact_backup")
            cursor.execute("grant select on all tables in schema public to pact_backup")
