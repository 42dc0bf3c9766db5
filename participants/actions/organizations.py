"""Registering organizations and keeping their public facts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, new_ref
from pact.audit import record
from pact.publishing.cache import bump
from participants import queries, verbs
from participants.actions import listings, onboarding
from participants.models import Identifier, Organization, Territory
from participants.queries.onboarding import PROFILE
from participants.rules import compact, slug_from

_DESCRIBED = (
    "name", "name_en", "short_name", "language", "sector", "city", "website", "contact_function", "contact_email",
    "contact_public",
)  # fmt: skip


@transaction.atomic
def register(
    actor: Actor,
    *,
    name: str,
    legal_kind: str,
    at: datetime,
    slug: str = "",
    territory: Territory | None = None,
    country: str = "",
    identifiers: tuple[tuple[str, str], ...] = (),
    parent: Organization | None = None,
    time_zone: str = "Europe/Amsterdam",
    **described: str | bool,
) -> Organization:
    """Enter an organization; its slug stands in addresses and is never changed."""
    organization = Organization.objects.create(
        name=name,
        legal_kind=legal_kind,
        slug=_free_slug(slug or slug_from(described.get("name_en") or name)),
        territory=territory,
        country=country or (territory.code[:2] if territory and territory.kind != "WORLD" else ""),
        parent=parent,
        time_zone=time_zone,
        created_at=at,
        **described,
    )
    for scheme, value in identifiers:
        identify(organization, scheme, value)
    listings.refresh(organization)
    record(actor, verbs.ORGANIZATION_REGISTERED, organization, at=at, organization_id=organization.pk, name=name)
    return organization


def identify(organization: Organization, scheme: str, value: str) -> None:
    """Note a registry number; one that another organization has is refused."""
    value = compact(value)
    known, _made = Identifier.objects.get_or_create(scheme=scheme, value=value, defaults={"organization": organization})
    if known.organization_id != organization.pk:
        taken = {"number": value, "name": known.organization.name}
        raise CannotNow(_("The registry number %(number)s belongs to %(name)s.") % taken)


@transaction.atomic
def describe(actor: Actor, organization: Organization, *, at: datetime, **facts: str | bool) -> Organization:
    """Change public facts; what is not given stays. The list, the map and the profile follow at once.

    A mailbox is published only if it was ticked, and never the address of a person (6.1.3: people's addresses are
    not in the public domain).
    """
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    onboarding.done(actor, row, PROFILE.code, at=at)  # looked at and saved, changed or not
    changed = {name: value for name, value in facts.items() if name in _DESCRIBED and getattr(row, name) != value}
    if not changed:
        return row
    _refuse_a_persons_address(row, changed, at)
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    listings.refresh(row)
    bump()
    record(actor, verbs.ORGANIZATION_DESCRIBED, row, at=at, organization_id=row.pk, before=before, after=changed)
    return row


def _refuse_a_persons_address(row: Organization, changed: dict, at: datetime) -> None:
    email = changed.get("contact_email", row.contact_email)
    if changed.get("contact_public", row.contact_public) and queries.whose_address(row, email, at.date()):
        raise CannotNow(_("This is a person's address, which is not published (6.1.3). Give a shared mailbox."))


def _free_slug(wanted: str) -> str:
    taken = set(Organization.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return (
        next(slug for n in range(2, 1000) if (slug := f"{wanted}-{n}") not in taken) if len(taken) < 998 else new_ref()
    )
