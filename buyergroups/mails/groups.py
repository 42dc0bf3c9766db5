"""The letters of this floor."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup, GroupMembership
from buyergroups.queries.delegations import lines, people_of_groups
from buyergroups.queries.groups import every_coordinator_of, every_group
from pact.access import scope
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post, post_all
from participants.models import Delegation, Organization, TerminationNotice
from participants.queries import committee_people, people_with

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


_DELEGATION = {
    "coordinator": "Belgium",
    "delegate": "Agentschap Digitaal Vlaanderen",
    "scope": "Belgium group",
    "groups": ["Belgium group"],
    "from_on": date(2027, 4, 1),
    "until_on": date(2028, 3, 31),
    "reasons": "The agency supports most members of the group already.",
    "button_url": "/me/",
    "button_label": _("Open"),
}
DELEGATION_PROPOSED = LetterKind(
    "buyergroups.delegation_proposed",
    _("Asked to carry out a coordinating role"),
    _("You get this because you may sign for {delegate}."),
    lambda: _DELEGATION,
)
DELEGATION_NEWS = LetterKind(
    "buyergroups.delegation_news",
    _("News of an appointment for a coordinating role"),
    _("You get this because you may sign for {coordinator} or {delegate}, or manage its pages."),
    lambda: {**_DELEGATION, "what": "begun", "reason": ""},
)
DELEGATION_OF_GROUP = LetterKind(
    "buyergroups.delegation_of_group",
    _("Who coordinates your buyer group"),
    _("You get this because your organisation is in one of these groups."),
    lambda: {**_DELEGATION, "begins": True},
)
DELEGATION_NOTED = LetterKind(
    "buyergroups.delegation_noted",
    _("An appointment for a coordinating role, for the Steering Committee"),
    _("You get this because you are a member of the Steering Committee."),
    lambda: {**_DELEGATION, "begins": True},
)
_SIGNING = ("SIGNATORY", "MANAGER")


def delegation_proposed(row: Delegation, *, at: datetime) -> None:
    """To those who may sign for the one who is asked."""
    people = people_with(row.delegate_id, _SIGNING, at.date())
    facts = {**_agreed(row), "reasons": row.reasons, **_button(row, row.delegate, _g("Read and answer"))}
    letters = (
        Letter(DELEGATION_PROPOSED, to=user, facts=facts, about=row, organization_id=row.delegate_id) for user in people
    )
    post_all(letters, at=at)


def delegation_news(row: Delegation, what: str, *, at: datetime) -> None:
    """To both sides: accepted, declined, clear, doubt, doubt_again, failed, begun, revoked, returned, expired."""
    facts = {**_agreed(row), "what": what, "reason": row.end_reason}
    for side in (row.organization, row.delegate):
        button = _button(row, side, _g("Open the appointment"))
        people = people_with(side.pk, _SIGNING, at.date())
        key = f"buyergroups.delegation:{row.ref}:{what}:{side.pk}"
        key = f"{key}:{at:%Y-%m}" if what == "doubt_again" else key  # it may come up in another year
        post_all(
            (
                Letter(
                    DELEGATION_NEWS, to=user, facts={**facts, **button}, about=row, organization_id=side.pk,
                    key=f"{key}:{user.pk}",
                )
                for user in people
            ),
            at=at,
        )  # fmt: skip


def delegation_to_groups(row: Delegation, groups: list[BuyerGroup], *, begins: bool, at: datetime) -> None:
    facts = {**_agreed(row), "groups": [group.name for group in groups], "begins": begins}
    facts |= {"button_label": _g("Open my tasks"), "button_url": link("deadlines:desk")}
    people = people_of_groups(groups, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    post_all((Letter(DELEGATION_OF_GROUP, to=user, facts=facts, about=row) for user in people), at=at)


def delegation_to_committee(row: Delegation, groups: list[BuyerGroup], *, begins: bool, at: datetime) -> None:
    """Informed, not asked (3.2.3)."""
    facts = {**_agreed(row), "groups": [group.name for group in groups], "begins": begins}
    facts |= {"button_label": _g("Buyer groups"), "button_url": link("website:group-list")}
    people = committee_people(at.date())
    post_all((Letter(DELEGATION_NOTED, to=user, facts=facts, about=row) for user in people), at=at)


def _agreed(row: Delegation) -> dict:
    (line,) = lines([row])
    return {
        "coordinator": row.organization.name,
        "delegate": row.delegate.name,
        "scope": line.scope,
        "from_on": row.period.lower,
        "until_on": line.last_day,
    }


def _button(row: Delegation, organization: Organization, label: str) -> dict:
    address = link("buyergroups:delegation-detail", org=organization.slug, ref=row.ref)
    return {"button_label": label, "button_url": address}


_LEAVING = {
    "organization": "Vestbygd kommune",
    "role": "procuring organisation",
    "groups": ["Norway group"],
    "effective": date(2027, 3, 31),
    "withdrawn": False,
    "button_url": "/notices/",
    "button_label": _("Read the notice"),
}
MEMBER_LEAVES = LetterKind(
    "buyergroups.member_leaves",
    _("A member of your group leaves the Pact"),
    _("You get this because you coordinate a group in which {organization} is."),
    lambda: _LEAVING,
)
COORDINATOR_LEAVES = LetterKind(
    "buyergroups.coordinator_leaves",
    _("The coordinator of your group leaves the Pact"),
    _("You get this because your organisation is in a group that {organization} coordinates."),
    lambda: _LEAVING,
)


def member_leaves(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """To those who care for the groups in which it is: one letter a group."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    held = GroupMembership.objects.filter(organization=notice.organization, state="ACTIVE", basis="PARTICIPANT")
    for row in held.select_related("group"):
        facts = _leaving(membership, notice, [row.group])
        people = every_coordinator_of(row.group_id, day)
        post_all(
            (Letter(MEMBER_LEAVES, to=user, facts=facts, about=notice, group_id=row.group_id,
                    key=_once(notice, row.group, user)) for user in people),
            at=at,
        )  # fmt: skip


def coordinator_leaves(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """To the people of the groups that rest on this very role: from its end on they report to the Secretariat (P17)."""
    if notice.participation_id is None:
        return
    groups = list(BuyerGroup.objects.filter(coordination_id=notice.participation_id).exclude(state="CLOSED"))
    people = people_of_groups(groups, day_in(at, settings.SECRETARIAT_TIME_ZONE)) if groups else []
    facts = _leaving(membership, notice, groups)
    post_all((Letter(COORDINATOR_LEAVES, to=user, facts=facts, about=notice) for user in people), at=at)


def _leaving(membership, notice: TerminationNotice, groups: list[BuyerGroup]) -> dict:
    return {
        "organization": notice.organization.name,
        "role": membership.get_role_display(),
        "groups": [group.name for group in groups],
        "effective": notice.effective_on,
        "withdrawn": bool(notice.withdrawn_at),
        "button_url": link("website:notice-detail", ref=notice.ref),
        "button_label": _g("Read the notice"),
    }


def _once(notice: TerminationNotice, group: BuyerGroup, user) -> str:
    what = "withdrawn" if notice.withdrawn_at else "given"
    return f"buyergroups.leaving:{notice.ref}:{what}:{group.pk}:{user.pk}"
