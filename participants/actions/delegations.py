"""The steps of a delegation (Pact 3.2.3); whom they concern in the groups and who is told, the floor above knows."""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines.days import day_in
from participants import access, verbs
from participants.flow import DELEGATION
from participants.models import Delegation, Organization, Participation, Screening, Territory
from participants.models.delegations import HAND, OPEN_STATES
from participants.models.participations import has_left


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def propose(
    actor: Actor,
    participation: Participation,
    delegate: Organization,
    *,
    territory: Territory | None,
    group_id: int | None,
    from_on: date,
    until_on: date | None,
    reasons: str,
    at: datetime,
) -> Delegation:
    """Ask another organization to care for groups of a coordinating participation, from a day to a day (exclusive)."""
    access.DELEGATE.require(actor, participation)
    _may_be_proposed(participation, delegate, territory, group_id, from_on, until_on, _day(at))
    facts = {"territory": territory, "group_id": group_id, "period": DateRange(from_on, until_on), "reasons": reasons}
    owner = participation.organization
    try:
        with transaction.atomic():
            row = Delegation.objects.create(
                participation=participation, organization=owner, delegate=delegate, proposed_at=at, **facts
            )
    except IntegrityError:
        raise CannotNow(
            _("Somebody is appointed, or asked, for the same scope in these days. Revoke that one first (Pact 3.2.3).")
        ) from None
    record(
        actor, verbs.DELEGATION_PROPOSED, row, at=at, organization_id=owner.pk, group_id=group_id, clause="3.2.3",
        delegate=delegate.slug, from_on=from_on, until_on=until_on,
    )  # fmt: skip
    return row


def _may_be_proposed(participation, delegate, territory, group_id, from_on, until_on, today) -> None:
    if participation.role != Participation.Role.COORDINATING or today not in participation.period:
        raise CannotNow(_("Only a coordinating organisation can appoint another one for its role (Pact 3.2.3)."))
    if delegate.pk == participation.organization_id:
        raise CannotNow(_("Name another organisation than your own (Pact 3.2.3)."))
    if territory is None and group_id is None:
        raise CannotNow(_("Choose a group or a territory (Pact 3.2.3)."))
    if _is_overdue(delegate, today):
        raise CannotNow(
            _("The yearly check of this organisation is overdue. The Secretariat checks it first (Pact 2.1.4).")
        )
    if from_on < today or (until_on and until_on <= from_on):
        raise CannotNow(_("The appointment begins today or later, and ends after it begins."))


@transaction.atomic
def take(actor: Actor, step: str, delegation: Delegation, *, reason: str = "", at: datetime) -> Delegation:
    """One step of the table; a step that ends it keeps when and why."""
    with DELEGATION.step(step, delegation, actor=actor, at=at, delegate=delegation.delegate.slug) as row:
        if row.state not in OPEN_STATES:
            row.ended_at, row.end_reason = at, reason.strip()
    return delegation


@transaction.atomic
def keep_screening(actor: Actor, delegation: Delegation, screening: Screening, *, at: datetime) -> Delegation:
    """What the Secretariat found under 2.1.4 about the one who is to be appointed."""
    access.SECRETARIAT.require(actor)
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if row.state != Delegation.State.ACCEPTED:
        raise CannotNow(_("Only an appointment that was accepted, and is not in force yet, is checked (Pact 2.1.4)."))
    if screening.organization_id != row.delegate_id:
        raise CannotNow(_("This check is about another organisation."))
    row.screening = screening
    row.save()
    owner = {"organization_id": row.organization_id, "group_id": row.group_id}
    record(actor, verbs.DELEGATION_CHECKED, row, at=at, clause="2.1.4", outcome=screening.outcome, **owner)
    return row


@transaction.atomic
def renew(actor: Actor, delegation: Delegation, screening: Screening, *, at: datetime) -> Delegation:
    """The yearly look at somebody who carries out a role (2.1.4): clear it goes on for twelve months, in doubt the look
    waits for the committee. Nothing is extended without one."""
    access.DECIDED.require(actor)
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if row.state != Delegation.State.ACTIVE or screening.organization_id != row.delegate_id:
        raise CannotNow(_("Only an appointment in force is checked again, and by a check of its own (Pact 2.1.4)."))
    if screening.outcome == Screening.Outcome.CLEAR:
        row.screening, row.next_screening = screening, None
    else:
        row.next_screening = screening
    row.save()
    owner = {"organization_id": row.organization_id, "group_id": row.group_id}
    record(actor, verbs.DELEGATION_CHECKED, row, at=at, clause="2.1.4", outcome=screening.outcome, **owner)
    return row


def _is_overdue(delegate: Organization, today: date) -> bool:
    """Whether a check of this organization, for a role it carries out, is over; its screenings are its own record."""
    held = Delegation.objects.filter(delegate=delegate, state=Delegation.State.ACTIVE, period__contains=today)
    with scope.as_system("checks"):
        return held.filter(screening__valid_until__lt=today).exists()


def begin_due(*, at: datetime) -> list[Delegation]:
    """What was accepted and found clear begins on its first day; nightly, and at once when the day has come."""
    day = _day(at)
    ready = Delegation.objects.filter(state="ACCEPTED", screening__outcome="CLEAR", period__contains=day)
    ready = ready.filter(Q(screening__valid_until=None) | Q(screening__valid_until__gte=day))
    rows = ready.filter(participation__period__contains=day).select_related("organization", "delegate", "territory")
    with scope.as_system(HAND) as hand:
        return [take(hand, "begin", row, at=at) for row in rows.order_by("pk")]


def expire_due(*, at: datetime) -> list[tuple[Delegation, bool]]:
    """What passed its last day, or rests on a role that ended or on a delegate that left; each with whether it had
    begun. Nobody needs this to be kept out: what is in force follows from the days."""
    day = _day(at)
    open_rows = Delegation.objects.filter(state__in=OPEN_STATES)
    over = open_rows.filter(
        Q(period__endswith__lte=day) | Q(participation__period__endswith__lte=day) | has_left(day, "delegate_id")
    )
    rows = over.select_related("organization", "delegate", "territory").order_by("pk")
    with scope.as_system(HAND) as hand:
        return [(take(hand, "expire", row, at=at), begun) for row, begun in [(r, r.state == "ACTIVE") for r in rows]]
