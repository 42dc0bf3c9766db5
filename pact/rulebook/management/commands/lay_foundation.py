"""`manage.py lay_foundation`: the Pact's text and numbers, territories, methodology; harmless when repeated.

An installation that serves gets it with every `migrate`; the demo tells its own story and begins with the same actions.
"""

from django.core.management.base import BaseCommand
from django.db import transaction

from pact.access import scope
from pact.clock import now
from pact.flow.effects import named


class Command(BaseCommand):
    help = "Enter the Pact's text and rules, territories, product groups and methodology, where they are missing."

    def handle(self, *args, **options):
        with transaction.atomic(), scope.as_system("foundation"):
            for lay in named("FOUNDATION"):
                lay(at=now())
        if options["verbosity"] > 0:
            self.stdout.write("The foundation is laid: text, rules, territories, product groups, methodology.")
