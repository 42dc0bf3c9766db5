"""The letter before a draft is emptied."""

from datetime import datetime

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, link, post_all
from pact.mail.queries import every_address_about
from participants.mails.applications import CONTINUE, name_of, sample
from participants.models import Application

DRAFT_ENDS = LetterKind(
    "participants.draft_ends",
    _("A draft will be emptied"),
    why=_("You get this because you began an application for {organization}, or asked us to keep it."),
    sample=sample(),
)


def draft_ends(application: Application, *, at: datetime) -> None:
    """To whoever is named as contact, and to whoever asked to keep it."""
    named = application.answers.get("signatory", {}).get("contact_email", "")
    asked = every_address_about(application, CONTINUE.code)
    readers = {address.lower() for address in (named, *asked) if "@" in address}
    facts = {
        "organization": name_of(application),
        "button_label": _g("Continue your application"),
        "button_url": link("participants:application-follow", key=application.key),
    }
    post_all((Letter(DRAFT_ENDS, to=address, facts=facts, about=application) for address in sorted(readers)), at=at)
