"""Files somebody uploaded: he takes them along; they belong to the record they were given for."""

from django.utils.translation import gettext_lazy as _

from pact.files.models import StoredFile
from pact.persons.holdings import Holding
from pact.persons.retention import Kept

HELD = (
    Holding(
        _("Files you uploaded"),
        lambda person: StoredFile.objects.filter(created_by=person.user_id),
        show=("ref", "name", "purpose", "size", "created_at"),
        file="self",
        why=_("They belong to the records of the organisation; they name nobody as their sender but by a number."),
    ),
)

KEPT = (
    Kept(
        "persons.register",
        _("The register of what was done, and the history of rows"),
        _("Decisions and figures of the Pact can be checked by it. It names persons by number only."),
        lasts=_("As long as the Pact and its reports are kept"),
    ),
)
