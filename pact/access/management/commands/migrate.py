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
            grant(connections[options["database"]], serving_role())
            if settings.MODE == "serve" and not options.get("app_label"):
                call_command("lay_foundation", verbosity=options["verbosity"])


def serving_role() -> str:
    """The role by which the product serves: the one of DATABASE_URL, by whatever name an installation gave it."""
    serving, owner = (settings.DATABASES[name].get("USER") for name in ("default", "owner"))
    return serving if serving and serving != owner else "pact_app"


def grant(connection, role: str) -> None:
    """Give the role that serves its rights on every table and `pact_backup` its reading; harmless when repeated."""
    with connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolname in (%s, 'pact_backup')", [role])
        roles = {name for (name,) in cursor.fetchall()}
        if role in roles:
            app = connection.ops.quote_name(role)
            cursor.execute(f"grant usage on schema public to {app}")
            cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {app}")
            cursor.execute(f"grant usage, select on all sequences in schema public to {app}")
            for table in APPEND_ONLY:
                cursor.execute(f"revoke update, delete on {table} from {app}")
            cursor.execute(f"revoke insert on audit_change, audit_seal from {app}")
        if "pact_backup" in roles:
            cursor.execute("grant usage on schema public to pact_backup")
            cursor.execute("grant select on all tables in schema public to pact_backup")
