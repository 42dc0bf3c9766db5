"""The chair of a working group, elected from its midst (Pact 4.3): what a working group tells an election of itself."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from buyergroups import access, verbs
from buyergroups.models import WorkingGroup, WorkingGroupChair, WorkingGroupMember
from governance import rules
from governance.models import Candidate, Election
from pact.access import Actor
from pact.audit import record
from pact.publishing import cache


def _group(ref: str) -> WorkingGroup:
    return WorkingGroup.objects.get(ref=ref)


def _members(ref: str, day: date) -> list[rules.Member]:
    """One for each organization: who carries its voice. Guests are none of them (4.4)."""
    rows = WorkingGroupMember.objects.on(day).filter(working_group__ref=ref, voice=True)
    return [rules.Member(row.organization, row.user) for row in _named(rows)]


def _named(rows):
    return rows.select_related("organization", "user").order_by("organization__name", "pk")


def _objection(election: Election, member: rules.Member) -> str:
    """The chair comes from the midst of the group (4.3): a seat has to be there when the chair begins."""
    day = election.takes_office_on
    rows = WorkingGroupMember.objects.on(day).filter(working_group__ref=election.body_ref, user=member.user)
    if rows.filter(organization=member.organization).exists():
        return ""
    return (
        f"{member.user.name} is not in the working group on {day:%-d %B %Y}, when the chair begins. The chair comes "
        "from the midst of the group (Pact 4.3)."
    )


@transaction.atomic
def _follow(election: Election, candidate: Candidate, *, actor: Actor, at: datetime) -> None:
    """Whoever is elected is in the chair from the day on, until the next election (the Pact names no term) or the end
    of his membership; who was in it before hands over."""
    group, day = _group(election.body_ref), election.takes_office_on
    for chair in WorkingGroupChair.objects.filter(working_group=group).lasting(day):
        chair.period = DateRange(chair.period.lower, max(day, chair.period.lower))
        chair.save()
    rows = WorkingGroupMember.objects.on(day).filter(working_group=group, user=candidate.user_id)
    member = rows.get(organization=candidate.organization_id)
    WorkingGroupChair.objects.create(working_group=group, member=member, election=election, period=DateRange(day, None))
    facts = {"organization_id": member.organization_id, "user": candidate.user.name, "from": day}
    record(Actor.hand("election"), verbs.CHAIR_BEGUN, group, at=at, clause="4.3", **facts)
    cache.bump()


WORKING_GROUP = rules.Body(
    title="Election of the chair of a working group",
    named=lambda ref: f"Election of the chair of the working group {_group(ref).name}"[:160],
    clause="4.3",
    who=_("only the Secretariat and the chair, and any member while there is no chair"),
    members=_members,
    belongs=lambda actor, ref: access.is_member(actor, _group(ref)),
    calls=lambda actor, ref: access.CALL_IN_WORKING_GROUP.allows(actor, _group(ref)),
    sees=lambda actor, ref: access.SUPPORT_WORKING_GROUP.allows(actor, _group(ref)),
    objection=_objection,
    follow=_follow,
    page=lambda election: (
        "buyergroups:election-detail",
        {"wg": _group(election.body_ref).slug, "ref": election.ref},
    ),
)
