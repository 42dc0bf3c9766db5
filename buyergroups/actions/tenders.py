"""The collective tender calendar (Pact 3.1.1.e): entering a coming tender, changing it, saying with whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.models import BuyerGroup, LibraryVersion, TenderEntry, TenderLot, TenderMove
from buyergroups.queries import tenders as queries
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization, Participation
from participants.rules import slug_from

FREE = ("title", "description", "pilot", "no_criteria_reason")
FACTS = (
    *("title", "description", "award_expected_on", "contract_from", "contract_months", "framework", "open_to_others"),
    *("cpv", "pilot", "no_criteria_reason", "notice_url", "notice_id", "contact_email"),
)


class ChangedMeanwhile(CannotNow):
    """Somebody else saved it since this page was opened: the form shows what stands there now beside what was typed."""


@dataclass(frozen=True)
class Told:
    """What somebody says of a tender. Three things are needed; the rest may follow. Never a price (6.3.2)."""

    title: str
    expected: rules.Expected
    lots: dict[int, int | None]  # product group → number of devices; None: open
    group: BuyerGroup | None = None
    criteria: tuple[LibraryVersion, ...] = ()
    description: str = ""
    award_expected_on: date | None = None
    contract_from: date | None = None
    contract_months: int | None = None
    framework: bool = False
    open_to_others: bool = False
    cpv: tuple[str, ...] = ()
    pilot: str = ""
    no_criteria_reason: str = ""
    notice_url: str = ""
    notice_id: str = ""
    contact_email: str = ""


def today_of(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def enter(actor: Actor, organization: Organization, told: Told, *, stage: str = "IDEA", at: datetime) -> TenderEntry:
    """A coming tender of an organization that takes part; public at once (6.1.3). By the Secretariat: from paper."""
    access.ENTER_TENDER.require(actor, organization)
    day = today_of(at)
    if not Participation.objects.on(day).filter(organization=organization).exists():
        raise CannotNow(_("Only participants of the Pact have tenders in its calendar (Pact 3.1.1.e)."))
    if stage not in ("IDEA", "CONSULTATION", "ANNOUNCED"):
        raise CannotNow(_("A tender is entered while it is coming. Later stages follow on its page."))
    must_be_fit(organization, told, day)
    row = TenderEntry(
        organization=organization, stage=stage, language=organization.language, confirmed_on=day, entered_at=at,
        entered_by_id=actor.user_id, on_paper=actor.secretariat and not actor.holds(organization.pk, "EDITOR"),
    )  # fmt: skip
    row.slug = f"{slug_from(told.title, 'tender')[:70].strip('-')}-{row.ref}"
    _write(row, told)
    move(row, at)
    facts = {"title": row.title, "expected": rules.written(told.expected)} | (
        {"on_paper": True} if row.on_paper else {}
    )
    record(actor, verbs.TENDER_ENTERED, row, at=at, clause="3.1.1.e", **_owner(row), **facts)
    cache.bump()
    return row


@transaction.atomic
def change(actor: Actor, tender: TenderEntry, told: Told, *, version: int, at: datetime) -> TenderEntry:
    """Change what was said, if nobody else did so since `version`. It counts as confirmed on this day."""
    access.ENTER_TENDER.require(actor, tender)
    row = locked(tender)
    if row.version != version:
        raise ChangedMeanwhile(_("Somebody else saved this tender meanwhile. Nothing of yours is lost: look below."))
    if row.stage == "CANCELLED":
        raise CannotNow(_("This tender was cancelled; it stays as it was. Enter a new one."))
    day = today_of(at)
    must_be_fit(row.organization, told, day, planned=row.stage in TenderEntry.COMING)
    before = {name: getattr(row, name) for name in FACTS}
    moved = row.expected != told.expected
    row.confirmed_on, row.version = day, row.version + 1
    _write(row, told)
    if moved:
        move(row, at)
        deadlines.UPDATE_TENDER.waive(row, at)
    changed = [name for name in FACTS if before[name] != getattr(row, name)] + (["expected"] if moved else [])
    record(actor, verbs.TENDER_CHANGED, row, at=at, clause="3.1.1.e", changed=changed, **_owner(row))
    settle_round(row.organization, at)
    cache.bump()
    return row


def locked(tender: TenderEntry) -> TenderEntry:
    rows = TenderEntry.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=tender.pk)


def must_be_fit(organization: Organization, told: Told, day: date, *, planned: bool = True) -> None:
    """Refuse what the form refuses as well: whoever calls, no price and no person's address gets in."""
    problems = [sentence for name in FREE if (sentence := rules.no_prices(getattr(told, name)))]
    if planned and not rules.is_planned(told.expected.last, day):
        problems.append(_("This time has passed. Enter the month or quarter in which the notice is expected now."))
    if not told.lots:
        problems.append(_("Choose at least one product group."))
    if told.contact_email and queries.is_persons(told.contact_email):
        problems.append(PERSONS)
    if told.group and told.group not in queries.groups_of(organization, day):
        problems.append(_("Choose a buyer group in which the organisation is."))
    if any(version.state not in ("PUBLISHED", "SUPERSEDED") for version in told.criteria):
        problems.append(_("Only criteria that are published can be named."))
    if problems:
        raise CannotNow(*problems)


PERSONS = (
    "This address is a person's account. Enter a mailbox of a function, like procurement@organisation.example:"
    " it is published."
)


def _write(row: TenderEntry, told: Told) -> None:
    for name in FACTS:
        value = getattr(told, name)
        setattr(row, name, list(value) if name == "cpv" else value.strip() if isinstance(value, str) else value)
    row.group = told.group
    row.expected_from, row.expected_until = told.expected.first, told.expected.last
    row.expected_as = told.expected.kind
    row.save()
    row.criteria.set(told.criteria)
    row.lots.exclude(product_group_id__in=told.lots).delete()
    for product_group, quantity in told.lots.items():
        TenderLot.objects.update_or_create(tender=row, product_group_id=product_group, defaults={"quantity": quantity})


def move(row: TenderEntry, at: datetime, note: str = "") -> None:
    """A line of the public history."""
    times = {"expected_from": row.expected_from, "expected_until": row.expected_until}
    TenderMove.objects.create(tender=row, stage=row.stage, note=note, at=at, **times)


def _owner(row: TenderEntry) -> dict[str, Any]:
    return {"organization_id": row.organization_id, "group_id": row.group_id}


def settle_round(organization: Organization, at: datetime) -> None:
    """The half-yearly question is answered when nothing is left that was not looked at since it was put."""
    day = today_of(at)
    begun = rules.round_begun(day) or date.min
    waiting = TenderEntry.objects.coming().filter(organization=organization, expected_until__gte=day)
    if not waiting.filter(confirmed_on__lt=begun).exists():
        deadlines.CONFIRM_TENDERS.meet(organization, at)


@transaction.atomic
def name_partner(actor: Actor, tender: TenderEntry, partner: Organization, *, at: datetime) -> TenderEntry:
    """A joint tender (3.3.2.a): the partner is told, and sees it among its own."""
    access.ENTER_TENDER.require(actor, tender)
    row = locked(tender)
    if row.stage == "CANCELLED":
        raise CannotNow(_("This tender was cancelled; it stays as it was. Enter a new one."))
    if partner.pk == row.organization_id:
        raise CannotNow(_("This is the organisation whose tender it is. Choose another one."))
    if not Participation.objects.on(today_of(at)).filter(organization=partner).exists():
        raise CannotNow(_("Only participants of the Pact are partners of a joint tender (Pact 3.3.2.a)."))
    if row.partners.filter(pk=partner.pk).exists():
        return row
    row.partners.add(partner)
    _next_version(row)
    record(actor, verbs.TENDER_PARTNER_NAMED, row, at=at, clause="3.3.2.a", partner=partner.slug, **_owner(row))
    mails.partner_named(row, partner, at=at)
    cache.bump()
    return row


@transaction.atomic
def drop_partner(actor: Actor, tender: TenderEntry, partner: Organization, *, at: datetime) -> TenderEntry:
    """By the buyer, or by the partner itself."""
    if not access.BY_PARTNER.allows(actor, partner):
        access.ENTER_TENDER.require(actor, tender)
    row = locked(tender)
    if not row.partners.filter(pk=partner.pk).exists():
        return row
    row.partners.remove(partner)
    _next_version(row)
    record(actor, verbs.TENDER_PARTNER_LEFT, row, at=at, clause="3.3.2.a", partner=partner.slug, **_owner(row))
    cache.bump()
    return row


def _next_version(row: TenderEntry) -> None:
    row.version += 1
    row.save()


def pass_on(gone: Organization, stays: Organization, *, at: datetime) -> None:
    """Two records of one organization are made one: what is not over goes on with the one that stays."""
    hand = Actor.hand("merge")
    for row in TenderEntry.objects.current().filter(organization=gone).order_by("pk"):
        row.organization = stays
        row.partners.remove(stays)
        _next_version(row)
        record(hand, verbs.TENDERS_PASSED_ON, row, at=at, clause="6.4.3", organization_id=stays.pk, to=stays.slug)
    for row in TenderEntry.objects.current().filter(partners=gone).exclude(organization=stays):
        row.partners.remove(gone)
        row.partners.add(stays)
