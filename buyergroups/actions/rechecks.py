"""The yearly check of those who are in by a screening (Pact 2.1.4): who has to look again, and by when.

Thirty days before a check ends somebody has it on his tasks. What nobody answers is overdue and shows as such; nothing
is extended in silence, and nothing ends without somebody's answer.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from buyergroups import deadlines, rules
from buyergroups.models import GroupMembership
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from participants.models import Delegation


def ask_again(*, at: datetime) -> int:
    """Nightly; asking twice changes nothing. Returns how many checks end within thirty days or are over."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    return _delegates(day, at) + _members(day, at)


def _delegates(day: date, at: datetime) -> int:
    """Appointed organizations are checked by the Secretariat, as before they began (3.2.3)."""
    running = Delegation.objects.in_force(day).filter(next_screening=None)
    rows = list(
        running.filter(screening__valid_until__lte=day + rules.CHECK_BEFORE).select_related("delegate", "screening")
    )
    for row in rows:
        deadlines.CHECK_DELEGATE_AGAIN.set(
            about=row,
            at=at,
            due_at=end_of_day(row.screening.valid_until, settings.SECRETARIAT_TIME_ZONE),
            title=_("Check %(name)s again for a conflict of interest") % {"name": row.delegate.name},
            url_name="buyergroups:delegation-check",
            url_kwargs={"ref": row.ref},
            workspace="SECRETARIAT",
            organization_id=row.organization_id,
        )
    return len(rows)


def _members(day: date, at: datetime) -> int:
    """Members and observers from outside by the coordinator; without one by the Secretariat (P17)."""
    outside = GroupMembership.objects.active_on(day).filter(basis="NON_PARTICIPANT", next_screening=None)
    ending = outside.filter(screening__valid_until__lte=day + rules.CHECK_BEFORE)
    rows = list(ending.select_related("organization", "screening", "group__coordination"))
    for row in rows:
        cared_for = row.group.coordination is not None and day in row.group.coordination.period
        deadlines.CHECK_MEMBER_AGAIN.set(
            about=row,
            at=at,
            due_at=end_of_day(row.screening.valid_until, settings.SECRETARIAT_TIME_ZONE),
            title=_("Check %(name)s again for a conflict of interest") % {"name": row.organization.name},
            url_name="buyergroups:member-check",
            url_kwargs={"group": row.group.slug, "ref": row.ref},
            workspace="GROUP" if cared_for else "SECRETARIAT",
            group_id=row.group_id,
        )
    return len(rows)
