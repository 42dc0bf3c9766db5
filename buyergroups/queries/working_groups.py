"""Working groups as their pages ask for them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from buyergroups.models import (
    Adoption,
    Gathering,
    LibraryVersion,
    WorkingGroup,
    WorkingGroupChair,
    WorkingGroupGuest,
    WorkingGroupMember,
)
from governance.models import Matter, ProductGroup
from pact.access import Actor, scope
from pact.accounts.models import User
from pact.deadlines.days import day_in
from participants.models import Appointment, Organization, Participation

MATTER_KIND = "WORKING_GROUP"
BEGIN, CLOSE = "BEGIN", "CLOSE"
RUNNING = (WorkingGroup.State.ACTIVE, WorkingGroup.State.DORMANT)


def working_groups(actor: Actor) -> QuerySet[WorkingGroup]:
    """The working groups whose workspace this actor may enter: members, and the Secretariat which supports them (4.3).
    A guest enters none: he reaches the one session or document that he was invited to."""
    everything = WorkingGroup.objects.all()
    return everything if actor.sees_all else everything.filter(pk__in=actor.working_group_ids)


def every_group() -> QuerySet[WorkingGroup]:
    """Which groups there are, who is in them and what they work on is public (4.6): any participant may join (4.2)."""
    return WorkingGroup.objects.all()


def members(group: WorkingGroup, day: date) -> QuerySet[WorkingGroupMember]:
    """Those of a day, by organization, who carries the voice first."""
    rows = WorkingGroupMember.objects.on(day).filter(working_group=group).select_related("organization", "user")
    return rows.order_by("organization__name", "-voice", "pk")


def every_member(group_id: int, day: date) -> list[User]:
    """For letters and deadlines, which have no actor."""
    rows = WorkingGroupMember.objects.on(day).filter(working_group=group_id)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("name"))


def every_chair(group_id: int, day: date) -> WorkingGroupChair | None:
    """Who is in the chair on a day, as long as he sits in the group."""
    rows = WorkingGroupChair.objects.filter(working_group=group_id, period__contains=day)
    rows = rows.filter(member__in=WorkingGroupMember.objects.on(day))
    return rows.select_related("member__organization", "member__user").first()


def takes_part(organization_id: int | None, day: date) -> bool:
    return Participation.objects.on(day).filter(organization_id=organization_id).exists()


def people_to_send(organization: Organization, day: date) -> list[User]:
    """Whoever holds a power in an organization: one of them sits for it (4.2)."""
    held = Appointment.objects.in_force(day).filter(organization=organization).exclude(role__in=("COMMITTEE", "CHAIR"))
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk"))


def product_groups() -> list[tuple[str, str]]:
    """A register that everybody may see (1.1)."""
    return list(ProductGroup.objects.order_by("order").values_list("code", "name_plural"))


def words(kind: str, content: dict) -> list[tuple[str, str]] | None:
    """What is put to the vote about a working group, for the committee; None for a matter of another kind."""
    if kind != MATTER_KIND:
        return None
    if content["act"] == CLOSE:
        return [(_("Close the working group"), content["name"]), (_("Why"), content["reason"])]
    names = dict(product_groups())
    groups = ", ".join(names.get(code, code) for code in content["product_groups"])
    lines = [
        (_("Establish the working group"), content["name"]),
        (_("Topic"), content["topic"]),
        (_("Mandate"), content["mandate"]),
        (_("Product groups"), groups or _("none in particular")),
        (_("Proposed by"), content["proposed_by"] or _("the Secretariat")),
    ]
    if content["monitoring"]:
        lines.append((_("Monitoring"), _("It defines the indicators and the methodology (Pact 3.1.2.d).")))
    return lines


@dataclass(frozen=True)
class Card:
    """A working group in a list: who is in the chair, how many work in it, and whom of an organization it has."""

    group: WorkingGroup
    chair: str
    organizations: int
    people: int
    own: list[WorkingGroupMember] = field(default_factory=list)


def cards(groups: QuerySet[WorkingGroup], day: date, organization: Organization | None = None) -> list[Card]:
    """In a constant number of queries."""
    found = list(groups.order_by("name"))
    rows: dict[int, list[WorkingGroupMember]] = {group.pk: [] for group in found}
    sitting = WorkingGroupMember.objects.on(day).filter(working_group__in=found).select_related("organization", "user")
    for row in sitting.order_by("organization__name", "-voice", "pk"):
        rows[row.working_group_id].append(row)
    chairs = WorkingGroupChair.objects.filter(working_group__in=found, period__contains=day)
    at = {chair.working_group_id: chair.member for chair in chairs.select_related("member__organization")}
    return [_card(group, rows[group.pk], at.get(group.pk), organization) for group in found]


def _card(group: WorkingGroup, rows: list[WorkingGroupMember], chair, organization: Organization | None) -> Card:
    own = [row for row in rows if organization and row.organization_id == organization.pk]
    name = chair.organization.name if chair in rows else ""
    return Card(group, name, len({row.organization_id for row in rows}), len(rows), own)


def of_organization(organization: Organization, day: date) -> dict:
    """What an organization sees: the groups it works in, those it may join, its own proposals."""
    found = cards(every_group().filter(state__in=RUNNING), day, organization)
    proposals = every_group().filter(proposed_by=organization, state__in=("PROPOSED", "REFUSED"))
    return {
        "ours": [card for card in found if card.own],
        "others": [card for card in found if not card.own],
        "proposals": list(proposals.select_related("decision").order_by("-proposed_at")),
        "takes_part": takes_part(organization.pk, day),
    }


@dataclass(frozen=True)
class Seats:
    """Who works in one group for an organization; `free`: its people who could still be sent."""

    organization: Organization
    group: WorkingGroup
    own: list[WorkingGroupMember]
    free: list[User]
    takes_part: bool


def seats_of(organization: Organization, slug: str, day: date) -> Seats | None:
    group = every_group().filter(slug=slug, state__in=RUNNING).first()
    if group is None:
        return None
    own = list(members(group, day).filter(organization=organization))
    there = {row.user_id for row in own}
    free = [user for user in people_to_send(organization, day) if user.pk not in there]
    return Seats(organization, group, own, free, takes_part(organization.pk, day))


def board(actor: Actor, day: date) -> list[Card]:
    """All of them, for the Secretariat; what waits for the committee first."""
    order = [state for state, _words in WorkingGroup.State.choices]
    return sorted(cards(working_groups(actor), day), key=lambda card: (order.index(card.group.state), card.group.name))


def own_seats(actor: Actor) -> QuerySet[WorkingGroupMember]:
    """Those who sit in working groups for the actor's organizations."""
    rows = WorkingGroupMember.objects.select_related("working_group", "organization", "user")
    return rows if actor.sees_all else rows.filter(organization__in=actor.organization_ids)


def before_committee(group: WorkingGroup) -> Matter | None:
    """What the committee is asked about it now; that it is asked is no secret of the committee's."""
    with scope.as_system("working-group"):
        rows = Matter.objects.filter(subject_kind=WorkingGroup._meta.label_lower, subject_ref=group.ref, state="OPEN")
        return rows.first()


@dataclass(frozen=True)
class Home:
    """The first page of a working group's workspace."""

    group: WorkingGroup
    members: list[WorkingGroupMember]
    chair: WorkingGroupChair | None
    asked: Matter | None
    votes: list[Adoption]
    sessions: list[Gathering]
    work: list[LibraryVersion]
    guests: list[WorkingGroupGuest]

    @property
    def organizations(self) -> int:
        return len({row.organization_id for row in self.members})


def home(actor: Actor, group: WorkingGroup, at: datetime) -> Home:
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    votes = Adoption.objects.visible_to(actor).filter(working_group=group, state="OPEN").order_by("closes_at")
    sessions = Gathering.objects.visible_to(actor).filter(working_group=group, state="PLANNED", ends_at__gte=at)
    work = LibraryVersion.objects.visible_to(actor).filter(item__working_group=group)
    work = work.filter(state__in=("DRAFT", "CONSULTATION", "ADOPTED", "APPROVED")).select_related("item")
    guests = WorkingGroupGuest.objects.visible_to(actor).filter(working_group=group, until__gte=day)
    return Home(
        group,
        list(members(group, day)),
        every_chair(group.pk, day),
        before_committee(group),
        list(votes),
        list(sessions.order_by("starts_at")[:3]),
        list(work.order_by("item__title")),
        list(guests.filter(state__in=("INVITED", "ACCEPTED")).order_by("name")),
    )


def chairs(group: WorkingGroup) -> list[WorkingGroupChair]:
    """All who were in the chair, the latest first."""
    rows = WorkingGroupChair.objects.filter(working_group=group).exclude(Q(period__isempty=True))
    return list(rows.select_related("member__organization", "member__user").order_by("-period", "-pk"))
