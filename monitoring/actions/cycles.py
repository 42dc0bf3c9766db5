"""Planning, opening and freezing the yearly cycle, and who is asked for figures (Pact 3.1.2, register I-23)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from buyergroups.queries.groups import recipients
from monitoring import access, deadlines, mails, verbs
from monitoring.flow import CYCLE, SUBMISSION
from monitoring.models import Cycle, MethodologyVersion, Submission
from monitoring.models.submissions import UNSENT
from pact.access import Actor, CannotNow
from pact.audit import record
from participants.models import Organization, Participation

# Whoever is asked late has three weeks, but not beyond the freeze.
AT_LEAST = timedelta(days=21)


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()


@transaction.atomic
def plan(
    actor: Actor, year: int, *, opens_on: date, due_on: date, group_due_on: date, freeze_on: date, at: datetime
) -> Cycle:
    """Set the days of a year's cycle; days that have not come yet may be set anew until it opens."""
    access.PLAN_CYCLE.require(actor)
    if not opens_on < due_on <= group_due_on <= freeze_on:
        raise CannotNow("Set the days in this order: opens, figures due, group reports due, freeze.")
    days = {"opens_on": opens_on, "due_on": due_on, "group_due_on": group_due_on, "freeze_on": freeze_on}
    cycle = Cycle.objects.select_for_update().filter(year=year).first()
    if cycle and cycle.state != Cycle.State.PLANNED:
        raise CannotNow(f"The cycle {year} is open already; its days stay as they were announced.")
    cycle = cycle or Cycle(year=year)
    for name, value in days.items():
        setattr(cycle, name, value)
    cycle.save()
    facts = {name: value.isoformat() for name, value in days.items()}
    record(actor, verbs.CYCLE_PLANNED, cycle, at=at, clause="3.1.2", year=year, **facts)
    return cycle


def open_due(actor: Actor, *, at: datetime) -> int:
    """Open what was planned to open by today; nightly."""
    due = list(Cycle.objects.filter(state="PLANNED", opens_on__lte=_day(at)).order_by("year"))
    for cycle in due:
        open_cycle(actor, cycle, at=at)
    return len(due)


@transaction.atomic
def open_cycle(actor: Actor, cycle: Cycle, *, at: datetime) -> Cycle:
    """From now on figures can be entered; the methodology that is adopted today is pinned to the cycle."""
    with CYCLE.step("open", cycle, actor=actor, at=at, year=cycle.year) as row:
        adopted = MethodologyVersion.objects.filter(state="ADOPTED", valid_from__lte=_day(at))
        row.methodology = adopted.order_by("-valid_from", "-pk").first()
    return cycle


def ensure_submissions(actor: Actor, *, at: datetime) -> int:
    """One submission for each active procuring participant in every open cycle, whoever joined when; nightly.

    Who receives it is worked out again until it is sent; a change is recorded. Run by the system's hand.
    """
    day, made = _day(at), 0
    to = recipients(day)
    for cycle in Cycle.objects.filter(state="OPEN").order_by("year"):
        reroute(actor, cycle, to, at=at)
        procuring = Participation.objects.filter(role="PROCURING", period__contains=day)
        missing = (
            Organization.objects.filter(pk__in=procuring.values("organization_id"))
            .exclude(submissions__cycle=cycle)
            .order_by("pk")
        )
        for organization in missing:
            _expect(actor, cycle, organization, to.get(organization.pk), at=at)
            made += 1
    return made


@transaction.atomic
def _expect(actor: Actor, cycle: Cycle, organization: Organization, group_id: int | None, *, at: datetime) -> None:
    due_on = max(cycle.due_on, min(_day(at) + AT_LEAST, cycle.freeze_on))
    submission = Submission.objects.create(cycle=cycle, organization=organization, group_id=group_id, due_on=due_on)
    owner = {"organization_id": organization.pk, "group_id": group_id}
    record(actor, verbs.EXPECTED, submission, at=at, clause="3.1.2", year=cycle.year, **owner)
    deadlines.ask_for_figures(submission, at=at)
    mails.figures_open(submission, at=at)


def reroute(actor: Actor, cycle: Cycle, to: dict[int, int], *, at: datetime) -> None:
    """Figures follow their recipient until they are sent; what waits to be looked through follows when nobody
    coordinates its group any more: then it goes to the Secretariat (preamble P17)."""
    for submission in Submission.objects.filter(cycle=cycle, state__in=(*UNSENT, "SENT")).select_related(
        "cycle", "organization", "group__coordination"
    ):
        wanted = to.get(submission.organization_id)
        if submission.group_id == wanted or (submission.state == "SENT" and _has_recipient(submission, at)):
            continue
        with transaction.atomic():
            Submission.objects.filter(pk=submission.pk).update(group_id=wanted)
            facts = {"from_group": submission.group_id, "to_group": wanted}
            owner = {"organization_id": submission.organization_id, "group_id": wanted}
            record(actor, verbs.REROUTED, submission, at=at, clause="3.1.2", **owner, **facts)
            if submission.state == "SENT":
                submission.group_id = wanted
                deadlines.REVIEW_WAITING.waive(submission, at)
                deadlines.ask_for_review(submission, at=at)


def _has_recipient(submission: Submission, at: datetime) -> bool:
    return submission.group is None or submission.group.receives_on(_day(at))


@transaction.atomic
def freeze(actor: Actor, cycle: Cycle, *, at: datetime) -> Cycle:
    """What was accepted becomes final and is compiled; what was not sent any more cannot be (5.2.3)."""
    with CYCLE.step("freeze", cycle, actor=actor, at=at, year=cycle.year) as row:
        row.frozen_at = at
        for submission in Submission.objects.filter(cycle=cycle, state="ACCEPTED").order_by("pk"):
            with SUBMISSION.step("freeze", submission, actor=actor, at=at):
                pass
    for submission in Submission.objects.filter(cycle=cycle, state__in=(*UNSENT, "SENT")).order_by("pk"):
        deadlines.FIGURES_DUE.waive(submission, at)
        deadlines.REVIEW_WAITING.waive(submission, at)
    return cycle


def put_before_committee(actor: Actor, cycle: Cycle, *, at: datetime) -> Cycle:
    """Called when the progress report goes to the committee (5.2.4)."""
    with CYCLE.step("put_before_committee", cycle, actor=actor, at=at, year=cycle.year):
        return cycle


def take_back(actor: Actor, cycle: Cycle, *, at: datetime) -> Cycle:
    """The committee did not approve: compiled anew."""
    with CYCLE.step("take_back", cycle, actor=actor, at=at, year=cycle.year):
        return cycle


def publish(actor: Actor, cycle: Cycle, *, at: datetime) -> Cycle:
    with CYCLE.step("publish", cycle, actor=actor, at=at, year=cycle.year):
        return cycle
