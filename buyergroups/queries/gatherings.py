"""Meetings, sessions and events as their pages ask for them: one mechanism for groups, working groups and the Pact."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from buyergroups import rules
from buyergroups.models import BuyerGroup, Gathering, GatheringAttendance, WorkingGroup
from buyergroups.queries.groups import groups
from buyergroups.queries.working_groups import working_groups
from pact.access import Actor

LONGEST = 60


@dataclass(frozen=True)
class Home:
    """Who meets: a buyer group, a working group, or (neither) the Pact, whose events the Secretariat arranges."""

    group: BuyerGroup | None = None
    working_group: WorkingGroup | None = None

    @property
    def group_id(self) -> int | None:
        return self.group.pk if self.group else None

    @property
    def working_group_id(self) -> int | None:
        return self.working_group.pk if self.working_group else None

    @property
    def name(self) -> str:
        owner = self.group or self.working_group
        return owner.name if owner else ""

    @property
    def where(self) -> dict[str, str]:
        """What stands in the addresses."""
        if self.group:
            return {"group": self.group.slug}
        return {"wg": self.working_group.slug} if self.working_group else {}

    def address(self, page: str, **more: str) -> str:
        return reverse(f"buyergroups:{page}", kwargs={**self.where, **more})


@dataclass(frozen=True)
class Homes:
    """The places where this actor meets others, found by their address."""

    actor: Actor
    group: str | None = None
    wg: str | None = None

    def filter(self, **named: str | None) -> "Homes":
        return replace(self, **named)

    def get(self) -> Home:
        if self.group:
            return Home(group=groups(self.actor).get(slug=self.group))
        if self.wg:
            return Home(working_group=working_groups(self.actor).get(slug=self.wg))
        if self.actor.is_anonymous:
            raise ObjectDoesNotExist
        return Home()


def homes(actor: Actor) -> Homes:
    return Homes(actor)


def home_of(row) -> Home:
    """Of a gathering or a shared file."""
    return Home(row.group, row.working_group)


def gatherings(actor: Actor) -> QuerySet[Gathering]:
    """Those of one's own groups and working groups, those one was invited to, and for the Secretariat all of them.
    That a public one is public brings nobody into the pages of others."""
    rows = Gathering.objects.visible_to(actor).select_related("group__coordination__organization", "working_group")
    if actor.sees_all:
        return rows
    own = Q(group__in=actor.member_group_ids) | Q(working_group__in=actor.working_group_ids) | Q(ref__in=actor.doors)
    return rows.filter(own | Q(group=None, working_group=None))


def invitations(actor: Actor) -> QuerySet[Gathering]:
    """What somebody was asked to, and may answer: also events of the Pact."""
    rows = Gathering.objects.visible_to(actor).select_related("group__coordination__organization", "working_group")
    asked = GatheringAttendance.objects.filter(user=actor.user_id).values("gathering")
    own = Q(group__in=actor.member_group_ids) | Q(working_group__in=actor.working_group_ids) | Q(ref__in=actor.doors)
    return rows.filter(own | Q(pk__in=asked))


@dataclass(frozen=True)
class Row:
    gathering: Gathering
    url: str
    answer: str
    answer_words: str
    coming: int

    @property
    def whose(self) -> str:
        return home_of(self.gathering).name


@dataclass(frozen=True)
class Meetings:
    home: Home
    coming: list[Row]
    past: list[Row]

    @property
    def new_url(self) -> str:
        return self.home.address("gathering-new")


def meetings(actor: Actor, home: Home, at: datetime) -> Meetings:
    """What comes, the next first, and what was, the last first."""
    rows = gatherings(actor).filter(group=home.group, working_group=home.working_group)
    rows = rows.annotate(said_yes=Count("attendance", filter=Q(attendance__state="COMING")))
    coming = list(rows.filter(state="PLANNED", ends_at__gte=at).order_by("starts_at")[:LONGEST])
    past = list(rows.exclude(state="PLANNED", ends_at__gte=at).order_by("-starts_at")[:LONGEST])
    answers = _answers(actor, [*coming, *past])

    def row(one: Gathering) -> Row:
        url = home.address("gathering-detail", ref=one.ref)
        return Row(one, url, *answers.get(one.pk, ("", "")), one.said_yes)

    return Meetings(home, [row(one) for one in coming], [row(one) for one in past])


def mine(actor: Actor, at: datetime) -> list[Row]:
    """What comes of all that somebody was asked to, for his own list."""
    rows = list(invitations(actor).filter(state="PLANNED", ends_at__gte=at).order_by("starts_at")[:LONGEST])
    answers = _answers(actor, rows)
    return [
        Row(one, reverse("buyergroups:gathering-visit", kwargs={"ref": one.ref}), *answers.get(one.pk, ("", "")), 0)
        for one in rows
    ]


def _answers(actor: Actor, rows: list[Gathering]) -> dict[int, tuple[str, str]]:
    own = GatheringAttendance.objects.filter(user=actor.user_id, gathering__in=rows)
    return {one.gathering_id: (one.state, one.get_state_display()) for one in own}


def next_gathering(group: BuyerGroup, at: datetime) -> Gathering | None:
    """For the home page of a group, and of its members."""
    rows = Gathering.objects.filter(group=group, state="PLANNED", ends_at__gte=at)
    return rows.order_by("starts_at").first()


def every_unrecorded(at: datetime) -> list[Gathering]:
    """For the night: what has passed, and nobody said whether it was held."""
    rows = Gathering.objects.filter(state="PLANNED", ends_at__lt=at).order_by("pk")
    return list(rows.select_related("group__coordination__organization", "working_group"))


def every_attendance_of(year: int) -> dict[int, int]:
    """3.1.1.c: how often people of each organization were at meetings in a year. Counts alone, over all tenants: a
    figure about organizations, without a person in it."""
    rows = GatheringAttendance.objects.filter(state="ATTENDED", gathering__starts_at__year=year)
    rows = rows.order_by().values_list("organization_id").annotate(times=Count("pk"))
    return dict(rules.attended_by_organization(rows))
