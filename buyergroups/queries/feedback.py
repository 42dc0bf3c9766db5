"""How versions of the library did, as organizations, groups and working groups see it (Pact 3.3.2.c)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from buyergroups import rules
from buyergroups.models import BuyerGroup, Feedback, FeedbackSummary, GroupMembership, LibraryVersion, TenderEntry
from pact.access import Actor
from participants.models import Organization, Participation

USABLE = ("PUBLISHED", "SUPERSEDED")


@dataclass(frozen=True)
class OwnRow:
    """A version and what the organization said of it."""

    version: LibraryVersion
    feedback: Feedback | None


@dataclass(frozen=True)
class GroupRow:
    """A version, what the members of a group said of it, and what the group says as a whole."""

    version: LibraryVersion
    feedback: list[Feedback]
    summary: FeedbackSummary | None

    @property
    def fresh(self) -> bool:
        """Somebody said something after it was summed up, or nobody has summed it up."""
        return self.summary is None or any(one.given_at > self.summary.written_at for one in self.feedback)


def may_speak(organization: Organization, day: date) -> bool:
    """Participants and members of buyer groups tell and share (3.3.2); supporters comment on drafts."""
    here = Participation.objects.on(day).filter(organization=organization)
    return here.exists() or GroupMembership.objects.active_on(day).filter(organization=organization).exists()


def of_organization(organization: Organization) -> list[OwnRow]:
    """What is published, and whatever it spoke of already; two queries."""
    own = {row.version_id: row for row in Feedback.objects.filter(organization=organization)}
    rows = LibraryVersion.objects.filter(Q(state="PUBLISHED") | Q(pk__in=own, state__in=USABLE)).select_related("item")
    return [OwnRow(row, own.get(row.pk)) for row in rows.order_by("item__title", "-number")]


def usable(slug: str, number: int) -> LibraryVersion | None:
    """A published version, by its address; published ones are public."""
    rows = LibraryVersion.objects.filter(state__in=USABLE).select_related("item__working_group")
    return rows.filter(item__slug=slug, number=number).first()


def own_feedback(organization: Organization, version: LibraryVersion) -> Feedback | None:
    return Feedback.objects.filter(organization=organization, version=version).first()


def tenders_of(organization: Organization) -> QuerySet[TenderEntry]:
    return TenderEntry.objects.filter(organization=organization).order_by("-expected_from", "pk")


def feedback_on(version: LibraryVersion) -> list[Feedback]:
    """All that was said of a version, newest first, for its working group and everybody else: it is public (6.1.3)."""
    rows = Feedback.objects.filter(version=version).select_related("organization", "tender")
    return list(rows.order_by("-given_at", "pk"))


def summaries_on(version: LibraryVersion) -> list[FeedbackSummary]:
    """What buyer groups say of a version as a whole."""
    return list(FeedbackSummary.objects.filter(version=version).select_related("group").order_by("-written_at", "pk"))


def of_group(group: BuyerGroup, day: date) -> list[GroupRow]:
    """Versions of which members said something, or the group did; in a constant number of queries."""
    members = GroupMembership.objects.active_on(day).filter(group=group).values("organization_id")
    said = Feedback.objects.filter(organization__in=members).select_related("organization", "tender")
    summaries = {row.version_id: row for row in FeedbackSummary.objects.filter(group=group)}
    spoken_of = Q(pk__in=said.values("version_id")) | Q(pk__in=summaries)
    rows = LibraryVersion.objects.filter(spoken_of, state__in=USABLE).select_related("item")
    rows = rows.prefetch_related(Prefetch("feedback", said.order_by("-given_at", "pk"), to_attr="said"))
    return [GroupRow(row, row.said, summaries.get(row.pk)) for row in rows.order_by("item__title", "-number")]


def summaries_of(group: BuyerGroup, year: int) -> list[FeedbackSummary]:
    """What the coordinated report of a group about a year takes (3.2.1.d): what was summed up since the one before."""
    first, last = rules.summed_up_for(year)
    rows = FeedbackSummary.objects.filter(group=group, written_at__date__range=(first, last))
    return list(rows.select_related("version__item").order_by("version__item__title", "version__number"))


def versions(actor: Actor) -> QuerySet[LibraryVersion]:
    """Published versions by their reference."""
    return LibraryVersion.objects.visible_to(actor).filter(state__in=USABLE).select_related("item")
