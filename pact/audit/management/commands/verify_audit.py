"""`manage.py verify_audit [--head NO:HASH]`: recompute the chain and name every break."""

from django.core.management.base import BaseCommand, CommandError

from pact.access import scope
from pact.audit import chain


class Command(BaseCommand):
    help = "Recompute the chain of audit events; exit 1 and name the places where it does not hold."

    def add_arguments(self, parser):
        parser.add_argument("--head", help="a head that was published earlier, as NO:HASH")

    def handle(self, *args, head=None, **options):
        known = None
        if head:
            number, _, digest = head.partition(":")
            if not number.isdigit() or not digest:
                raise CommandError("--head must be written as NO:HASH, as it stands in the report.")
            known = (int(number), digest)
        with scope.as_system("verify-audit"):
            faults = chain.faults(known)
            number, digest = chain.head()
        for fault in faults:
            self.stdout.write(fault.sentence)
        if faults:
            raise CommandError(f"The audit chain is broken in {len(faults)} places.")
        self.stdout.write(f"The audit chain holds. Head {number}:{digest}")
