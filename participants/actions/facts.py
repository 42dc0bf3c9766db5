"""Correcting the facts on an organization's record: the Secretariat, with a reason, before and after in the history."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow
from pact.audit import record
from pact.publishing.cache import bump
from participants import access, queries, verbs
from participants.actions import listings, organizations
from participants.models import Identifier, Organization, Territory
from participants.rules import NO, may_coordinate

_CORRECTED = (
    "name", "name_en", "short_name", "language", "legal_kind", "sector", "country", "city", "website", "parent",
    "territory",
)  # fmt: skip


@transaction.atomic
def correct(
    actor: Actor,
    organization: Organization,
    *,
    reason: str,
    at: datetime,
    identifiers: Sequence[tuple[str, str]] | None = None,
    **facts: str | Organization | Territory | None,
) -> Organization:
    """What is not given stays; `identifiers` are all numbers it has from now on. The list and the profile follow.

    Who stands above whom decides who is proposed for recusal (5.1), so nobody stands above himself: the database
    refuses that as well.
    """
    access.SECRETARIAT.require(actor)
    if not reason.strip():
        raise CannotNow(_("Say why the facts change: it stays in the history."))
    row = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    changed = {name: value for name, value in facts.items() if name in _CORRECTED and getattr(row, name) != value}
    _refuse(row, changed)
    before = {name: _told(getattr(row, name)) for name in changed}
    after = {name: _told(value) for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    if identifiers is not None and (numbers := _renumber(row, identifiers)):
        before["identifiers"], after["identifiers"] = numbers
    if before:
        listings.refresh(row)
        bump()
        told = {"before": before, "after": after, "reason": reason.strip()}
        record(actor, verbs.ORGANIZATION_CORRECTED, row, at=at, organization_id=row.pk, **told)
    return row


def _refuse(row: Organization, changed: dict) -> None:
    parent = changed.get("parent")
    if parent is not None and queries.stands_above(row, parent):
        raise CannotNow(_("%(name)s stands below this organisation already. Choose another one.") % {"name": parent})
    kind = changed.get("legal_kind")
    if kind and may_coordinate(kind) == NO and queries.coordinates(row):
        raise CannotNow(_("It coordinates, which only public bodies may (2.1.3). That role has to end first."))


def _renumber(row: Organization, wanted: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]] | None:
    """The numbers before and after; None: they are the same."""
    known = {(one.scheme, one.value): one for one in Identifier.objects.filter(organization=row)}
    if set(known) == set(wanted):
        return None
    for key, one in known.items():
        if key not in wanted:
            one.delete()
    for scheme, value in wanted:
        organizations.identify(row, scheme, value)
    return [f"{scheme}-{value}" for scheme, value in sorted(known)], [f"{s}-{v}" for s, v in sorted(wanted)]


def _told(value) -> str:
    """A fact as the history keeps it: of another record its public code."""
    return str(getattr(value, "slug", None) or getattr(value, "code", None) or value or "")
