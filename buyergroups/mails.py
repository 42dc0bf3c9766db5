"""The letters of this floor."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from buyergroups.models import GroupMembership
from buyergroups.queries.groups import every_coordinator_of, every_group
from pact.access import scope
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post
from participants.queries import people_with

_SAMPLE = {
    "organization": "Vestbygd kommune",
    "group": "Norway group",
    "due_on": date(2027, 3, 31),
    "days": 7,
    "button_url": "/me/",
    "button_label": _("Open"),
}

ASKED_TO_JOIN = LetterKind(
    "buyergroups.asked_to_join",
    _("Asked to join a buyer group"),
    "You get this because you manage the pages of {organization}.",
    lambda: _SAMPLE,
)
JOINED = LetterKind(
    "buyergroups.joined",
    _("A participant joined the group"),
    "You get this because you coordinate the {group}.",
    lambda: _SAMPLE,
)
CONFIRM_USERS = LetterKind(
    "buyergroups.confirm_users",
    _("Confirm users served in your group"),
    "You get this because you coordinate the {group}.",
    lambda: _SAMPLE,
)


def asked_to_join(membership: GroupMembership, *, at: datetime) -> None:
    facts = _facts(membership)
    facts["button_url"] = link("buyergroups:membership-answer", org=membership.organization.slug, ref=membership.ref)
    for user in people_with(membership.organization_id, ("MANAGER",), at.date()):
        post(
            Letter(ASKED_TO_JOIN, to=user, facts=facts, about=membership, organization_id=membership.organization_id),
            at=at,
        )


def joined(membership: GroupMembership, *, at: datetime) -> None:
    with scope.as_system("letters"):
        people = every_coordinator_of(membership.group_id, at.date())
    facts = _facts(membership)
    facts["button_url"] = link("buyergroups:group-members", group=membership.group.slug)
    for user in people:
        post(Letter(JOINED, to=user, facts=facts, about=membership, group_id=membership.group_id), at=at)


def confirm_users(obligation: Obligation, user, days: int) -> Letter:
    """M21: twice a year, to those who care for the group."""
    group = every_group(obligation.group_id)
    facts = {
        "group": group.name,
        "due_on": obligation.due_at.date(),
        "days": days,
        "button_url": link("buyergroups:group-users", group=group.slug),
        "button_label": _("Confirm the users served"),
    }
    return Letter(CONFIRM_USERS, to=user, facts=facts, about=group, group_id=group.pk)


def _facts(membership: GroupMembership) -> dict:
    return {
        "organization": membership.organization.name,
        "group": membership.group.name,
        "button_label": _("Open the page"),
    }
