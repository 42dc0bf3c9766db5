"""`manage rollups [--rebuild]`: do the sums that are kept agree with the lines they are of?"""

from django.core.management.base import BaseCommand, CommandError

from monitoring.actions import rollups
from monitoring.queries.rollups import every_drift
from pact.access.scope import as_system
from pact.clock import now


class Command(BaseCommand):
    help = "Counts every accepted line again and compares (exit 1 if a sum differs); --rebuild writes the sums anew."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="write the sums anew")

    def handle(self, *args, rebuild: bool, **options):
        if rebuild:
            wrong = rollups.rebuild(at=now())
            self.stdout.write(f"The sums are counted anew; {wrong} of them were wrong.")
            return
        with as_system("rollups"):
            wrong = every_drift()
        if wrong:
            raise CommandError(f"{wrong} sums differ from their lines. Run it again with --rebuild.", returncode=1)
        self.stdout.write("All sums agree with their lines.")
