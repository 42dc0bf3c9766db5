"""The tender calendar as the workspaces ask for it; tenders are public (6.1.3), who may write is asked elsewhere."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from buyergroups import rules
from buyergroups.flow import TENDER
from buyergroups.models import BuyerGroup, GroupMembership, LibraryVersion, TenderEntry, cpv_codes
from governance.models import ProductGroup
from pact.access import Actor
from pact.accounts.models import User
from pact.search import Asked, narrowed
from participants.models import Listing, Organization, Participation

MOST_FOUND = 20


def _shown() -> QuerySet[TenderEntry]:
    rows = TenderEntry.objects.select_related("organization", "group")
    return rows.prefetch_related("lots__product_group", "partners", "criteria__item")


def tenders_of(organization: Organization) -> QuerySet[TenderEntry]:
    """Its own and joint ones, by the time of the notice."""
    return _shown().of(organization).order_by("expected_from", "pk")


def own_tenders(actor: Actor) -> QuerySet[TenderEntry]:
    """Those this actor's organizations answer for; for the Secretariat all."""
    return _shown() if actor.sees_all else _shown().filter(organization_id__in=actor.organization_ids)


def coming_tenders_of(group: BuyerGroup, day: date) -> list[TenderEntry]:
    """What the coordinated report says of coming tenders (3.2.1.d): of the group, and of members without another."""
    rows = _shown().current().of_group(group, day).order_by("expected_from", "pk")
    return list(rows)


def one_of(organization: Organization, ref: str) -> TenderEntry | None:
    """A tender as one of its organizations sees it."""
    return tenders_of(organization).filter(ref=ref).first()


@dataclass(frozen=True)
class Line:
    row: TenderEntry
    passed: bool
    own: bool
    quantity: int | None


def line(row: TenderEntry, organization: Organization, day: date) -> Line:
    return Line(row, row.has_passed_on(day), row.organization_id == organization.pk, quantity_of(row))


def quantity_of(row: TenderEntry) -> int | None:
    """Devices wanted in all, as far as they are known; None where every number is open."""
    known = [lot.quantity for lot in row.lots.all() if lot.quantity is not None]
    return sum(known) if known else None


def of_organization(organization: Organization, day: date) -> dict:
    """What is coming, and what is over; newest of those first."""
    lines = [line(row, organization, day) for row in tenders_of(organization)]
    over = [one for one in lines if one.row.stage in ("AWARDED", "CANCELLED")]
    return {
        "coming": [one for one in lines if one.row.stage not in ("AWARDED", "CANCELLED")],
        "over": over[::-1],
        "passed": sum(one.passed and one.own for one in lines),
    }


def to_confirm(organization: Organization, day: date) -> dict:
    """The half-yearly page: what can be confirmed with one button, and what needs a new time first."""
    own = tenders_of(organization).coming().filter(organization=organization)
    lines = [line(row, organization, day) for row in own]
    return {
        "right": [one for one in lines if not one.passed],
        "passed": [one for one in lines if one.passed],
        "asked_for": rules.round_begun(day),
    }


def card(actor: Actor, row: TenderEntry, organization: Organization, day: date) -> dict:
    """A tender on its page in a workspace: facts, steps open to this actor, history."""
    own = row.organization_id == organization.pk
    steps = [step.name for step in TENDER.open_to(actor, row)] if own else []
    codes = cpv_codes()
    return {
        "tender": row,
        "line": line(row, organization, day),
        "steps": steps,
        "moves": list(row.moves.order_by("-at", "-pk")),
        "cpv": [codes[code] for code in row.cpv if code in codes],
        "told_criteria": bool(row.pilot or row.no_criteria_reason or row.criteria.all()),
        "partners": sorted(row.partners.all(), key=lambda one: one.name),
    }


def is_persons(address: str) -> bool:
    """A mailbox is published and a person is not: no address of an account is taken."""
    return User.objects.filter(email__iexact=address.strip()).exists()


def groups_of(organization: Organization, day: date) -> QuerySet[BuyerGroup]:
    """Those it is in, and those it coordinates."""
    joined = GroupMembership.objects.active_on(day).filter(organization=organization).values("group_id")
    coordinates = Q(coordination__organization=organization, coordination__period__contains=day)
    return BuyerGroup.objects.exclude(state="CLOSED").filter(Q(pk__in=joined) | coordinates).order_by("name")


def product_groups() -> list[ProductGroup]:
    return list(ProductGroup.objects.order_by("order", "name"))


def versions_to_choose(row: TenderEntry | None) -> list[LibraryVersion]:
    """Criteria, guidelines and clauses that are in force, by title; and those a tender names already."""
    named = Q(tenders=row) if row else Q(pk__in=[])
    in_force = Q(state="PUBLISHED", item__kind__in=("CRITERIA", "GUIDELINE", "CONTRACT_CLAUSES"))
    rows = LibraryVersion.objects.public().filter(in_force | named).select_related("item").distinct()
    return list(rows.order_by("item__title", "number"))


def as_stored(row: TenderEntry) -> TenderEntry:
    """The same tender as somebody else left it."""
    return _shown().get(pk=row.pk)


def partners_found(row: TenderEntry, words: str, day: date) -> list[Organization]:
    """Participants whose name holds these words, without those that are in it already."""
    asked = Asked.of(words)
    if asked.too_short:
        return []
    taken = [row.organization_id, *row.partners.values_list("pk", flat=True)]
    rows = Listing.objects.participants_on(day).exclude(organization_id__in=taken).select_related("organization")
    found = narrowed(rows, replace(asked, size=MOST_FOUND), "search", order=("sort_name",), written=True)
    return [one.organization for one in found.items]


def participant(slug: str, day: date) -> Organization | None:
    """Somebody who takes part, by its code."""
    there = Participation.objects.on(day).values("organization_id")
    return Organization.objects.filter(pk__in=there, slug=slug).first()


@dataclass(frozen=True)
class GroupCount:
    name: str
    slug: str
    current: int
    passed: int


def every_tender_for_the_secretariat(day: date) -> dict:
    """Every current tender counted by group, and those whose time has passed; groups and tenders are public."""
    passed = Count("pk", filter=Q(stage__in=TenderEntry.COMING, expected_until__lt=day))
    rows = TenderEntry.objects.current().values("group__name", "group__slug")
    counted = rows.annotate(current=Count("pk"), passed=passed).order_by("group__name")
    stale = _shown().stale(day).order_by("expected_until", "pk")
    return {
        "groups": [
            GroupCount(one["group__name"] or _("Without a buyer group"), one["group__slug"] or "", one["current"],
                       one["passed"])
            for one in counted
        ],
        "stale": stale,
        "total": sum(one["current"] for one in counted),
    }  # fmt: skip
