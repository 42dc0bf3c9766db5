"""The letter to who begins an installation."""

from datetime import datetime

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, link, post
from participants.mails.applications import sample

FIRST_PERSON = LetterKind(
    "participants.first_person",
    _("You are of the Secretariat"),
    why=_("You get this because whoever runs this installation entered your address."),
    sample=sample(),
)


def first_person(user, *, at: datetime) -> None:
    """Once for each person, however often the command is given."""
    facts = {"name": user.name, "button_label": _g("Sign in"), "button_url": link("account_login")}
    post(Letter(FIRST_PERSON, to=user, facts=facts, about=user, key=f"first-person:{user.ref}"), at=at)
