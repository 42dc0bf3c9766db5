"""What this floor prints: the signed text with its signature block (P18)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pact.documents import Kind

SIGNED_TEXT = Kind(
    "participants.signed_text",
    template="print/participants/signed_text.html",
    title=lambda facts: _("The Pact, signed for %(name)s") % {"name": facts["organization"]},
    back=lambda facts: reverse("participants:organization-participation", kwargs={"org": facts["slug"]}),
    pages=12,
)
