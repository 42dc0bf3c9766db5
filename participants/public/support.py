"""Supporters: the page of each, and the exceptions that were agreed with them (Pact 2.2.2, 6.4.3)."""

from datetime import date

from participants.models import MarketingException, PromotionNote
from participants.public.cards import ExceptionCard, PromotionCard, SupporterProfile
from participants.public.profiles import participant


def supporter(slug: str, day: date) -> SupporterProfile | None:
    """An organisation that supports the Pact or did; None for anybody else."""
    profile = participant(slug)
    if profile is None or not profile.support:
        return None
    notes = PromotionNote.objects.filter(organization__slug=slug).order_by("-year")
    return SupporterProfile(
        profile=profile,
        letters=profile.support,
        notes=tuple(PromotionCard(row.year, row.text, row.sent_at) for row in notes),
        exceptions=_exceptions(day, organization__slug=slug),
    )


def exceptions(day: date, size: int = 500) -> tuple[ExceptionCard, ...]:
    """Every exception from 2.2.2 c, newest first: those in force, still to come, over and ended."""
    return _exceptions(day)[:size]


def _exceptions(day: date, **wanted: str) -> tuple[ExceptionCard, ...]:
    rows = MarketingException.objects.filter(**wanted).select_related("organization").order_by("-from_on", "-pk")
    return tuple(
        ExceptionCard(
            row.ref, row.organization.slug, row.organization.name, row.scope, row.from_on, row.until_on,
            row.agreed_for, row.decision_number, row.standing(day), row.ended_on, row.end_reason,
        )
        for row in rows
    )  # fmt: skip
