"""`manage.py first_person EMAIL NAME`: the first person of the Secretariat, who signs in and sets up the rest."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from pact.access import CannotNow
from pact.clock import now
from pact.mail import link
from participants.actions.staff import first_person


class Command(BaseCommand):
    help = "Give somebody the Secretariat's power: the first person, or with --more another one."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name", nargs="+")
        parser.add_argument("--more", action="store_true", help="although there is somebody already")

    def handle(self, *args, email, name, more, **options):
        try:
            validate_email(email)
            user = first_person(email, " ".join(name), at=now(), more=more)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address; write it like name@organisation.example") from None
        except CannotNow as refusal:
            raise CommandError(refusal.sentences[0]) from None
        self.stdout.write(f"{user.name} <{user.email}> is of the Secretariat. The letter leaves when the worker runs.")
        self.stdout.write(f"Sign in with a code: {link('account_login')}")
