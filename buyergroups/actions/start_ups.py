"""The Secretariat helps a buyer group to start (5.2.2): interest, workshop, charter, handed over; or not pursued."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import access, deadlines, verbs
from buyergroups.actions import groups
from buyergroups.flow import START_UP
from buyergroups.models import BuyerGroup, StartUpCase
from pact.access import Actor, CannotNow
from pact.accounts.models import User
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.files import store
from participants.models import Organization, Participation, Territory

ANSWER_WITHIN = timedelta(days=14)
OPEN_STATES = ("INTEREST", "WORKSHOP", "CHARTER")


@transaction.atomic
def open_case(
    actor: Actor,
    *,
    title: str,
    territory: Territory,
    organization: Organization | None = None,
    organization_name: str = "",
    group: BuyerGroup | None = None,
    next_step: str = "",
    next_on: date | None = None,
    assignee: User | None = None,
    at: datetime,
) -> StartUpCase:
    """Somebody is interested in an area; `group` is one that is starting already."""
    access.KEEP_GROUPS.require(actor)
    if group and (group.state != BuyerGroup.State.STARTING or StartUpCase.objects.filter(group=group).exists()):
        raise CannotNow(_("Only a group that is starting, and has no start-up yet, gets one."))
    case = StartUpCase.objects.create(
        title=title.strip(),
        territory=territory,
        organization=organization,
        organization_name=organization_name.strip(),
        group=group,
        opened_on=_day(at),
        next_step=next_step.strip(),
        next_on=next_on,
        assignee=assignee,
    )
    record(actor, verbs.START_UP_OPENED, case, at=at, clause="5.2.2", title=case.title, area=territory.code)
    _ask_for_next(case, at)
    return case


@transaction.atomic
def ask_for_group(actor: Actor, organization: Organization, *, at: datetime) -> StartUpCase:
    """A participant asks for a group in its area; asking twice gives the same case. The Secretariat answers within
    fourteen days."""
    access.ANSWER_FOR_ORGANIZATION.require(actor, organization)
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if not Participation.objects.on(_day(at)).filter(organization=organization).exists():
        raise CannotNow(_("Only participants of the Pact ask for a buyer group. Write to the Secretariat."))
    known = StartUpCase.objects.filter(organization=organization, state__in=OPEN_STATES).first()
    if known:
        return known
    area = organization.territory or Territory.objects.filter(code=organization.country or "WORLD").first()
    area = area or Territory.objects.get(code="WORLD")
    case = StartUpCase.objects.create(
        title=_("A group for %(area)s") % {"area": area.name},
        territory=area,
        organization=organization,
        organization_name=organization.name,
        opened_on=_day(at),
        next_step=_("Talk with %(name)s about who else would join") % {"name": organization.name},
        next_on=_day(at) + ANSWER_WITHIN,
    )
    facts = {"clause": "5.2.2", "organization_id": organization.pk, "area": area.code}
    record(actor, verbs.START_UP_ASKED, case, at=at, **facts)
    _ask_for_next(case, at)
    return case


@transaction.atomic
def note_step(
    actor: Actor, case: StartUpCase, *, next_step: str, next_on: date | None, assignee: User | None, at: datetime
) -> StartUpCase:
    access.KEEP_GROUPS.require(actor)
    row = StartUpCase.objects.select_for_update().get(pk=case.pk)
    if row.state not in OPEN_STATES:
        raise CannotNow(_("This start-up is over. Open a new one."))
    row.next_step, row.next_on, row.assignee = next_step.strip(), next_on, assignee
    row.save()
    record(actor, verbs.START_UP_NOTED, row, at=at, clause="5.2.2", step=row.next_step, on=str(next_on or ""))
    _ask_for_next(row, at)
    return row


@transaction.atomic
def hold_workshop(actor: Actor, case: StartUpCase, *, on: date, at: datetime) -> StartUpCase:
    _not_in_the_future(on, at)
    with START_UP.step("hold_workshop", case, actor=actor, at=at, on=on.isoformat()) as row:
        row.workshop_on, row.next_step, row.next_on = on, "", None
    deadlines.START_UP_STEP.meet(case, at)
    return case


@transaction.atomic
def agree_charter(actor: Actor, case: StartUpCase, *, on: date, upload: Any = None, at: datetime) -> StartUpCase:
    """What the organizations agreed on how they work together; the paper itself is kept if there is one."""
    _not_in_the_future(on, at)
    with START_UP.step("agree_charter", case, actor=actor, at=at, on=on.isoformat()) as row:
        row.charter_on, row.next_step, row.next_on = on, "", None
        if upload:
            row.charter = store(
                upload, purpose="buyergroups.charter", actor=actor, at=at, allow=("pdf",), about_ref=row.ref
            )
    deadlines.START_UP_STEP.meet(case, at)
    return case


@transaction.atomic
def hand_over(
    actor: Actor,
    case: StartUpCase,
    coordination: Participation,
    *,
    group: BuyerGroup | None,
    name: str = "",
    slug: str = "",
    working_language: str = "en",
    at: datetime,
) -> StartUpCase:
    """To the one who coordinates from now on: a group that is starting, or a new one for the area of the case. It is
    active with it, and participants of its area are asked to join (3.3.1)."""
    day = _day(at)
    taken = group or case.group
    with START_UP.step("hand_over", case, actor=actor, at=at) as row:
        if taken is None:
            facts = {"name": name, "slug": slug, "territories": [case.territory], "working_language": working_language}
            taken = groups.found_group(actor, coordination=coordination, founded_on=day, at=at, **facts)
        elif taken.state != BuyerGroup.State.STARTING:
            raise CannotNow(_("Choose a group that is starting, or found a new one."))
        elif StartUpCase.objects.filter(group=taken).exclude(pk=row.pk).exists():
            raise CannotNow(_("Another start-up is about this group. Hand that one over."))
        else:
            groups.give_coordinator(actor, taken, coordination, at=at)
        row.group, row.handed_over_on, row.next_step, row.next_on = taken, day, "", None
    deadlines.START_UP_STEP.meet(case, at)
    return case


@transaction.atomic
def drop(actor: Actor, case: StartUpCase, reason: str, *, at: datetime) -> StartUpCase:
    """Not pursued, with the reason; a group that was starting stays as it is, and may be closed by itself."""
    if not reason.strip():
        raise CannotNow(_("Say in a few words why."))
    with START_UP.step("drop", case, actor=actor, at=at, reason=reason) as row:
        row.reason, row.next_step, row.next_on = reason.strip(), "", None
    deadlines.START_UP_STEP.waive(case, at)
    return case


def _ask_for_next(case: StartUpCase, at: datetime) -> None:
    """The next step is on the Secretariat's tasks by its day; another step takes its place."""
    deadlines.START_UP_STEP.meet(case, at)
    if not case.next_step:
        return
    zone = settings.SECRETARIAT_TIME_ZONE
    deadlines.START_UP_STEP.set(
        about=case,
        at=at,
        due_at=end_of_day(case.next_on, zone) if case.next_on else None,
        title=_("%(step)s (%(case)s)") % {"step": case.next_step[:160], "case": case.title[:60]},
        url_name="buyergroups:start-up-detail",
        url_kwargs={"ref": case.ref},
        workspace="SECRETARIAT",
        organization_id=case.organization_id,
    )


def _not_in_the_future(day: date, at: datetime) -> None:
    if day > _day(at):
        raise CannotNow(_("Enter today or an earlier day."))


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)
