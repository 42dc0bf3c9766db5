"""What this floor prints: the signed text or letter with its signature block, and the text or letter to sign by hand
(P18)."""

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
LETTER_OF_SUPPORT = Kind(
    "participants.letter_of_support",
    template="print/participants/letter_of_support.html",
    title=lambda facts: _("Letter of Support of %(name)s") % {"name": facts["organization"]},
    back=lambda facts: reverse("participants:support-letter", kwargs={"org": facts["slug"]}),
    pages=2,
)
TEXT_TO_SIGN = Kind(
    "participants.text_to_sign",
    template="print/participants/text_to_sign.html",
    title=lambda facts: _("The Pact, version %(version)s, to sign on paper") % {"version": facts["version"]},
    pages=12,
)
LETTER_TO_SIGN = Kind(
    "participants.letter_to_sign",
    template="print/participants/letter_to_sign.html",
    title=lambda facts: _("Letter of Support, version %(version)s, to sign on paper") % {"version": facts["version"]},
    pages=1,
)
