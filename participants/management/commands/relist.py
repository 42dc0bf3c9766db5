"""`manage.py relist`: write the public list anew. `--check`: say where it differs from the records, exit status 1."""

from django.core.management.base import BaseCommand, CommandError

from pact.access import scope
from participants.actions import listings


class Command(BaseCommand):
    help = "Rebuild the public list and its counts from the records, or compare them with --check."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="compare only; exit status 1 if anything differs")

    def handle(self, *args, **options):
        with scope.as_system("relist"):
            if not options["check"]:
                self.stdout.write(f"{listings.rebuild()} rows written.")
                return
            found = listings.drift()
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences. Run manage.py relist to mend them.")
        self.stdout.write("The list agrees with the records.")
