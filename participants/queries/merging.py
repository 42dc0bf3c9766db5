"""Two records that may be the same organization, side by side, and what stands in the way of making them one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from pact.flow import effects
from participants.models import (
    Application,
    Appointment,
    Delegation,
    Identifier,
    Invitation,
    Listing,
    Organization,
    Participation,
    RecordedLetter,
    SupportLetter,
)
from participants.models.delegations import OPEN_STATES
from participants.queries.applications import OPEN
from participants.queries.organizations import organizations
from participants.rules import merge_obstacles, plain

MOST = 10


def others_named(actor, organization: Organization, words: str) -> list[Organization]:
    """Records found by the beginnings of words of a name, or by a registry number; not this one, and none that is
    merged already. At most ten."""
    wanted = plain(words).split()[:8]
    if not wanted:
        return []
    named = Listing.objects.all()
    for word in wanted:
        named = named.filter(search__contains=f" {word}")
    numbers = Identifier.objects.filter(value__iexact=words.strip())
    found = organizations(actor).filter(merged_into=None).exclude(pk=organization.pk)
    found = found.filter(Q(pk__in=named.values("organization_id")) | Q(pk__in=numbers.values("organization_id")))
    return list(found.order_by("name", "pk")[:MOST])


@dataclass(frozen=True)
class Side:
    """What one of the two records has, for the page that shows them beside each other."""

    organization: Organization
    roles: dict[str, str]
    identifiers: list[str]
    people: list[str]
    applications: int
    letters: int
    groups: list[str]
    since: date | None

    @property
    def role_names(self) -> list[str]:
        words = {**dict(Participation.Role.choices), "SUPPORTER": "supporter"}
        return [str(words[role]) for role in self.roles]


def side(actor, organization: Organization, day: date) -> Side:
    held = {row.role: row.state for row in open_roles(organization, day)}
    powers = (
        Appointment.objects.in_force(day).filter(organization=organization).exclude(role__in=("COMMITTEE", "CHAIR"))
    )
    people = powers.order_by("user__name").values_list("user__name", flat=True).distinct()
    listing = Listing.objects.filter(organization=organization).first()
    return Side(
        organization=organization,
        roles=held,
        identifiers=[str(row) for row in Identifier.objects.filter(organization=organization).order_by("scheme")],
        people=list(people),
        applications=Application.objects.visible_to(actor).filter(organization=organization).count(),
        letters=RecordedLetter.objects.visible_to(actor).filter(organization=organization).count(),
        groups=[group["name"] for group in listing.groups] if listing else [],
        since=listing.since if listing else None,
    )


def open_roles(organization: Organization, day: date) -> list[Participation | SupportLetter]:
    rows = (organization.participations.open_on(day), organization.support_letters.open_on(day))
    return [row for kind in rows for row in kind.order_by("pk")]


def objections(duplicate: Organization, survivor: Organization, day: date) -> list[str]:
    """Why they cannot be made one now, in sentences; empty: they can. Floors above are asked for theirs."""
    if duplicate.merged_into_id or survivor.merged_into_id:
        return [_("One of the two is merged already. Open the list of organisations again.")]
    names = {"duplicate": duplicate.name, "survivor": survivor.name}
    held = [{row.role: row.state for row in open_roles(one, day)} for one in (duplicate, survivor)]
    found = [sentence % names for sentence in merge_obstacles(*held)]
    if any(row.period.lower >= day for row in open_roles(duplicate, day)):
        found.append(_("%(duplicate)s joined today. Merge tomorrow.") % names)
    if Application.objects.filter(organization=duplicate, state__in=("DRAFT", *OPEN)).exists():
        found.append(_("%(duplicate)s has an open application. Decide on it, or let it be withdrawn, first.") % names)
    open_delegations = Delegation.objects.filter(
        Q(organization=duplicate) | Q(delegate=duplicate), state__in=OPEN_STATES
    )
    if open_delegations.exists():
        found.append(
            _("%(duplicate)s has an open appointment for a coordinating role (3.2.3). Let it end first.") % names
        )
    return found + effects.ask("MERGE_OBJECTIONS", duplicate, survivor, day)


@dataclass(frozen=True)
class Plan:
    """What will happen, in sentences, or what stands in the way."""

    duplicate: Side
    survivor: Side
    objections: list[str]
    sentences: list[str]


def plan(actor, duplicate: Organization, survivor: Organization, day: date) -> Plan:
    sides = side(actor, duplicate, day), side(actor, survivor, day)
    against = objections(duplicate, survivor, day)
    return Plan(*sides, against, [] if against else _sentences(*sides, day))


def _sentences(duplicate: Side, survivor: Side, day: date) -> list[str]:
    names = {"duplicate": duplicate.organization.name, "survivor": survivor.organization.name}
    told = [
        _("%(duplicate)s ends as %(role)s, as merged; no notice is published, since nobody leaves.")
        % {**names, "role": role}
        for role in duplicate.role_names
    ]
    if duplicate.people:
        people = ", ".join(duplicate.people)
        told.append(_("What these people may do passes to %(survivor)s: %(people)s.") % {**names, "people": people})
    if duplicate.identifiers:
        numbers = ", ".join(duplicate.identifiers)
        told.append(_("These registry numbers pass to %(survivor)s: %(numbers)s.") % {**names, "numbers": numbers})
    invited = Invitation.objects.filter(organization=duplicate.organization, accepted_at=None, revoked_at=None)
    if invited.exists():
        told.append(_("Open invitations of %(duplicate)s are withdrawn.") % names)
    told += [
        _("Groups, seat and tasks of %(duplicate)s end; what it coordinated and its seat go on with %(survivor)s.")
        % names,
        _("Figures, reports, applications and letters of %(duplicate)s stay with it as history, found from here.")
        % names,
        _("%(duplicate)s is on no list, map or count any more. Its public address leads to %(survivor)s.") % names,
        _("The people of both get a letter."),
    ]
    return told
