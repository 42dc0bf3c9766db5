"""A role ends on its day (Pact 6.6.1); what rested on it follows on every floor."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from pact.access import Actor, scope
from pact.deadlines.actions import waive_all_of
from pact.deadlines.days import day_in
from pact.flow import effects
from pact.publishing.cache import bump
from pact.rulebook.duration import ended_on
from participants import flow
from participants.actions import listings
from participants.models import Organization, Participation, SupportLetter
from participants.models.participations import EndKind, State


def day_of(at: datetime) -> date:
    """The Pact's days are counted where the Secretariat is."""
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


def end_due(*, at: datetime, organization: Organization | None = None) -> int:
    """At midnight, and again at night: what was to end by today ends (of one organization, or of all). Returns how
    many ended; running it again ends nothing more."""
    ended = 0
    for model in (Participation, SupportLetter):
        due = model.objects.filter(state=State.ENDING, period__endswith__lte=day_of(at))
        due = due.filter(organization=organization) if organization else due
        for row in due.select_related("organization"):
            end(row, at=at)
            ended += 1
    return ended + _end_with_pact(at)


def _end_with_pact(at: datetime) -> int:
    """6.2.1: with the end of the Pact every part ends that runs on."""
    last = ended_on(at)
    if last is None:
        return 0
    rows = [row for model in (Participation, SupportLetter) for row in model.objects.exclude(state=State.ENDED)]
    for row in rows:
        with transaction.atomic(), scope.as_system("end-of-pact") as hand:
            with flow.flow_of(row).step("end_with_pact", row, actor=hand, at=at, last=last) as step:
                step.end_kind = step.end_kind or EndKind.PACT_ENDED
                step.period = DateRange(step.period.lower, step.period.upper or last + timedelta(days=1))
            settle(row.organization, at=at)
    return len(rows)


@transaction.atomic
def not_extended(membership: Participation, *, last: date, at: datetime) -> None:
    """6.2.2: the Pact is extended for those who agreed; who did not, takes part until its old end."""
    with (
        scope.as_system("extension") as hand,
        flow.PARTICIPATION.step("not_extend", membership, actor=hand, at=at, last=last) as row,
    ):
        row.end_kind = EndKind.NOT_EXTENDED
        row.period = DateRange(row.period.lower, last + timedelta(days=1))


@transaction.atomic
def end(membership: Participation | SupportLetter, *, at: datetime) -> None:
    with (
        scope.as_system("end-of-participation") as hand,
        flow.flow_of(membership).step("end", membership, actor=hand, at=at),
    ):
        pass
    settle(membership.organization, at=at)


@transaction.atomic
def terminate(actor: Actor, organization: Organization, *, ends_on: date, decision_number: str, at: datetime) -> int:
    """The committee ended the participation (6.6.2): every role and the Letter of Support end on a day. One that was to
    end sooner by its own notice goes then, and stays no more. Returns how many end."""
    kinds = (organization.participations, organization.support_letters)
    rows = [row for kind in kinds for row in kind.open_on(day_of(at))]
    for row in rows:
        facts = {"effective_on": ends_on, "decision": decision_number}
        with flow.flow_of(row).step("terminate", row, actor=actor, at=at, **facts) as locked:
            first, last = locked.period.lower, min(locked.period.upper or ends_on, ends_on)
            locked.end_kind = EndKind.TERMINATED
            # Who joined on that very day has had one day: a period is never empty.
            locked.period = DateRange(first, max(last, first + timedelta(days=1)))
    end_due(at=at, organization=organization)
    with scope.as_system("listing"):
        listings.refresh(organization)
    bump()
    return len(rows)


def settle(organization: Organization, *, at: datetime) -> None:
    """What rests on a role is derived from its days (house: derive, do not cascade); here the list, the tasks and the
    floors above write it down."""
    with scope.as_system("end-of-participation"):
        listings.refresh(organization)
        bump()
        if not has_role(organization, day_of(at)):
            waive_all_of(organization.pk, at=at)
        effects.follow("END_EFFECTS", organization, at=at)


def has_role(organization: Organization, day: date) -> bool:
    rows = (organization.participations, organization.support_letters)
    return any(kind.filter(period__contains=day).exists() for kind in rows)
