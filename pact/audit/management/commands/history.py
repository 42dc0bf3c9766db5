"""`manage.py history TABLE KEY`: what was done to a row, by whom and when, as the database noted it."""

import json

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from pact.access import scope
from pact.audit import queries


class Command(BaseCommand):
    help = "Print every change of one row, also of one that is gone. TABLE is written as participants.Organization."

    def add_arguments(self, parser):
        parser.add_argument("table")
        parser.add_argument("key")

    def handle(self, *args, table, key, **options):
        try:
            row = apps.get_model(table)(pk=key)
        except (LookupError, ValueError):
            raise CommandError(f"There is no table {table}. Write it as participants.Organization.") from None
        with scope.as_system("history") as actor:
            lines = queries.changes(actor, row)
        for line in lines:
            self.stdout.write(f"{line.at.isoformat()}  {line.operation}  {line.who}  {line.request_id}".rstrip())
            for name, old, new in line.columns:
                self.stdout.write(f"    {name}: {_shown(old)} → {_shown(new)}")
        if not lines:
            self.stdout.write("Nothing was noted about this row.")


def _shown(value) -> str:
    return json.dumps(value, ensure_ascii=False)
