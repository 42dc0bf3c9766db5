"""The first committee in the order of joining (Pact 5.1.4): who signed when, sits, declined, or is next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from governance import rules
from governance.models import RotationPlan, SeatDecline, SeatTerm
from pact.access import Actor
from pact.deadlines import add_months
from pact.deadlines.models import OPEN, Obligation
from pact.rulebook import rule
from participants.models import Organization, Participation
from participants.queries import participations

OFFER = "governance.seat_offer"


@dataclass(frozen=True)
class Standing:
    """One coordinating organisation. `rank` is its place in the order of joining; `turn`: everybody before it sits
    or declined, so that it can accept."""

    rank: int
    participation: Participation
    term: SeatTerm | None
    decline: SeatDecline | None
    asked: bool
    turn: bool

    @property
    def organization(self) -> Organization:
        return self.participation.organization


@dataclass(frozen=True)
class Constitution:
    """`until`: the first day without the first committee; `over`: that day is here."""

    rows: list[Standing]
    seats: int
    fewest: int
    most: int
    until: date | None
    over: bool

    @property
    def needed(self) -> int:
        return rules.still_needed(self.seats, self.fewest)


def every_coordinating(day: date) -> list[Participation]:
    """A register that everybody may see (6.4.3): coordinating organisations of a day in the order of joining, by day
    and moment of signature (5.1.4)."""
    rows = Participation.objects.filter(role=Participation.Role.COORDINATING).on(day)
    rows = rows.select_related("organization", "signature")
    return list(rows.order_by("signature__signed_on", "signature__signed_at", "pk"))


def first_until(day: date) -> date | None:
    """5.1.4: the first day without the first committee: two years after the first seat was taken, or the first
    rotation that was carried out. None before anybody sat."""
    first = SeatTerm.objects.order_by("period").first()
    if first is None:
        return None
    latest = add_months(first.period.lower, rule("sc.term", on=first.period.lower))
    turned = RotationPlan.objects.filter(state=RotationPlan.State.DONE).aggregate(first=Min("begins_on"))["first"]
    return min(latest, turned) if turned else latest


def constitution(actor: Actor, day: date) -> Constitution:
    order = [row for row in every_coordinating(day) if row.organization_id in _reach(actor)]
    terms = {term.organization_id: term for term in SeatTerm.objects.on(day).select_related("user")}
    coming = SeatTerm.objects.filter(period__startswith__gt=day, joining_rank__isnull=False).select_related("user")
    terms = {**{term.organization_id: term for term in coming}, **terms}
    declines = {row.organization_id: row for row in SeatDecline.objects.order_by("declined_on")}
    ids = [row.organization_id for row in order]
    settled = {*terms, *declines}
    asked = _asked(actor)
    rows = [
        Standing(
            rank,
            row,
            terms.get(row.organization_id),
            declines.get(row.organization_id),
            row.organization.slug in asked,
            not rules.passed_over(ids, settled, row.organization_id),
        )
        for rank, row in enumerate(order, start=1)
    ]
    until = first_until(day)
    seats = SeatTerm.objects.on(day).count()
    over = not rules.is_first(day, until)
    return Constitution(rows, seats, rule("sc.min", on=day), rule("sc.max", on=day), until, over)


def _reach(actor: Actor) -> set[int]:
    rows = participations(actor).filter(role=Participation.Role.COORDINATING)
    return set(rows.values_list("organization_id", flat=True))


def _asked(actor: Actor) -> set[str]:
    rows = Obligation.objects.visible_to(actor).filter(kind=OFFER, state=OPEN)
    return set(rows.values_list("subject_ref", flat=True))
