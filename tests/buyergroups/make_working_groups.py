"""Working groups by the real actions: proposed, decided, joined, a chair elected."""

from datetime import date, datetime, timedelta

from buyergroups.access import actor_for
from buyergroups.actions import working_group_members as members
from buyergroups.actions import working_groups
from buyergroups.models import WorkingGroup, WorkingGroupMember
from governance.actions import decisions, elections, every_day
from governance.models import Election, Matter
from pact.clock import now
from pact.deadlines import end_of_day
from tests.buyergroups.make import AT, HAND, buyer, world
from tests.governance.make import CLOSES, cast_all, committee, person

FACTS = {"name": "Laptop criteria", "topic": "Criteria for laptops", "mandate": "To set up baseline criteria."}


def editor(organization, at=AT):
    return actor_for(person(f"edit@{organization.slug}.example", role="EDITOR", organization=organization), at=at)


def sender(name="Vestbygd kommune"):
    """A participant with somebody who may write for it: the organization, and his actor."""
    organization = buyer(name)
    return organization, editor(organization)


def user_of(actor):
    return person(actor.email)


def proposed(actor, organization, *, at=AT, **facts) -> WorkingGroup:
    world()
    given = {**FACTS, "sends": user_of(actor) if organization else None, **facts}
    return working_groups.propose(actor, organization, **given, at=at)


def decided(group: WorkingGroup, terms, choices="YYYYY", *, at=AT) -> WorkingGroup:
    matter = Matter.objects.get(subject_ref=group.ref, state="OPEN")
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=max(CLOSES, at), at=at)
    cast_all(decision, terms, choices, at=at)
    decision.refresh_from_db()
    if decision.state == "OPEN":
        decisions.close(HAND, decision, reasons="Another group works on this.", public_text="", at=at)
    group.refresh_from_db()
    return group


def begun(name="Vestbygd kommune", *, at=AT, **facts):
    """An active group with its first member: group, organization, actor."""
    organization, actor = sender(name)
    group = decided(proposed(actor, organization, at=at, **facts), committee(5), at=at)
    return group, organization, actor_for(user_of(actor), at=at)


def joined(group, name, *, at=AT):
    """One more organization with a voice: the organization, and the actor of its person."""
    organization, actor = sender(name)
    members.join(actor, group, organization, user_of(actor), at=at)
    return organization, actor_for(user_of(actor), at=at)


def seat(group, organization) -> WorkingGroupMember:
    return WorkingGroupMember.objects.get(working_group=group, organization=organization, period__upper_inf=True)


def called(actor, group, *, at=AT) -> Election:
    day = at.date()
    days = {"nominations_on": day + timedelta(days=2), "closes_on": day + timedelta(days=6)}
    return elections.call(
        actor, "WORKING_GROUP", body_ref=group.ref, **days, takes_office_on=day + timedelta(days=6), at=at
    )


def opened(election: Election) -> datetime:
    """The naming is over, the first round is open."""
    at = election.nominations_until + timedelta(hours=6)
    every_day(at=at)
    election.refresh_from_db()
    return at


def chaired(group, actor, organization, *others, at=AT) -> Election:
    """Somebody of the group is elected by all; the moment from which he is in the chair is `office`."""
    election = called(actor, group, at=at)
    candidate = elections.name_candidate(actor, election, organization.pk, at=at)
    during = opened(election)
    for voter in (actor, *others):
        elections.vote(voter, election, candidate.pk, at=during)
    every_day(at=election.closes_at + timedelta(hours=6))
    election.refresh_from_db()
    return election


def office(election: Election) -> datetime:
    return datetime.combine(election.takes_office_on, AT.timetz())


def far(days: int = 10) -> date:
    return (now() + timedelta(days=days)).date()


def ends(day: date) -> datetime:
    return end_of_day(day, "Europe/Amsterdam")
