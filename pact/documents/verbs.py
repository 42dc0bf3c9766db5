"""What can happen to a document."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

ORDERED = Verb("documents.document.ordered", _("ordered a document"))
MADE = Verb("documents.document.made", _("made a document"))
FAILED = Verb("documents.document.failed", _("could not make a document"))
PUBLISHED = Verb("documents.document.published", _("published a document"))
