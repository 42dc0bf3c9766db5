"""The letters of the tender calendar."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import TenderEntry
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post_all
from participants.models import Organization
from participants.queries import people_with

CARING = ("EDITOR", "MANAGER")
_TENDERS = [
    {"title": "Laptops with take-back and repair", "expected": "May 2027"},
    {"title": "Refurbished smartphones, framework", "expected": "quarter 4 of 2027"},
]
CONFIRM_TENDERS = LetterKind(
    "buyergroups.confirm_tenders",
    _("Are these coming tenders still right?"),
    _("You get this because you care for the pages of {organization}."),
    lambda: {
        "organization": "Vestbygd kommune",
        "tenders": _TENDERS,
        "count": 2,
        "until": date(2027, 3, 31),
        "button_url": "/me/",
        "button_label": _("Look and confirm"),
    },
)
TENDER_PASSED = LetterKind(
    "buyergroups.tender_passed",
    _("The time of a tender has passed"),
    _("You get this because you care for the pages of {organization}."),
    lambda: {
        "organization": "Vestbygd kommune",
        "title": _TENDERS[0]["title"],
        "expected": "February 2027",
        "days": 7,
        "button_url": "/me/",
        "button_label": _("Say what became of it"),
    },
)
PARTNER_NAMED = LetterKind(
    "buyergroups.partner_named",
    _("Your organisation is named in a joint tender"),
    _("You get this because you care for the pages of {organization}."),
    lambda: {
        "organization": "Stad Lindebrugge",
        "buyer": "Vestbygd kommune",
        "title": _TENDERS[0]["title"],
        "expected": "May 2027",
        "button_url": "/me/",
        "button_label": _("Open the tender"),
    },
)


def confirm_tenders(
    organization: Organization, tenders: list[TenderEntry], begun: date, until: date, *, at: datetime
) -> None:
    """M20: on 1 March and 1 September, one letter to each who cares for the pages, listing all of them."""
    facts = {
        "organization": organization.name,
        "tenders": [{"title": row.title, "expected": row.expected_words} for row in tenders],
        "count": len(tenders),
        "until": until,
        "button_url": link("buyergroups:tender-confirm", org=organization.slug),
        "button_label": _g("Look and confirm"),
    }
    key = f"buyergroups.confirm_tenders:{organization.slug}:{begun:%Y-%m}"
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    post_all(_letters(CONFIRM_TENDERS, organization, facts, organization, key, day), at=at)


def tender_passed(obligation: Obligation, user, days: int) -> Letter | None:
    """Seven and thirty days after the time that was named."""
    row = TenderEntry.objects.select_related("organization").filter(ref=obligation.subject_ref).first()
    if row is None:
        return None
    facts = {
        "organization": row.organization.name,
        "title": row.title,
        "expected": row.expected_words,
        "days": -days,
        "button_url": link("buyergroups:tender-detail", org=row.organization.slug, ref=row.ref),
        "button_label": _g("Say what became of it"),
    }
    return Letter(TENDER_PASSED, to=user, facts=facts, about=row, organization_id=row.organization_id)


def partner_named(row: TenderEntry, partner: Organization, *, at: datetime) -> None:
    facts = {
        "organization": partner.name,
        "buyer": row.organization.name,
        "title": row.title,
        "expected": row.expected_words,
        "button_url": link("buyergroups:tender-detail", org=partner.slug, ref=row.ref),
        "button_label": _g("Open the tender"),
    }
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    key = f"buyergroups.partner_named:{row.ref}:{partner.slug}:{row.version}"
    post_all(_letters(PARTNER_NAMED, partner, facts, row, key, day), at=at)


def _letters(kind: LetterKind, organization: Organization, facts: dict, about, key: str, day: date) -> Iterable[Letter]:
    for user in people_with(organization.pk, CARING, day):
        yield Letter(kind, to=user, facts=facts, about=about, organization_id=organization.pk, key=f"{key}:{user.pk}")
