"""International representatives of a group: appointed, ended, and asked for where there is none (3.3.2.d)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from buyergroups import access, deadlines, verbs
from buyergroups.models import BuyerGroup, Representative, WorkingGroup
from buyergroups.queries import representatives as queries
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization


@transaction.atomic
def appoint(
    actor: Actor,
    group: BuyerGroup,
    organization: Organization,
    *,
    name: str,
    topics: str = "",
    working_groups: Iterable[WorkingGroup] = (),
    consent_to_publish: bool,
    from_on: date,
    until_on: date | None = None,
    at: datetime,
) -> Representative:
    """Somebody of a participant in the group, or of the one that coordinates it. The name is public with consent."""
    access.APPOINT_REPRESENTATIVE.require(actor, group)
    day = _day(at)
    group = BuyerGroup.objects.select_for_update(of=("self",)).select_related("coordination").get(pk=group.pk)
    if group.state == BuyerGroup.State.CLOSED:
        raise CannotNow(_("This group is closed."))
    if organization.pk not in {one.pk for one in queries.represented(group, day)}:
        raise CannotNow(_("Choose a participant in this group, or the one that coordinates it (Pact 3.3.2.d)."))
    now = Representative.objects.filter(group=group, organization=organization, name__iexact=name.strip())
    if now.filter(period__contains=max(day, from_on)).exists():
        raise CannotNow(_("%(name)s represents this group already.") % {"name": name.strip()})
    row = Representative.objects.create(
        group=group,
        organization=organization,
        name=name.strip(),
        topics=topics.strip(),
        consent_to_publish=consent_to_publish,
        period=DateRange(from_on, until_on),
    )
    row.working_groups.set(working_groups)
    record(actor, verbs.REPRESENTATIVE_NAMED, row, at=at, group_id=group.pk, clause="3.3.2.d")
    if queries.enough(group, day):
        deadlines.REPRESENTATIVE_VACANT.meet(group, at)
    cache.bump()
    return row


@transaction.atomic
def end(actor: Actor, representative: Representative, *, on: date, at: datetime) -> Representative:
    """The task ends; `on` is the first day on which it is over. Who ends before beginning was none."""
    access.APPOINT_REPRESENTATIVE.require(actor, representative)
    row = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if row.period.isempty or (row.period.upper and row.period.upper <= on):
        raise CannotNow(_("This has ended already. Open the page again."))
    row.period = DateRange(row.period.lower, max(on, row.period.lower))
    row.save()
    record(actor, verbs.REPRESENTATIVE_ENDED, row, at=at, group_id=row.group_id, clause="3.3.2.d", on=on.isoformat())
    cache.bump()
    return row


def ask(*, at: datetime) -> int:
    """Nightly: a group without representatives for thirty days has it on its tasks, with whoever coordinates it, or the
    Secretariat. Asking twice changes nothing. Returns how many groups are asked."""
    day = _day(at)
    vacant = [group for group in queries.every_vacant(day) if group.asked_for]
    for group in vacant:
        deadlines.REPRESENTATIVE_VACANT.set(
            about=group,
            at=at,
            title=_("Appoint an international representative of the %(name)s") % {"name": group.name},
            url_name="buyergroups:representative-list",
            url_kwargs={"group": group.slug},
            workspace="GROUP" if group.is_coordinated_on(day) else "SECRETARIAT",
            group_id=group.pk,
        )
    return len(vacant)


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)
