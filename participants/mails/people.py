"""Letters to an organization's people: M8, and handing over."""

from datetime import datetime

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, link, post
from participants.mails.applications import sample, words
from participants.models import Invitation

INVITATION = LetterKind(
    "participants.invitation",
    _("An invitation to an organisation's pages"),
    why=_("You get this because {inviter} entered your address. If you do not want it, do nothing."),
    sample=sample(inviter="Jonas Meertens", roles=["edit figures"], until="15 March 2027"),
    secret=True,
)


def invitation(row: Invitation, token: str, *, inviter: str, roles: list[str], at: datetime) -> None:
    """M8. The token stands in this letter and nowhere else; opening its page has no effect."""
    facts = {
        "organization": row.organization.name,
        "name": row.name,
        "inviter": inviter,
        "roles": roles,
        "until": words(row.expires_at),
        "button_label": _g("Look at the invitation"),
        "button_url": link("participants:invitation-accept", token=token),
    }
    letter = Letter(
        INVITATION, to=row.email, facts=facts, about=row, organization_id=row.organization_id, key=f"invite:{row.ref}"
    )
    post(letter, at=at)


HANDED_OVER = LetterKind(
    "participants.handed_over",
    _("A colleague hands over"),
    why=_("You get this because you may act for {organization}."),
    sample=sample(leaver="Ingrid Solheim", yours=["sign"], others=["manage people: Per Nilsen"]),
)


def handed_over(organization, user, *, leaver: str, yours: list[str], others: list[str], at: datetime) -> None:
    """To each who takes something over, and to those who manage the people that stay."""
    facts = {
        "organization": organization.name,
        "leaver": leaver,
        "yours": yours,
        "others": others,
        "button_label": _g("Open your tasks"),
        "button_url": link("deadlines:desk"),
    }
    post(Letter(HANDED_OVER, to=user, facts=facts, about=organization, organization_id=organization.pk), at=at)
