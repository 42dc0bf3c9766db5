"""What the world may see of working groups (4.1, 4.6): topic, mandate, decision, who works in them, what they made.

Organizations only: who sits for them is theirs to say."""

from dataclasses import dataclass
from datetime import date, datetime

from buyergroups.models import Gathering, LibraryVersion, WorkingGroup, WorkingGroupChair, WorkingGroupMember

PUBLIC = (WorkingGroup.State.ACTIVE, WorkingGroup.State.DORMANT, WorkingGroup.State.CLOSED)


@dataclass(frozen=True)
class WorkingGroupCard:
    slug: str
    name: str
    topic: str
    state: str
    state_words: str
    chair: str
    organizations: int
    begun_on: date
    closed_on: date | None


@dataclass(frozen=True)
class WorkingMember:
    slug: str
    name: str
    language: str
    chairs: bool


@dataclass(frozen=True)
class Product:
    """A version that is public: for comment, or published."""

    slug: str
    title: str
    language: str
    number: int
    state: str
    state_words: str
    published_on: date | None
    comments_until: date | None


@dataclass(frozen=True)
class PastSession:
    title: str
    at: datetime
    notes: str
    outcomes: str


@dataclass(frozen=True)
class WorkingGroupProfile:
    card: WorkingGroupCard
    mandate: str
    state_reason: str
    product_groups: list[str]
    is_monitoring: bool
    decision: str
    members: list[WorkingMember]
    published: list[Product]
    consultations: list[Product]
    sessions: list[PastSession]


def working_groups(day: date) -> list[WorkingGroupCard]:
    """All that began, those that work first; in a constant number of queries."""
    rows = list(WorkingGroup.objects.filter(state__in=PUBLIC).order_by("name"))
    members = _members(rows, day)
    chairs = _chairs(rows, day)
    found = [_card(row, members[row.pk], chairs) for row in rows]
    return sorted(found, key=lambda card: PUBLIC.index(card.state))


def working_group(slug: str, day: date) -> WorkingGroupProfile | None:
    rows = WorkingGroup.objects.filter(state__in=PUBLIC).select_related("decision")
    group = rows.prefetch_related("product_groups").filter(slug=slug).first()
    if group is None:
        return None
    members, chairs = _members([group], day)[group.pk], _chairs([group], day)
    seats = {row.pk for row in members if row.pk in chairs}
    leads = {row.organization_id for row in members if row.pk in seats}
    named = {row.organization_id: row.organization for row in members}
    products = _products(group)
    return WorkingGroupProfile(
        card=_card(group, members, chairs),
        mandate=group.mandate,
        state_reason=group.state_reason,
        product_groups=[one.name_plural for one in sorted(group.product_groups.all(), key=lambda one: one.order)],
        is_monitoring=group.is_monitoring,
        decision=group.decision.number if group.decision else "",
        members=[WorkingMember(one.slug, one.name, one.language, pk in leads) for pk, one in named.items()],
        published=[one for one in products if one.state == "PUBLISHED"],
        consultations=[one for one in products if one.state == "CONSULTATION"],
        sessions=_sessions(group),
    )


def _members(groups: list[WorkingGroup], day: date) -> dict[int, list[WorkingGroupMember]]:
    found: dict[int, list[WorkingGroupMember]] = {group.pk: [] for group in groups}
    rows = WorkingGroupMember.objects.on(day).filter(working_group__in=groups).select_related("organization")
    for row in rows.order_by("organization__name", "pk"):
        found[row.working_group_id].append(row)
    return found


def _chairs(groups: list[WorkingGroup], day: date) -> set[int]:
    rows = WorkingGroupChair.objects.filter(working_group__in=groups, period__contains=day)
    return set(rows.values_list("member_id", flat=True))


def _card(row: WorkingGroup, members: list[WorkingGroupMember], chairs: set[int]) -> WorkingGroupCard:
    chair = next((one.organization.name for one in members if one.pk in chairs), "")
    count = len({one.organization_id for one in members})
    words = str(row.get_state_display())
    begun = row.begun_on or row.proposed_at.date()
    return WorkingGroupCard(row.slug, row.name, row.topic, row.state, words, chair, count, begun, row.closed_on)


def _products(group: WorkingGroup) -> list[Product]:
    rows = LibraryVersion.objects.filter(item__working_group=group, state__in=("CONSULTATION", "PUBLISHED"))
    return [
        Product(
            row.item.slug,
            row.item.title,
            row.item.language,
            row.number,
            row.state,
            str(row.get_state_display()),
            row.published_at.date() if row.published_at else None,
            row.comments_until,
        )
        for row in rows.select_related("item").order_by("item__title", "number")
    ]


def _sessions(group: WorkingGroup) -> list[PastSession]:
    """Those that were held and whose notes are published, the latest first."""
    rows = Gathering.objects.filter(working_group=group, public=True, state="HELD", notes_published_at__isnull=False)
    return [PastSession(row.title, row.starts_at, row.notes, row.outcomes) for row in rows.order_by("-starts_at")[:20]]
