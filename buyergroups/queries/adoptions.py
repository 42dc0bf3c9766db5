"""The votes of a working group: who may vote, who has voted and what. Votes are named (Pact 4)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from buyergroups.models import Adoption, AdoptionVote, WorkingGroup, WorkingGroupMember
from pact.access import Actor
from pact.accounts.models import User
from pact.deadlines.days import day_in
from participants.models import Organization, Participation


def adoptions(actor: Actor) -> QuerySet[Adoption]:
    """Those of one's own working groups; the Secretariat reads all. A guest finds none (4.4)."""
    rows = Adoption.objects.visible_to(actor)
    return rows.select_related("working_group", "version__item", "statement")


def of_group(actor: Actor, group: WorkingGroup) -> list[Adoption]:
    """Open ones first, then the latest."""
    rows = list(adoptions(actor).filter(working_group=group).order_by("-opened_at", "-pk"))
    return sorted(rows, key=lambda row: row.state != Adoption.State.OPEN)


def _sitting(group_id: int, at: datetime) -> QuerySet[WorkingGroupMember]:
    """Those of the Secretariat's day whose organization takes part."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    role = Participation.objects.on(day).filter(organization=OuterRef("organization"))
    return WorkingGroupMember.objects.filter(Exists(role), working_group=group_id, period__contains=day)


def every_voice(group: WorkingGroup, at: datetime) -> list[Organization]:
    """The organizations that vote: those with a voice in the group which take part."""
    rows = _sitting(group.pk, at).filter(voice=True)
    return list(Organization.objects.filter(pk__in=rows.values("organization")).order_by("name", "pk"))


def every_open(*, version, statement) -> QuerySet[Adoption]:
    """The vote that runs on a text, for the action that would open another."""
    return Adoption.objects.filter(version=version, statement=statement, state=Adoption.State.OPEN)


def every_asked(adoption: Adoption, at: datetime) -> list[tuple[AdoptionVote, list[User]]]:
    """The votes with those who sit for the organization, for letters and deadlines."""
    people: dict[int, list[User]] = {}
    for row in _sitting(adoption.working_group_id, at).select_related("user").order_by("-voice", "pk"):
        if row.user.is_active:
            people.setdefault(row.organization_id, []).append(row.user)
    votes = adoption.votes.select_related("organization").order_by("organization__name", "pk")
    return [(vote, people.get(vote.organization_id, [])) for vote in votes]


def every_vote_of(actor: Actor, adoption: Adoption, at: datetime) -> list[AdoptionVote]:
    """The votes that an actor may give: of organizations for which he sits in the group and acts."""
    rows = _sitting(adoption.working_group_id, at).filter(user=actor.user_id, organization__in=actor.organization_ids)
    votes = AdoptionVote.objects.filter(adoption=adoption, organization__in=rows.values("organization"))
    return list(votes.select_related("organization").order_by("organization__name", "pk"))


def every_due(at: datetime) -> list[Adoption]:
    """Open ones whose time is over, and those in which everybody has voted."""
    waiting = Exists(AdoptionVote.objects.filter(adoption=OuterRef("pk"), choice=""))
    rows = Adoption.objects.filter(Q(closes_at__lte=at) | ~waiting, state=Adoption.State.OPEN)
    return list(rows.select_related("working_group").order_by("pk"))


def every_vote(pk: str) -> AdoptionVote:
    """For the letter of a reminder, which has no actor."""
    return AdoptionVote.objects.select_related("adoption__working_group").get(pk=pk)


@dataclass(frozen=True)
class AdoptionPage:
    """`mine`: the votes that the actor may give or change, while it is open."""

    adoption: Adoption
    votes: list[AdoptionVote]
    mine: list[AdoptionVote]
    running: bool

    @property
    def voted(self) -> int:
        return sum(1 for vote in self.votes if vote.choice)

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(str(c.label), sum(1 for vote in self.votes if vote.choice == c)) for c in AdoptionVote.Choice]

    @property
    def everybody(self) -> bool:
        return self.voted == len(self.votes)


def adoption_page(actor: Actor, adoption: Adoption, at: datetime) -> AdoptionPage:
    rows = AdoptionVote.objects.visible_to(actor).filter(adoption=adoption)
    votes = list(rows.select_related("organization", "cast_by").order_by("organization__name", "pk"))
    running = adoption.state == Adoption.State.OPEN and adoption.closes_at > at
    mine = {vote.pk for vote in every_vote_of(actor, adoption, at)} if running else set()
    return AdoptionPage(adoption, votes, [vote for vote in votes if vote.pk in mine], running)
