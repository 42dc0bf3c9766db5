"""Organizations as their own people and the Secretariat see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from pact.access import Actor
from participants.models import (
    Application,
    Identifier,
    Invitation,
    Listing,
    Organization,
    Participation,
    RecordedLetter,
    Screening,
    SupportLetter,
    TerminationNotice,
    Territory,
)
from participants.queries.people import Person, people_of
from participants.rules import plain


def organizations(actor: Actor) -> QuerySet[Organization]:
    """Those whose pages this actor may open: his own, or all for the Secretariat."""
    if actor.sees_all:
        return Organization.objects.all()
    return Organization.objects.filter(pk__in=actor.organization_ids)


def reporting_organizations(actor: Actor) -> QuerySet[Organization]:
    """Those with pages for figures: not who only supports the Pact, or did (2.2)."""
    own = {"organization": OuterRef("pk")}
    took_part, supports = Participation.objects.filter(**own), SupportLetter.objects.filter(**own)
    return organizations(actor).filter(Exists(took_part) | ~Exists(supports))


def participations(actor: Actor) -> QuerySet[Participation]:
    rows = Participation.objects.select_related("organization", "signature", "text")
    return rows.filter(organization__in=organizations(actor))


def support_letters(actor: Actor) -> QuerySet[SupportLetter]:
    return SupportLetter.objects.select_related("organization", "signature").filter(
        organization__in=organizations(actor)
    )


def invitations(actor: Actor) -> QuerySet[Invitation]:
    return Invitation.objects.visible_to(actor).select_related("organization", "invited_by")


def recorded_letters(actor: Actor) -> QuerySet[RecordedLetter]:
    """Letters outside this software, as the Secretariat recorded them."""
    rows = RecordedLetter.objects.visible_to(actor).select_related("organization", "recorded_by", "file")
    return rows.order_by("-dated", "-recorded_at")


@dataclass(frozen=True)
class Record:
    """One organization with what belongs to it, for its overview and the Secretariat's record."""

    organization: Organization
    listing: Listing | None
    participations: list[Participation]
    support: list[SupportLetter]
    notices: list[TerminationNotice]
    people: list[Person]
    identifiers: list[str]
    applications: list[Application]
    screening: Screening | None  # the last look under 2.1.4 at its taking part
    day: date
    merged: list[Organization]
    merged_into: Organization | None

    def _holds(self, row: Participation | SupportLetter) -> bool:
        """A role ends with the first moment of the day named, also before the night has written it down (6.6.1)."""
        return row.period.upper is None or row.period.upper > self.day

    @property
    def roles_to_ask(self) -> list[tuple[str, str]]:
        """The roles of a participant that this one could ask for as well: (code, name)."""
        held = {row.role for row in self.participations if self._holds(row)}
        return [(code, str(label)) for code, label in Participation.Role.choices if held and code not in held]

    @property
    def supports(self) -> bool:
        """A supporter, now or once, that never took part: no figures, no buyer groups."""
        return bool(self.support) and not self.participations

    @property
    def has_role(self) -> bool:
        """Whether it takes part, and is asked every year whether there is a conflict of interest (2.1.4)."""
        return any(row.state != "ENDED" for row in self.participations)

    @property
    def open_roles(self) -> list:
        return [row for row in (*self.participations, *self.support) if self._holds(row)]

    @property
    def left_on(self) -> date | None:
        """Since when it has no role any more; nothing where it has one, or never had."""
        ended = [row.period.upper for row in (*self.participations, *self.support)]
        return max(ended, default=None) if ended and not self.open_roles else None


def last_look(actor: Actor, organization: Organization) -> Screening | None:
    """What was found last about a conflict of interest of one that takes part; none of founders not asked yet."""
    rows = Screening.objects.visible_to(actor).filter(purpose=Screening.Purpose.PARTICIPATION)
    return rows.filter(organization=organization).order_by("-screened_at", "-pk").first()


def organization_record(actor: Actor, organization: Organization, day: date) -> Record:
    # What a duplicate did is read from the record it was merged into.
    merged = list(organization.merged.order_by("merged_on", "pk"))
    own, owned = Q(organization=organization), Q(organization__in=[organization, *merged])
    return Record(
        organization=organization,
        listing=Listing.objects.filter(own).first(),
        participations=list(
            Participation.objects.filter(owned).select_related("signature", "text", "organization").order_by("period")
        ),
        support=list(
            SupportLetter.objects.filter(owned).select_related("signature", "organization").order_by("period")
        ),
        notices=list(TerminationNotice.objects.filter(owned).order_by("-sent_at")),
        people=people_of(organization, day),
        identifiers=[str(row) for row in Identifier.objects.filter(own).order_by("scheme")],
        applications=list(Application.objects.visible_to(actor).filter(owned).order_by("-received_at")),
        screening=last_look(actor, organization),
        day=day,
        merged=merged,
        merged_into=organization.merged_into,
    )


@dataclass(frozen=True)
class Completeness:
    """How much of the public profile is there, and what is still missing, in words."""

    filled: int
    total: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.filled / self.total


def completeness(organization: Organization) -> Completeness:
    wanted = {
        _("name in English"): organization.name_en or organization.language == "en",
        _("city"): organization.city,
        _("website"): organization.website,
        _("public contact"): organization.contact_function,
        _("public mailbox"): organization.contact_email and organization.contact_public,
    }
    missing = tuple(label for label, there in wanted.items() if not there)
    return Completeness(len(wanted) - len(missing), len(wanted), missing)


def region_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Regions and municipalities by country, for a select: [(country, [(code, name)])]."""
    within = (Territory.Kind.REGION, Territory.Kind.MUNICIPALITY)
    rows = list(Territory.objects.filter(kind__in=within).order_by("-kind", "name"))
    above = {code for row in rows for code in row.lineage}
    countries = dict(Territory.objects.filter(kind="COUNTRY", code__in=above).values_list("code", "name"))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        country = next((countries[code] for code in row.lineage if code in countries), "")
        found.setdefault(country, []).append((row.code, row.name))
    return sorted(found.items())


def membership_of(organization: Organization, ref: str) -> Participation | SupportLetter | None:
    """A participation or a letter of support of this organization, by its public code."""
    wanted = {"organization": organization, "ref": ref}
    for model in (Participation, SupportLetter):
        if row := model.objects.select_related("organization", "signature__text").filter(**wanted).first():
            return row
    return None


_ONLY = {
    "PARTICIPANT": Q(participant=True),
    "COORDINATING": Q(coordinating_since__isnull=False),
    "SUPPORTER": Q(supporter_since__isnull=False),
    "FORMER": Q(ended_on__isnull=False),
    "NONE": Q(since__isnull=True),
}


def listed(actor: Actor, *, q: str = "", only: str = "") -> QuerySet[Listing]:
    """The Secretariat's list of everybody known."""
    rows = (
        Listing.objects.filter(organization__in=organizations(actor)) if not actor.sees_all else Listing.objects.all()
    )
    for word in plain(q).split()[:8]:
        rows = rows.filter(search__contains=f" {word}")
    rows = rows.filter(organization__merged_into=None)
    if only in _ONLY:
        rows = rows.filter(_ONLY[only])
    return rows.order_by("sort_name", "id")
