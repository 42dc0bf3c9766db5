"""`manage.py demo build [--at MOMENT] [--scale N | --few]` and `manage.py demo people`."""

from datetime import UTC, datetime
from time import monotonic
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pact.clock.shift import set_clock
from pact.demo import story
from pact.demo.models import DemoPerson
from pact.demo.stage import PASSWORD


class Command(BaseCommand):
    help = "Build the demo Pact by the product's own actions, or list the people who can sign in to it."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["build", "people"])
        parser.add_argument("--at", help="the moment at which the story ends, like 2027-03-17T09:00")
        size = parser.add_mutually_exclusive_group()
        size.add_argument("--scale", type=int, default=1, help="N times the organisations and lines")
        size.add_argument("--few", action="store_true", help="the small cast: everybody who can sign in, few others")

    def handle(self, *args, what, at, scale, few, **options):
        if settings.MODE == "serve":
            raise CommandError("This installation is not a demo: PACT_MODE is serve.")
        if what == "people":
            self.stdout.write(table())
            return
        if DemoPerson.objects.exists():
            raise CommandError("The demo is built already. Begin anew with ./run demo --fresh")
        until = moment(at) if at else story.DEFAULT_UNTIL
        began = monotonic()
        stage = None
        for chapter, told in story.tell(until, scale=scale, only=story.FEW if few else frozenset()):
            stage = told
            if options["verbosity"] > 1:
                self.stdout.write(f"{monotonic() - began:6.1f} s  {chapter.day[:10]}  {chapter.name}")
        if stage is None:
            raise CommandError("The Pact came into effect on 14 June 2021: choose a later moment.")
        DemoPerson.objects.bulk_create(
            DemoPerson(role=one.role, organization=one.organization, email=one.email) for one in stage.people
        )
        set_clock(until)


def moment(text: str) -> datetime:
    """A moment as typed; without a zone it is the Secretariat's time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a moment; write it like 2027-03-17T09:00") from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(settings.SECRETARIAT_TIME_ZONE))
    return found.astimezone(UTC)


def table() -> str:
    """The people of the demo as text columns."""
    rows = [("Role", "Organisation", "E-mail", "Password")]
    rows += [(one.role, one.organization, one.email, PASSWORD) for one in DemoPerson.objects.order_by("pk")]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
