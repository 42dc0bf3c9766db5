"""Beginning and ending participation and support, a role at a time."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.publishing.cache import bump
from participants import flow, mails, queries
from participants.actions import listings
from participants.actions.admissions import admit
from participants.actions.entering import enter, found, text_in_force
from participants.models import Participation, SupportLetter, TerminationNotice
from participants.models.participations import EndKind, State
from participants.rules import leaving_day_is_possible

__all__ = ["admit", "end_due", "enter", "found", "give_notice", "text_in_force"]


@transaction.atomic
def give_notice(
    actor: Actor, membership: Participation | SupportLetter, text: str, effective_on: date, *, at: datetime
) -> TerminationNotice:
    """Leave the Pact in one role (6.6.1): the notice is published at once and takes effect on the day it names."""
    if not leaving_day_is_possible(effective_on, at.date()):
        raise CannotNow(_("Name today or a later day: a notice takes effect after it was sent."))
    support = isinstance(membership, SupportLetter)
    steps = flow.flow_of(membership)
    with steps.step("give_notice", membership, actor=actor, at=at, effective_on=effective_on) as row:
        if effective_on <= row.period.lower:
            raise CannotNow(_("Name a day after the one on which you joined."))
        row.end_kind = EndKind.LEFT
        row.period = DateRange(row.period.lower, effective_on)
    notice = TerminationNotice.objects.create(
        organization=membership.organization,
        participation=None if support else membership,
        support=membership if support else None,
        text=text,
        sent_at=at,
        sent_on=at.date(),
        effective_on=effective_on,
        published_at=at,
    )
    bump()
    mails.notice_received(
        membership, notice, queries.people_with(membership.organization_id, ("SIGNATORY", "MANAGER"), at.date()), at=at
    )
    if effective_on <= at.date():
        _end(membership, at=at)
    return notice


def end_due(*, at: datetime) -> int:
    """Nightly: what was to end by today ends. Returns how many ended; running it again ends nothing more."""
    ended = 0
    for model in (Participation, SupportLetter):
        due = model.objects.filter(state=State.ENDING, period__endswith__lte=at.date())
        for row in due.select_related("organization"):
            _end(row, at=at)
            ended += 1
    return ended


@transaction.atomic
def _end(membership: Participation | SupportLetter, *, at: datetime) -> None:
    """What rested on it is derived from it (house: derive, do not cascade); only the public list is told."""
    with scope.as_system("end-of-participation") as hand:
        with flow.flow_of(membership).step("end", membership, actor=hand, at=at):
            pass
        listings.refresh(membership.organization)
        bump()
