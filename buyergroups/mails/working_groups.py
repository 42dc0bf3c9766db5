"""The letters about working groups: begun, not established, closed, somebody joined (Pact 4)."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import WorkingGroup, WorkingGroupMember
from buyergroups.queries.working_groups import every_chair, every_member
from governance.models import Decision
from pact.accounts.models import User
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all
from participants.queries import everybody_taking_part, people_with, secretariat_people


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


def _sample() -> dict:
    return {
        "group": "Laptop criteria", "topic": "Criteria for laptops", "mandate": "To set up baseline criteria.",
        "decision": "SC-2027-004", "reasons": "Another group works on this.", "reason": "The work is done.",
        "organization": "Vestbygd kommune", "person": "Ingrid Solheim", "begun_on": date(2027, 3, 16),
        "button_url": "/me/", "button_label": _("Open"),
    }  # fmt: skip


WORKING_GROUP_BEGUN = LetterKind(
    "buyergroups.working_group_begun",
    _("A working group begins"),
    _("You get this because your organisation takes part in the Pact, and any participant can join."),
    _sample,
)
WORKING_GROUP_REFUSED = LetterKind(
    "buyergroups.working_group_refused",
    _("A working group is not established"),
    _("You get this because your organisation proposed it."),
    _sample,
)
WORKING_GROUP_CLOSED = LetterKind(
    "buyergroups.working_group_closed",
    _("A working group is closed"),
    _("You get this because you work in it."),
    _sample,
)
WORKING_GROUP_JOINED = LetterKind(
    "buyergroups.working_group_joined",
    _("Somebody joined a working group"),
    _("You get this because you lead the working group {group}."),
    _sample,
)


def _to_all(kind: LetterKind, group: WorkingGroup, people: list[User], facts: dict, at: datetime) -> None:
    facts = {"group": group.name, **facts}
    post_all([Letter(kind, to=user, facts=facts, about=group) for user in people], at=at)


def working_group_begun(group: WorkingGroup, decision: Decision, *, at: datetime) -> None:
    """4.2: all participants hear of it once, since any of them can join."""
    facts = {
        "topic": group.topic, "mandate": group.mandate, "decision": decision.number, "begun_on": group.begun_on,
        "button_url": link("website:working-group-detail", slug=group.slug), "button_label": _g("Look at the group"),
    }  # fmt: skip
    _to_all(WORKING_GROUP_BEGUN, group, everybody_taking_part(_day(at)), facts, at)


def working_group_refused(group: WorkingGroup, decision: Decision, *, at: datetime) -> None:
    if group.proposed_by is None:
        return
    people = people_with(group.proposed_by_id, ("EDITOR", "MANAGER", "SIGNATORY"), _day(at))
    url = link("buyergroups:working-group-list", org=group.proposed_by.slug)
    facts = {"decision": decision.number, "reasons": decision.reasons}
    _to_all(
        WORKING_GROUP_REFUSED, group, people, {**facts, "button_url": url, "button_label": _g("Working groups")}, at
    )


def working_group_closed(group: WorkingGroup, reason: str, *, at: datetime) -> None:
    url = link("website:working-group-detail", slug=group.slug)
    facts = {"reason": reason, "button_url": url, "button_label": _g("What it made")}
    _to_all(WORKING_GROUP_CLOSED, group, every_member(group.pk, _day(at)), facts, at)


def working_group_joined(member: WorkingGroupMember, *, at: datetime) -> None:
    """To the chair; to the Secretariat while there is none, since it helps the group to its first election (4.3)."""
    group, chair = member.working_group, every_chair(member.working_group_id, _day(at))
    people = [chair.member.user] if chair else secretariat_people(_day(at))
    facts = {
        "organization": member.organization.name, "person": member.user.name,
        "button_url": link("buyergroups:working-group-members", wg=group.slug), "button_label": _g("Members"),
    }  # fmt: skip
    _to_all(WORKING_GROUP_JOINED, group, [user for user in people if user.pk != member.user_id], facts, at)
