"""The letters of this floor."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup
from buyergroups.queries.groups import every_coordinator_of
from pact.access import scope
from pact.accounts.models import User
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post
from participants.models import Appointment
from participants.queries import people_with
from reports.models import ActionPlan, CoordinatedReport, ProgressReport

_WHY = "You get this because you coordinate the {group}."


def _sample() -> dict:
    return {
        "group": "Norway group",
        "year": 2026,
        "due_on": date(2027, 4, 30),
        "days": 7,
        "title": "Collective progress report 2026",
        "remarks": "Please say which frameworks the numbers for schools come from.",
        "receipt": "2026-G-0004",
        "button_url": "/me/",
        "button_label": _("Open the report"),
    }


REMINDER = LetterKind("reports.group_report_due", _("The group report is due"), _WHY, _sample)
DELIVERED = LetterKind("reports.group_report_delivered", _("Receipt of a group report"), _WHY, _sample)
RETURNED = LetterKind("reports.group_report_returned", _("A group report comes back"), _WHY, _sample)
ACCEPTED = LetterKind("reports.group_report_accepted", _("A group report is accepted"), _WHY, _sample)
PUBLISHED = LetterKind(
    "reports.progress_published",
    _("The progress report is published"),
    "You get this because your organisation takes part in the Pact.",
    _sample,
)
PLAN_DUE = LetterKind(
    "reports.plan_due",
    _("The action plan is due"),
    "You get this because {organization} coordinates a buyer group, or because you do so on its behalf.",
    lambda: {
        "organization": "Norway",
        "year": 2028,
        "due_on": date(2027, 12, 1),
        "days": 30,
        "button_url": "/me/",
        "button_label": _("Open the plan"),
    },
)


def _facts(report: CoordinatedReport) -> dict:
    return {
        "group": report.group.name,
        "year": report.cycle.year,
        "due_on": report.due_on,
        "receipt": report.receipt or "",
        "remarks": report.remarks,
        "button_url": link("reports:coordinated-detail", group=report.group.slug, year=report.cycle.year),
        "button_label": _("Open the report"),
    }


def coordinators_of(obligation: Obligation) -> list[User]:
    return every_coordinator_of(obligation.group_id, obligation.due_at.date())


def planners(obligation: Obligation) -> list[User]:
    """Of the coordinating organization, and whoever cares for its groups on its behalf (3.2.3)."""
    day = obligation.due_at.date()
    people = {user.pk: user for user in people_with(obligation.organization_id, ("EDITOR", "MANAGER"), day)}
    plan = ActionPlan.objects.get(ref=obligation.subject_ref)
    for group_id in BuyerGroup.objects.filter(coordination_id=plan.participation_id).values_list("pk", flat=True):
        people |= {user.pk: user for user in every_coordinator_of(group_id, day)}
    return list(people.values())


def plan_due(obligation: Obligation, user, days: int) -> Letter:
    """M22: your action plan for the coming year."""
    plan = ActionPlan.objects.select_related("organization").get(ref=obligation.subject_ref)
    facts = {
        "organization": plan.organization.name,
        "year": plan.year,
        "due_on": obligation.due_at.date(),
        "days": days,
        "button_url": link("reports:plan-detail", org=plan.organization.slug, year=plan.year),
        "button_label": _("Open the plan"),
    }
    return Letter(PLAN_DUE, to=user, facts=facts, about=plan, organization_id=plan.organization_id)


def group_report_reminder(obligation: Obligation, user, days: int) -> Letter:
    """M17: due in so many days, or so many days over."""
    report = CoordinatedReport.objects.select_related("group", "cycle").get(ref=obligation.subject_ref)
    facts = {**_facts(report), "days": days}
    return Letter(REMINDER, to=user, facts=facts, about=report, group_id=report.group_id)


def _to_coordinators(kind: LetterKind, report: CoordinatedReport, at: datetime) -> None:
    with scope.as_system("letters"):
        people = every_coordinator_of(report.group_id, at.date())
    for user in people:
        post(Letter(kind, to=user, facts=_facts(report), about=report, group_id=report.group_id), at=at)


def delivered(report: CoordinatedReport, *, at: datetime) -> None:
    _to_coordinators(DELIVERED, report, at)


def returned(report: CoordinatedReport, *, at: datetime) -> None:
    """M18."""
    _to_coordinators(RETURNED, report, at)


def accepted(report: CoordinatedReport, *, at: datetime) -> None:
    _to_coordinators(ACCEPTED, report, at)


def published(report: ProgressReport, *, at: datetime) -> None:
    """M19: to everybody who edits or manages for a participant, one letter each."""
    held = Appointment.objects.in_force(at.date()).filter(role__in=("EDITOR", "MANAGER", "COMMITTEE"))
    facts = {
        "title": report.title,
        "year": report.snapshot.cycle.year,
        "button_url": link("website:report-detail", slug=report.slug),
        "button_label": _("Read the report"),
    }
    for user in User.objects.filter(appointments__in=held, is_active=True).distinct():
        post(Letter(PUBLISHED, to=user, facts=facts, about=report, key=f"published:{report.ref}:{user.pk}"), at=at)
