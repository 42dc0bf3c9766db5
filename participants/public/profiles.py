"""One participant, one notice: what its page shows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Window

from pact.access import scope
from pact.clock import today
from participants.models import Identifier, Listing, Organization, Participation, SupportLetter, TerminationNotice
from participants.models.participations import State
from participants.public.cards import (
    GroupCard,
    NoticeCard,
    NoticeFile,
    ParticipantProfile,
    RoleCard,
    SupportCard,
)
from participants.public.lists import COLUMNS, card_of


def participant(slug: str) -> ParticipantProfile | None:
    """The profile of an organisation that takes or took part, or supports or supported; None for anybody else."""
    listing = Listing.objects.select_related("organization__parent").filter(slug=slug, since__isnull=False).first()
    return _profile(listing) if listing else None


def preview(slug: str, facts: Mapping[str, Any]) -> ParticipantProfile | None:
    """The same profile with other facts, as it would read if they were saved; nothing is."""
    listing = Listing.objects.select_related("organization__parent").filter(slug=slug, since__isnull=False).first()
    if listing is None:
        return None
    for name, value in facts.items():
        setattr(listing.organization, name, value)
    listing.name, listing.name_en = listing.organization.name, listing.organization.name_en
    return _profile(listing)


def _profile(listing: Listing) -> ParticipantProfile:
    organization = listing.organization
    parent = organization.parent
    return ParticipantProfile(
        card=card_of(tuple(getattr(listing, column) for column in COLUMNS), today()),
        short_name=organization.short_name,
        city=organization.city,
        website=organization.website,
        contact_function=organization.contact_function,
        contact_email=organization.contact_email if organization.contact_public else "",
        parent=GroupCard(parent.slug, parent.name) if parent else None,
        identifiers=tuple(str(identifier) for identifier in Identifier.objects.filter(organization=organization)),
        roles=_roles(organization.pk),
        support=_support(organization.pk),
        notices=_notices(organization_id=organization.pk),
        merged=tuple(organization.merged.order_by("merged_on", "pk").values_list("name", "merged_on")),
    )


def moved_to(slug: str) -> str | None:
    """Where the page of a record is that turned out to be a duplicate."""
    rows = Organization.objects.filter(slug=slug, merged_into__isnull=False)
    return rows.values_list("merged_into__slug", flat=True).first()


def notices(size: int = 200) -> tuple[NoticeCard, ...]:
    """Published notices of termination, newest first (Pact 6.6.1)."""
    return _notices()[:size]


def notice_file(ref: str) -> NoticeFile | None:
    """The signed notice as a file: in nobody's reach before it is published, and everybody's afterwards (6.6.1)."""
    with scope.as_system("published-notice"):
        rows = TerminationNotice.objects.filter(ref=ref, published_at__isnull=False, file__isnull=False)
        row = rows.select_related("file", "organization").first()
    if row is None:
        return None
    name = f"notice-{row.organization.slug}-{row.sent_on.isoformat()}.pdf"
    return NoticeFile(row.file.path, name, row.file.sha256)


def notice(ref: str) -> NoticeCard | None:
    return next(iter(_notices(ref=ref)), None)


def _roles(organization_id: int) -> tuple[RoleCard, ...]:
    rows = Participation.objects.filter(organization_id=organization_id).select_related("text").order_by("period")
    return tuple(
        RoleCard(
            row.ref, row.role, row.period.lower, row.period.upper, _state(row), row.text.version, row.text.sha256,
            row.decision_number, row.founding, row.end_kind,
        )
        for row in rows
    )  # fmt: skip


def _support(organization_id: int) -> tuple[SupportCard, ...]:
    rows = SupportLetter.objects.filter(organization_id=organization_id).select_related("text").order_by("period")
    return tuple(
        SupportCard(
            row.ref, row.period.lower, row.period.upper, _state(row), tuple(item["text"] for item in row.undertakings),
            row.letter, row.letter_sha256, row.text.version, row.decision_number, row.founding, row.end_kind,
        )
        for row in rows
    )  # fmt: skip


def _state(row: Participation | SupportLetter) -> str:
    """A role has ended from the first moment of the day named, also before the night has written it down."""
    return State.ENDED if row.period.upper and row.period.upper <= today() else row.state


def notice_cards(rows, size: int, offset: int) -> tuple[int, tuple[NoticeCard, ...]]:
    """How many of these notices there are, and the cards of a page of them, newest first: one query."""
    rows = rows.annotate(found_n=Window(Count("pk")))
    page = list(_newest(rows)[offset : offset + size])
    return (page[0].found_n if page else 0), _cards(page)


def _notices(**wanted) -> tuple[NoticeCard, ...]:
    return _cards(_newest(TerminationNotice.objects.filter(published_at__isnull=False, **wanted)))


def _newest(rows):
    return rows.select_related("organization", "participation").order_by("-sent_at", "-id")


def _cards(rows) -> tuple[NoticeCard, ...]:
    return tuple(
        NoticeCard(
            row.ref, row.organization.name, row.organization.slug,
            row.participation.role if row.participation_id else "SUPPORTER", row.text, row.sent_on, row.effective_on,
            row.published_at, row.channel, row.file_size, row.withdrawn_at,
        )
        for row in rows
    )  # fmt: skip
