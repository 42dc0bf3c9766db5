"""Supporters as the Secretariat, their own people and those who report misuse read them (Pact 2.2)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from pact.access import Actor, Hat
from pact.clock import today
from participants.models import (
    Identifier,
    Listing,
    MarketingException,
    MisuseReport,
    Organization,
    PactText,
    PromotionNote,
    SupportLetter,
)
from participants.models.participations import State
from participants.queries.organizations import organizations
from participants.rules import plain, undertakings


def supporting_organizations(actor: Actor) -> QuerySet[Organization]:
    """Organizations within the actor's reach that support the Pact, or did."""
    return organizations(actor).filter(Exists(SupportLetter.objects.filter(organization=OuterRef("pk"))))


def supporter_lines(actor: Actor, day: date) -> list[Organization]:
    """For the Secretariat: each with its letter, its exceptions in force and how many reports wait."""
    waiting = Count("misuse_reports_about", filter=~Q(misuse_reports_about__state="SETTLED"))
    letters = Prefetch("support_letters", SupportLetter.objects.order_by("-period"), to_attr="letters")
    agreed = Prefetch("marketing_exceptions", MarketingException.objects.in_force(day), to_attr="in_force")
    rows = supporting_organizations(actor).annotate(waiting=waiting)
    return list(rows.prefetch_related(letters, agreed).order_by("name"))


@dataclass(frozen=True)
class SupportRecord:
    """A supporter with its letters (the newest first), what it told, what was agreed with it."""

    organization: Organization
    letters: list[SupportLetter]
    notes: list[PromotionNote]
    exceptions: list[dict]

    @property
    def letter(self) -> SupportLetter | None:
        return next(iter(self.letters), None)

    @property
    def in_force(self) -> list[MarketingException]:
        return [one["row"] for one in self.exceptions if one["standing"] == "IN_FORCE"]


def support_record(organization: Organization, day: date) -> SupportRecord:
    letters = SupportLetter.objects.filter(organization=organization).select_related("signature", "text")
    notes = PromotionNote.objects.filter(organization=organization).order_by("-year")
    agreed = MarketingException.objects.filter(organization=organization).select_related("agreed_by", "recorded_by")
    return SupportRecord(
        organization=organization,
        letters=list(letters.order_by("-period")),
        notes=list(notes),
        exceptions=[{"row": row, "standing": row.standing(day)} for row in agreed.order_by("-from_on", "-pk")],
    )


def years_to_tell(record: SupportRecord, day: date) -> list[int]:
    """The years, this one and the last, in which it supported the Pact and of which it has not told yet."""
    told = {note.year for note in record.notes}
    return [year for year in (day.year, day.year - 1) if year not in told and _supported_in(record, year)]


def _supported_in(record: SupportRecord, year: int) -> bool:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    periods = [letter.period for letter in record.letters]
    return any(one.lower < after and (one.upper is None or one.upper > first) for one in periods)


def exceptions(actor: Actor) -> QuerySet[MarketingException]:
    """Public rows; only the Secretariat works on them."""
    rows = MarketingException.objects.select_related("organization", "agreed_by")
    return rows.filter(organization__in=supporting_organizations(actor))


def exceptions_in_force(organization: Organization, day: date) -> list[MarketingException]:
    return list(MarketingException.objects.in_force(day).filter(organization=organization).order_by("until_on"))


def misuse_reports(actor: Actor) -> QuerySet[MisuseReport]:
    """Those of the actor's own organizations, or, for the Secretariat, all; a supporter never reads one."""
    rows = MisuseReport.objects.visible_to(actor)
    return rows.select_related("supporter", "organization", "reporter", "file", "looked_by", "settled_by")


def every_supporter_now() -> list[tuple[str, str]]:
    """Public by 6.4.3: address name and name of each active supporter."""
    rows = Listing.objects.filter(supporter_since__isnull=False).order_by("sort_name", "id")
    return list(rows.values_list("slug", "name"))


def supporter_now(slug: str) -> Organization | None:
    """An organization whose support is in force (public by 6.4.3); None for anybody else."""
    rows = Organization.objects.filter(slug=slug, support_letters__state__in=(State.ACTIVE, State.ENDING))
    return rows.first()


def participating(actor: Actor) -> list[Hat]:
    """The participants somebody acts for, of his own workspaces."""
    rows = Listing.objects.filter(organization__in=actor.organization_ids, participant=True)
    active = set(rows.values_list("organization_id", flat=True))
    return [hat for hat in actor.organizations if hat.id in active]


def takes_part(organization: Organization | None) -> bool:
    """Whether it holds a role of a participant that has not ended."""
    return bool(organization) and organization.participations.exclude(state=State.ENDED).exists()


def participant_called(name: str, *, country: str, registry: str = "") -> str:
    """The participant of this very name in this country, or with this registry number; empty: none (2.2.1)."""
    active = Listing.objects.filter(participant=True)
    if registry and country:
        numbers = Identifier.objects.filter(scheme=f"{country}-REG", value__iexact=registry)
        known = active.filter(organization__in=numbers.values("organization")).first()
        if known:
            return known.name
    if not plain(name):
        return ""
    same = Q(name__iexact=name.strip()) | Q(name_en__iexact=name.strip()) | Q(sort_name=plain(name)[:200])
    return next(iter(active.filter(same, country=country).values_list("name", flat=True)[:1]), "")


def undertakings_now() -> list[dict[str, str]]:
    """2.2.2 a-c in the words of the text in force, as a supporter ticks and signs them."""
    row = PactText.objects.in_force(today()).first()
    return undertakings(row.clauses) if row else []
