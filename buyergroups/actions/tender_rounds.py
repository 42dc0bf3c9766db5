"""What the clock does in the calendar: who is asked when (Pact 3.1.1.e). Asking twice changes nothing."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.actions.tenders import settle_round, today_of
from buyergroups.models import TenderEntry
from pact.access import Actor
from pact.audit import record
from pact.deadlines import end_of_day
from pact.publishing import cache
from participants.models import Organization, Participation


def every_night(*, at: datetime) -> None:
    ask_what_became(at=at)
    ask_if_right(at=at)


def ask_what_became(*, at: datetime) -> int:
    """Where the time has passed without news, its owner has it on his tasks; letters leave after 7 and 30 days."""
    day = today_of(at)
    rows = list(_taking_part(TenderEntry.objects.stale(day), day))
    for row in rows:
        zone = row.organization.time_zone
        deadlines.UPDATE_TENDER.set(
            about=row,
            at=at,
            due_at=end_of_day(row.expected_until, zone),
            title=_("Say what became of the tender “%(title)s”") % {"title": row.title},
            url_name="buyergroups:tender-detail",
            url_kwargs={"org": row.organization.slug, "ref": row.ref},
            organization_id=row.organization_id,
            zone=zone,
        )
    return len(rows)


def ask_if_right(*, at: datetime) -> int:
    """On 1 March and 1 September: one letter (M20) and one task an organization; returns how many are asked."""
    day = today_of(at)
    begun = rules.round_begun(day)
    if begun is None:
        return 0
    waiting = TenderEntry.objects.coming().filter(confirmed_on__lt=begun, expected_until__gte=day)
    by_owner: dict[Organization, list[TenderEntry]] = defaultdict(list)
    for row in _taking_part(waiting, day).order_by("organization_id", "expected_from", "pk"):
        by_owner[row.organization].append(row)
    for organization, rows in by_owner.items():
        _ask(organization, rows, begun, at)
    return len(by_owner)


def _taking_part(rows, day: date):
    """Nobody who left the Pact is asked for anything (6.6.1)."""
    there = Participation.objects.on(day).values("organization_id")
    return rows.filter(organization_id__in=there).select_related("organization")


def _ask(organization: Organization, rows: list[TenderEntry], begun: date, at: datetime) -> None:
    until = rules.round_ends(begun)
    deadlines.CONFIRM_TENDERS.set(
        about=organization,
        at=at,
        due_at=end_of_day(until, organization.time_zone),
        title=_("Are your coming tenders still right? (%(n)s)") % {"n": len(rows)},
        url_name="buyergroups:tender-confirm",
        url_kwargs={"org": organization.slug},
        organization_id=organization.pk,
        zone=organization.time_zone,
    )
    mails.confirm_tenders(organization, rows, begun, until, at=at)


@transaction.atomic
def confirm_all(actor: Actor, organization: Organization, *, at: datetime) -> int:
    """All still right, in one act; what has passed cannot be: it needs a new time. Returns how many."""
    access.ENTER_TENDER.require(actor, organization)
    day = today_of(at)
    rows = TenderEntry.objects.coming().filter(organization=organization, expected_until__gte=day)
    refs = list(rows.select_for_update(of=("self",)).values_list("ref", flat=True))
    TenderEntry.objects.filter(ref__in=refs).update(confirmed_on=day)
    record(
        actor, verbs.TENDERS_CONFIRMED, organization, at=at, clause="3.1.1.e", organization_id=organization.pk,
        tenders=refs,
    )  # fmt: skip
    settle_round(organization, at)
    cache.bump()
    return len(refs)
