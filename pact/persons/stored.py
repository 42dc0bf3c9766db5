"""Files somebody uploaded: he takes them along; they belong to the record they were given for."""

from django.utils.translation import gettext_lazy as _

from pact.files.models import StoredFile
from pact.persons.holdings import Holding

HELD = (
    Holding(
        _("Files you uploaded"),
        lambda person: StoredFile.objects.filter(created_by=person.user_id),
        show=("ref", "name", "purpose", "size", "created_at"),
        file="self",
        why=_("They belong to the records of the organisation; they name nobody as their sender but by a number."),
    ),
)
