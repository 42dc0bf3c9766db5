"""First steps: listed with the admission, done by the act itself, put aside with a reason (Pact 6.3.1)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from participants import access, deadlines, verbs
from participants.models import OnboardingItem, Organization
from participants.queries import onboarding as queries

HAND = "onboarding"
GONE = "No longer takes part."


@transaction.atomic
def begin(actor: Actor, organization: Organization, *, at: datetime, anew: bool = False) -> queries.FirstSteps:
    """List what this organization's roles ask for; what it did before is done from the start.

    Harmless when repeated. `anew`: a role began just now, so what was put aside in an earlier time is asked again."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    with scope.as_system(HAND) as hand:
        roles = queries.roles_of(organization, day)
        mine = OnboardingItem.objects.filter(organization=organization)
        if anew:
            mine.filter(done_at=None).exclude(skipped_at=None).update(skipped_at=None, skipped_reason="")
        known = set(mine.values_list("code", flat=True))
        added = [_item(step, organization, roles, day, at) for step in queries.steps() if step.code not in known]
        made = OnboardingItem.objects.bulk_create([row for row in added if row])
        if made:
            codes = [row.code for row in made]
            record(
                actor, verbs.FIRST_STEPS_LISTED, organization, at=at, organization_id=organization.pk, clause="6.3.1",
                steps=codes,
            )  # fmt: skip
        if made or anew:
            _ask(organization, at)
        return queries.first_steps(hand, organization, day)


def _item(step: queries.FirstStep, organization: Organization, roles: list[str], day: date, at: datetime):
    role = next((role for role in roles if role in step.roles), "")
    if not role:
        return None
    done_at = at if organization.pk in step.done_by([organization.pk], day) else None
    return OnboardingItem(organization=organization, role=role, code=step.code, set_at=at, done_at=done_at)


def _ask(organization: Organization, at: datetime) -> None:
    """One line on the desk, and the letters of the thirtieth and the ninetieth day, while something is open."""
    mine = OnboardingItem.objects.filter(organization=organization)
    if not mine.waiting().exists():
        return
    due_at = end_of_day(day_in(at, organization.time_zone), organization.time_zone)
    more = {
        "about": organization,
        "at": at,
        "organization_id": organization.pk,
        "url_name": "participants:organization-overview",
        "url_kwargs": {"org": organization.slug},
        "zone": organization.time_zone,
    }
    deadlines.BEGIN.set(**more)
    deadlines.BEGIN_NUDGE.set(due_at=due_at, closes_at=due_at + deadlines.NUDGED_FOR, **more)


@transaction.atomic
def done(actor: Actor, organization: Organization, code: str, *, at: datetime) -> None:
    """Somebody took this step; called by the action that it consists of. Not listed, or done before: nothing."""
    with scope.as_system(HAND):
        rows = OnboardingItem.objects.filter(organization=organization, code=code, done_at=None)
        if rows.update(done_at=at, skipped_at=None, skipped_reason=""):
            _noted(actor, verbs.FIRST_STEP_DONE, organization, code, at)


@transaction.atomic
def put_aside(actor: Actor, organization: Organization, code: str, reason: str, *, at: datetime) -> None:
    """Not now, or never: for a reason that the Secretariat can read. Doing it later still counts."""
    access.EDIT_ORGANIZATION.require(actor, organization)
    if not reason.strip():
        raise CannotNow(_("Say in a few words why you put this aside."))
    aside(actor, organization, code, reason, at=at)


@transaction.atomic
def aside(actor: Actor, organization: Organization, code: str, reason: str, *, at: datetime) -> None:
    """The same, where another action has asked who may and why (a group that is not joined, 3.3.1)."""
    with scope.as_system(HAND):
        rows = OnboardingItem.objects.waiting().filter(organization=organization, code=code)
        if rows.update(skipped_at=at, skipped_reason=reason.strip()[:240]):
            _noted(actor, verbs.FIRST_STEP_ASIDE, organization, code, at, reason=reason.strip()[:240])


def _noted(actor: Actor, verb, organization: Organization, code: str, at: datetime, **facts) -> None:
    record(
        actor, verb, organization, at=at, organization_id=organization.pk, clause="6.3.1", step=code, **facts
    )  # fmt: skip
    if not OnboardingItem.objects.waiting().filter(organization=organization).exists():
        deadlines.BEGIN.meet(organization, at)
        deadlines.BEGIN_NUDGE.waive(organization, at)


def reconcile(actor: Actor, *, at: datetime) -> None:
    """Nightly: lists for whoever has none, steps that were taken elsewhere, nothing more for those who left."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    for step in queries.steps():
        taking_part = queries.every_organization_as(step.roles, day)
        listed = OnboardingItem.objects.filter(code=step.code).values("organization_id")
        for organization in taking_part.exclude(pk__in=listed).order_by("pk"):
            begin(actor, organization, at=at)
        _tick_off(actor, step, day, at)
    here = queries.every_organization_as((*queries.PARTICIPANT, "SUPPORTER"), day).values("pk")
    gone = OnboardingItem.objects.waiting().exclude(organization__in=here).select_related("organization")
    for row in list(gone):
        aside(actor, row.organization, row.code, GONE, at=at)


def _tick_off(actor: Actor, step: queries.FirstStep, day: date, at: datetime) -> None:
    waiting = OnboardingItem.objects.waiting().filter(code=step.code)
    ids = step.done_by(list(waiting.values_list("organization_id", flat=True)), day)
    for organization in Organization.objects.filter(pk__in=ids).order_by("pk"):
        done(actor, organization, step.code, at=at)
