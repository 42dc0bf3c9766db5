"""A small Pact in which every kind of thing rests on a role: seat, chair, group, delegation, figures, list.

The day is the real one, since public pages read the clock: notices are given a week ago, for tomorrow, today or
yesterday, and nothing that the night does has run unless a test says so.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from buyergroups.access import actor_for
from buyergroups.actions import delegations, memberships
from buyergroups.models import BuyerGroup, GroupMembership
from buyergroups.public import group as group_card
from buyergroups.queries.groups import recipients
from governance.actions import seats
from governance.models import SeatTerm
from monitoring.access import REVIEW_SUBMISSION
from monitoring.models import Submission
from pact.clock import now, today
from participants import access, public
from participants.actions import entering, participations
from participants.models import Delegation, Organization, Participation, SupportLetter
from tests.buyergroups.make import world
from tests.governance.make import person, staff
from tests.participants import make

WEEK = timedelta(days=7)
ALL = ("EDITOR", "MANAGER", "SIGNATORY")


def joined(name: str, *roles: str, **facts) -> Organization:
    """An organization that took part from the first day on, with somebody who may do everything there."""
    first, *others = roles
    role = make.founder(name, first, **facts)
    for other in others:
        signed = {
            "signer_name": "Kari Moe",
            "signer_title": "Director",
            "signed_at": make.datetime(2021, 6, 14, 9, tzinfo=make.UTC),
        }
        entering.found(make.HAND, role.organization, other, at=make.AT, **signed)
    for power in ALL:
        person(f"all@{role.organization.slug}.example", role=power, organization=role.organization)
    return role.organization


@dataclass
class Pact:
    norway: Organization
    vestbygd: Organization
    agency: Organization
    friend: Organization
    group: BuyerGroup
    term: SeatTerm
    memberships: dict = field(default_factory=dict)

    def role(self, organization: Organization, role: str):
        if role == "SUPPORTER":
            return SupportLetter.objects.get(organization=organization)
        return Participation.objects.get(organization=organization, role=role)

    def leaves(self, organization: Organization, role: str, in_days: int):
        """A notice of last week."""
        day = today() + timedelta(days=in_days)
        return participations.give_notice(make.HAND, self.role(organization, role), "We leave.", day, at=now() - WEEK)

    def actor(self, organization: Organization, at: datetime | None = None):
        return actor_for(person(f"all@{organization.slug}.example"), at=at or now())


def pact() -> Pact:
    world()
    norway = joined("Norway", "COORDINATING", "PROCURING", legal_kind="NATIONAL_GOVERNMENT")
    vestbygd = joined("Vestbygd kommune", "PROCURING")
    agency = joined("Nordic Digital Agency", "PROCURING", legal_kind="AGENCY")
    friend = joined("Friends of Repair", "SUPPORTER", legal_kind="NON_PROFIT")
    role = Participation.objects.get(organization=norway, role="COORDINATING")
    group = BuyerGroup.objects.create(
        slug="norway-group", name="Norway group", coordination=role, state="ACTIVE", founded_on=make.AT.date()
    )
    made = Pact(norway, vestbygd, agency, friend, group, None)
    at = now() - 3 * WEEK
    for organization in (norway, vestbygd):
        asked = memberships.ask_to_join(group, organization, at=at)
        made.memberships[organization.pk] = memberships.join(make.HAND, asked, at=at)
    day = at.date()
    made.term = seats.seat(
        make.HAND, seat_no=1, organization=norway, user=person("member@norway.example"), from_on=day,
        until_on=day + timedelta(days=700), at=at,
    )  # fmt: skip
    seats.elect_chair(make.HAND, made.term, from_on=day, at=at)
    return made


def appointed(made: Pact) -> Delegation:
    """The agency carries out Norway's coordinating role for the group."""
    from tests.buyergroups.appointing import NO_CONFLICT

    at = now() - 2 * WEEK
    row = delegations.propose(
        made.actor(made.norway, at), made.role(made.norway, "COORDINATING"), made.agency, group=made.group,
        territory=None, from_on=today(), until_on=None, reasons="It supports us.", at=now(),
    )  # fmt: skip
    delegations.accept(made.actor(made.agency), row, at=now())
    delegations.screen(staff(), row, NO_CONFLICT, evidence="Statutes read.", at=now())
    row.refresh_from_db()
    assert row.state == "ACTIVE"
    return row


def on_list(slug: str, find=public.participants) -> bool:
    return any(card.slug == slug for card in find().items)


def readers(made: Pact) -> dict[str, bool]:
    """What is true now, as pages, permissions and votes ask for it; no nightly work has run."""
    day = today()
    norway, vestbygd, agency, friend = (
        made.actor(one) for one in (made.norway, made.vestbygd, made.agency, made.friend)
    )
    member = actor_for(made.term.user, at=now())
    in_group = set(GroupMembership.objects.active_on(day).values_list("organization_id", flat=True))
    counted = {facet.code: facet.n for facet in public.facets().roles}
    return {
        "Norway is on the list": on_list("norway"),
        "Norway stands there as coordinating": "norway"
        in {card.slug for card in public.participants(public.Filters(role="COORDINATING")).items},
        "Norway stands there as procuring": "norway"
        in {card.slug for card in public.participants(public.Filters(role="PROCURING")).items},
        "Norway is counted as coordinating": counted.get("COORDINATING", 0) == 1,
        "Norway's page says that it takes part": public.participant("norway").active,
        "Norway has its seat": SeatTerm.objects.on(day).filter(organization=made.norway).exists(),
        "Norway's member may vote": member.committee,
        "Norway's member is in the chair": member.chair,
        "Norway is in its group": made.norway.pk in in_group,
        "Norway coordinates the group": made.group.pk in norway.group_ids,
        "the group receives figures": made.group.pk in recipients(day).values(),
        "the group has a name for its coordinator": group_card("norway-group", day).card.coordinator == "Norway",
        "the agency acts for Norway": made.group.pk in agency.group_ids,
        "Norway may write": access.EDIT_ORGANIZATION.allows(norway, made.norway),
        "Norway may sign": access.SIGN_FOR_ORGANIZATION.allows(norway, made.norway),
        "Norway is asked for figures": made.norway.pk in _expected(day),
        "Vestbygd is on the list": on_list("vestbygd-kommune"),
        "Vestbygd is in the group": made.vestbygd.pk in in_group,
        "Vestbygd sees the group": made.group.pk in vestbygd.member_group_ids,
        "Vestbygd may write": access.EDIT_ORGANIZATION.allows(vestbygd, made.vestbygd),
        "Vestbygd is asked for figures": made.vestbygd.pk in _expected(day),
        "the agency may write": access.EDIT_ORGANIZATION.allows(agency, made.agency),
        "the agency is on the list": on_list("nordic-digital-agency"),
        "the friend is on the supporters' list": on_list("friends-of-repair", public.supporters),
        "the friend may write": access.EDIT_ORGANIZATION.allows(friend, made.friend),
    }


def _expected(day) -> set[int]:
    return set(Submission.objects.expected_on(day).values_list("organization_id", flat=True))


def receives(made: Pact, submission: Submission) -> str:
    """Who may look through figures that wait."""
    submission = Submission.objects.select_related("group__coordination").get(pk=submission.pk)
    told = {"coordinator": made.actor(made.norway), "Secretariat": staff()}
    return next((name for name, actor in told.items() if REVIEW_SUBMISSION.allows(actor, submission)), "nobody")
