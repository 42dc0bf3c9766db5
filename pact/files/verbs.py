"""What can happen to a file."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

# A file alone says nothing: what it is kept for has its own event.
STORED = Verb("files.file.stored", _("stored a file"), after_end=True)
ADOPTED = Verb("files.file.adopted", _("gave a file its owner"))
REMOVED = Verb("files.file.removed", _("removed a file"))
