"""The letters about guests of a working group: invited, reminded, withdrawn, and how they answered (Pact 4.4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import WorkingGroupGuest
from buyergroups.queries.guests import every_host, what_of
from pact.mail import Letter, LetterKind, link, post, post_all


def _sample() -> dict:
    return {
        "group": "Laptop criteria", "name": "Grace Achieng", "inviter": "Ingrid Solheim", "again": False,
        "what": "Criteria for laptops, version 2", "session": False, "purpose": "To tell us how repairers see it.",
        "organization": "Repair Alliance Europe", "until": date(2027, 4, 30), "accepts": True,
        "button_url": "/me/", "button_label": _("Look at the invitation"),
    }  # fmt: skip


GUEST_INVITED = LetterKind(
    "buyergroups.guest_invited",
    _("Invited to a working group as a guest"),
    _("You get this because the working group {group} entered your address. If you do not want it, do nothing."),
    _sample,
    secret=True,
)
GUEST_WITHDRAWN = LetterKind(
    "buyergroups.guest_withdrawn",
    _("An invitation to a working group is withdrawn"),
    _("You get this because the working group {group} had invited you."),
    _sample,
)
GUEST_ANSWERED = LetterKind(
    "buyergroups.guest_answered",
    _("A guest answered"),
    _("You get this because you lead the working group {group}, or invited the guest."),
    _sample,
)


def _facts(guest: WorkingGroupGuest, **more) -> dict:
    return {
        "group": guest.working_group.name,
        "name": guest.name,
        "organization": guest.organization_name,
        "what": what_of(guest),
        "session": guest.gathering_id is not None,
        "purpose": guest.purpose,
        "until": guest.until,
        **more,
    }


def guest_invited(guest: WorkingGroupGuest, token: str, *, again: bool = False, at: datetime) -> None:
    """The token stands in this letter and nowhere else; opening its page has no effect. One letter, one reminder."""
    url = link("buyergroups:guest-answer", token=token)
    inviter = guest.invited_by.name if guest.invited_by else _g("the Secretariat")
    facts = _facts(guest, inviter=inviter, again=again)
    facts |= {"button_url": url, "button_label": _g("Look at the invitation")}
    key = f"guest:{guest.ref}:{'again' if again else 'first'}"
    post(Letter(GUEST_INVITED, to=guest.email, facts=facts, about=guest, key=key), at=at)


def guest_withdrawn(guest: WorkingGroupGuest, *, at: datetime) -> None:
    post(Letter(GUEST_WITHDRAWN, to=guest.email, facts=_facts(guest), about=guest), at=at)


def guest_answered(guest: WorkingGroupGuest, *, accepts: bool, at: datetime) -> None:
    url = link("buyergroups:guest-list", wg=guest.working_group.slug)
    facts = _facts(guest, accepts=accepts, button_url=url, button_label=_g("Guests"))
    post_all([Letter(GUEST_ANSWERED, to=user, facts=facts, about=guest) for user in every_host(guest, at)], at=at)
