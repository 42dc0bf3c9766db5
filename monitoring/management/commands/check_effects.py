"""`manage check_effects FILE`: does this product's calculation agree with a file of worked examples?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from monitoring.calculator.checking import disagreements
from monitoring.calculator.vectors import BrokenFile, read


class Command(BaseCommand):
    help = "Calculates every worked example of FILE and prints each one that disagrees (exit 1; 2 for a broken file)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a JSON file in the format of vectors.json")

    def handle(self, *args, file: Path, **options):
        try:
            examples = read(file)
        except BrokenFile as error:
            raise CommandError(f"{file}: {error}", returncode=2) from None
        for table in examples.differing:
            self.stdout.write(f"{table}: the file was computed from another edition of this table")
        wrong = 0
        for example in examples.examples:
            differing = disagreements(example, examples)
            wrong += bool(differing)
            for sentence in differing:
                self.stdout.write(f"{example['id']} ({example.get('kind')}): {sentence}")
        number = len(examples.examples)
        if wrong or examples.differing:
            raise CommandError(f"{number - wrong} of {number} examples agree; {wrong} disagree.", returncode=1)
        self.stdout.write(f"All {number} examples agree.")
