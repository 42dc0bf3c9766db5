"""Votes in a meeting: opened on a point of the agenda, by telephone in the room or as a show of hands (Pact 5.1.5)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from governance import access, deadlines, verbs
from governance.actions import decisions
from governance.models import AgendaItem, Attendance, Decision, Elector, Meeting, Vote
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from participants.models import Organization


@transaction.atomic
def open_in_meeting(actor: Actor, item: AgendaItem, *, at: datetime) -> Decision:
    """Open the vote on a point's matter, until the end of the day of the meeting at the latest; the chair closes it."""
    if item.matter is None:
        raise CannotNow("There is no matter on this point. Choose one when you change the point.")
    meeting = item.meeting
    day = day_in(meeting.starts_at, meeting.zone)
    if meeting.state != Meeting.State.CONVENED or day_in(at, meeting.zone) != day:
        raise CannotNow("A vote in a meeting is opened on the day of the meeting, once the members are invited.")
    closes_at = end_of_day(day, meeting.zone)
    return decisions.open_vote(
        actor, item.matter, question=item.matter.title, closes_at=closes_at, meeting=meeting, at=at
    )


@transaction.atomic
def record_hands(actor: Actor, decision: Decision, hands: Mapping[int, str], *, at: datetime) -> int:
    """The chair records a show of hands, by organisation, for members who are marked as there. Whoever voted on his own
    telephone is not overwritten. Staff never records a vote."""
    access.SHOW_HANDS.require(actor, decision)
    locked = decisions.open_one(decision, at)
    if locked.closes_at <= at:
        raise CannotNow("This vote is over. Nothing more is counted.")
    there = set(present_in(locked))
    electors = {row.organization_id: row for row in locked.electors.select_related("organization", "vote")}
    for organization_id, choice in hands.items():
        elector = electors.get(organization_id)
        if elector is None or elector.recused:
            raise CannotNow("Only members who are eligible and not recused are counted in a show of hands.")
        if elector.user_id not in there:
            raise CannotNow(
                f"{elector.organization.name} is not marked as there. Record who is there first (Pact 5.1.5)."
            )
        own = getattr(elector, "vote", None)
        if own and own.cast_by_id == elector.user_id and elector.user_id != actor.user_id:
            raise CannotNow(f"{elector.organization.name} has voted on its own. Only its member changes that vote.")
        given = {"choice": choice, "remark": "", "cast_by_id": actor.user_id, "cast_at": at}
        Vote.objects.update_or_create(elector=elector, defaults=given)
        record(actor, verbs.HAND_SHOWN, locked, at=at, organization_id=organization_id, choice=choice)
        deadlines.VOTE.meet(elector, at)
    return len(hands)


def present_in(decision: Decision) -> list[int]:
    """Accounts of the members who are marked as there."""
    rows = Attendance.objects.filter(meeting=decision.meeting_id, kind=Attendance.Kind.MEMBER, present=True)
    return list(rows.values_list("user_id", flat=True))


def hand_on(organization: Organization, user, *, at: datetime) -> None:
    """Another person sits for an organisation: the votes that it has still to cast are asked of him (5.1.3)."""
    rows = Elector.objects.filter(organization=organization, recused=False, vote=None, decision__state="OPEN")
    for elector in rows.select_related("decision"):
        deadlines.VOTE.waive(elector, at)
        elector.user = user
        elector.save(update_fields=["user"])
        decisions.ask(elector.decision, elector, at)
