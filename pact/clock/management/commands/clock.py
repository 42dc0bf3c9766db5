"""`manage.py clock [--to MOMENT]`: what the demo's clock shows, or move it on and run everything that falls due."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pact.clock import now
from pact.clock.moving import CannotMove, move_to


class Command(BaseCommand):
    help = "Show the demo's clock, or move it on; everything that falls due on the way is run, day by day."

    def add_arguments(self, parser):
        parser.add_argument("--to", help="a moment like 2027-04-01 or 2027-04-01T09:00, in the Secretariat's time")

    def handle(self, *args, to, **options):
        if not settings.DEMO:
            raise CommandError("Only the demo has a clock that can be moved.")
        if to:
            try:
                wanted = datetime.fromisoformat(to)
            except ValueError:
                raise CommandError(f"{to} is not a moment; write it like 2027-04-01T09:00") from None
            zone = ZoneInfo(settings.SECRETARIAT_TIME_ZONE)
            try:
                days = move_to(wanted if wanted.tzinfo else wanted.replace(tzinfo=zone))
            except CannotMove as refusal:
                raise CommandError(str(refusal)) from None
            self.stdout.write(f"Moved on; the work of {days} days was done.")
        self.stdout.write(
            f"The clock shows {now().astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)):%Y-%m-%dT%H:%M}"
        )
