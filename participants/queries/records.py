"""The Secretariat's one record of an organization: what each of its tabs shows, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncDate

from pact.access import Actor
from pact.audit.queries import history
from pact.mail.queries import letters
from participants.models import (
    Application,
    Appointment,
    Identifier,
    Listing,
    Organization,
    Participation,
    RecordedLetter,
    Screening,
    SupportLetter,
    TerminationNotice,
    Territory,
)
from participants.queries.organizations import last_look, organizations
from participants.rules import plain

SEATS = (Appointment.Role.COMMITTEE, Appointment.Role.CHAIR)


def records(actor: Actor) -> QuerySet[Organization]:
    """Organizations with what the head of the record shows."""
    return organizations(actor).select_related("listing", "parent", "territory", "merged_into")


def both_histories(organization: Organization, path: str = "organization") -> Q:
    """Its rows, and those of the duplicates that were merged into it: both histories are read here."""
    return Q(**{path: organization}) | Q(**{f"{path}__merged_into": organization})


@dataclass(frozen=True)
class Facts:
    identifiers: list[Identifier]
    children: list[Organization]
    merged: list[Organization]


def facts_of(organization: Organization) -> Facts:
    owned = Identifier.objects.filter(organization=organization).order_by("scheme", "value")
    below = Organization.objects.filter(parent=organization).order_by("name")
    return Facts(list(owned), list(below), list(organization.merged.order_by("merged_on", "pk")))


@dataclass(frozen=True)
class Roles:
    """Every role, present and past: what ended stays."""

    rows: list[Participation | SupportLetter]
    notices: list[TerminationNotice]
    screening: Screening | None  # the last look under 2.1.4 at its taking part
    to_end: list[Participation | SupportLetter]  # those for which a notice may come

    @property
    def has_role(self) -> bool:
        return any(isinstance(row, Participation) and row.state != "ENDED" for row in self.rows)


def roles_of(actor: Actor, organization: Organization) -> Roles:
    owned = both_histories(organization)
    kept = "signature", "signature__scan", "organization"
    rows: list[Participation | SupportLetter] = [
        *Participation.objects.filter(owned).select_related(*kept, "text").order_by("period"),
        *SupportLetter.objects.filter(owned).select_related(*kept).order_by("period"),
    ]
    notices = TerminationNotice.objects.filter(owned).order_by("-sent_at")
    return Roles(rows, list(notices), last_look(actor, organization), [row for row in rows if row.state == "ACTIVE"])


def past_powers(organization: Organization, day: date) -> list[Appointment]:
    """Powers that ended; those of a seat in the committee stand with its terms."""
    ended = Appointment.objects.filter(organization=organization, until_on__lte=day).exclude(role__in=SEATS)
    return list(ended.select_related("user").order_by("-until_on", "user__name", "pk"))


def letters_on_record(actor: Actor, organization: Organization) -> QuerySet:
    """Those this software sent and those recorded by hand, newest first, in one query."""
    both = Organization.objects.filter(Q(pk=organization.pk) | Q(merged_into=organization))
    sent = letters(actor).filter(organization_id__in=both.values("pk"), secret=False)
    sent = sent.annotate(
        code=Cast("id", CharField()), day=TruncDate("created_at"), about=Cast("subject", CharField()),
        who=Cast("to", CharField()), became=Cast("state", CharField()), way=Value("MAIL", CharField()),
    )  # fmt: skip
    by_hand = RecordedLetter.objects.visible_to(actor).filter(organization__in=both)
    by_hand = by_hand.annotate(
        code=Cast("ref", CharField()), day=Cast("dated", RecordedLetter.dated.field.__class__()),
        about=Cast("subject", CharField()), who=Concat("sender", Value(" → "), "recipient", output_field=CharField()),
        became=Value("", CharField()), way=Cast("direction", CharField()),
    )  # fmt: skip
    names = ("code", "day", "about", "who", "became", "way")
    return sent.order_by().values(*names).union(by_hand.values(*names), all=True).order_by("-day", "code")


def applications_of(actor: Actor, organization: Organization) -> list[Application]:
    owned = Application.objects.visible_to(actor).filter(both_histories(organization))
    return list(owned.select_related("assigned_to").prefetch_related("roles").order_by("-received_at", "-begun_at"))


def history_of(actor: Actor, organization: Organization) -> QuerySet:
    """What happened to it, to what it owns and to its applications, newest first."""
    asked = Application.objects.visible_to(actor).filter(both_histories(organization))
    return history(actor, organization.pk, *organization.merged.all(), *asked)


def organizations_meant(words: str, most: int = 5) -> list[Organization]:
    """Whom somebody means by a name or the last part of an address: one if it is exact, else those alike."""
    wanted = plain(words)
    rows = Listing.objects.select_related("organization").order_by("sort_name", "id")
    exact = list(rows.filter(slug=words.strip())[:1])
    if not exact and wanted:
        for word in wanted.split()[:8]:
            rows = rows.filter(search__contains=f" {word}")
        found = list(rows[: most + 1])
        exact = [row for row in found if wanted in (plain(row.name), plain(row.name_en))] or found
    return [row.organization for row in exact]


def stands_above(organization: Organization, other: Organization) -> bool:
    """Whether one is the other, or its parent, or the parent of that."""
    seen, above = set(), other
    while above is not None and above.pk not in seen:
        if above.pk == organization.pk:
            return True
        seen.add(above.pk)
        above = Organization.objects.filter(pk=above.parent_id).first() if above.parent_id else None
    return False


def whose_number(scheme: str, value: str) -> Organization | None:
    """Who has a registry number."""
    row = Identifier.objects.filter(scheme__iexact=scheme, value__iexact=value).select_related("organization").first()
    return row.organization if row else None


def coordinates(organization: Organization) -> bool:
    return Participation.objects.filter(organization=organization, role="COORDINATING").exclude(state="ENDED").exists()


def territory_called(code: str, organization: Organization) -> Territory | None:
    """A region or country by its code; without one, the world body it stands for stays."""
    if code:
        return Territory.objects.filter(code=code).first()
    kept = organization.territory
    return kept if kept and kept.kind == Territory.Kind.WORLD else None
