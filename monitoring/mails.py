"""The letters of this floor."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from monitoring.models import Cycle, Submission
from monitoring.queries.people import every_editor_of, every_receiver_of
from pact.access import scope
from pact.mail import Letter, LetterKind, link, post

_SAMPLE = {
    "organization": "Vestbygd kommune",
    "year": 2026,
    "due_on": date(2027, 3, 31),
    "group": "Norway group",
    "state": "DRAFT",
    "days": 14,
    "receipt": "2026-NO-0148",
    "notes": ["Laptops of the schools: please check the number of refurbished ones."],
    "words": "We would like to close the group report this week.",
    "sender": "Ingrid Halvorsen",
    "sent": 24,
    "members": 38,
    "silent": ["Nordby kommune", "Sørvik kommune"],
    "button_url": "/me/",
    "button_label": _("Open"),
}
_WHY = _("You get this because you fill in the yearly figures of {organization}.")


def _kind(code: str, title, why=_WHY) -> LetterKind:
    return LetterKind(f"monitoring.{code}", title, why, lambda: _SAMPLE)


FIGURES_OPEN = _kind("figures_open", _("Figures are open"))
FIGURES_DUE = _kind("figures_due", _("Reminder of the figures"))
FIGURES_OVERDUE = _kind("figures_overdue", _("Figures are overdue"))
RECEIVED = _kind("received", _("Receipt of the figures"))
RETURNED = _kind("returned", _("Figures sent back"))
CHASED = _kind("chased", _("Reminder by the coordinator"))
COVERAGE = _kind("coverage", _("Weekly coverage of a group"), _("You get this because you coordinate the {group}."))


def _facts(submission: Submission) -> dict:
    place = {"org": submission.organization.slug, "year": submission.cycle.year}
    return {
        "organization": submission.organization.name,
        "year": submission.cycle.year,
        "due_on": submission.due_on,
        "state": submission.state,
        "group": submission.group.name if submission.group else "",
        "button_url": link("monitoring:submission-detail", **place),
        "button_label": _("Open the figures"),
    }


def _to_editors(kind: LetterKind, submission: Submission, facts: dict, *, at: datetime, key: str = "") -> int:
    """One letter to each person who may edit, whoever triggers it."""
    with scope.as_system("letters"):
        people = every_editor_of(submission.organization_id, at.date())
    owner = {"about": submission, "organization_id": submission.organization_id}
    for user in people:
        post(Letter(kind, to=user, facts=facts, key=f"{key}:{user.pk}" if key else None, **owner), at=at)
    return len(people)


def figures_open(submission: Submission, *, at: datetime) -> None:
    _to_editors(FIGURES_OPEN, submission, _facts(submission), at=at, key=f"monitoring.open:{submission.ref}")


def figures_reminder(obligation, user, days: int) -> Letter | None:
    """The rung of a ladder; the words depend on how far the draft is. None once it was sent after all."""
    rows = Submission.objects.select_related("organization", "cycle", "group")
    submission = rows.filter(ref=obligation.subject_ref).first()
    if submission is None or submission.state not in ("NOT_BEGUN", "DRAFT", "RETURNED"):
        return None
    kind = FIGURES_OVERDUE if days < 0 else FIGURES_DUE
    facts = {**_facts(submission), "days": days}
    return Letter(kind, to=user, facts=facts, about=submission, organization_id=submission.organization_id)


def received(submission: Submission, *, at: datetime) -> None:
    facts = {**_facts(submission), "receipt": submission.receipt}
    place = {"org": submission.organization.slug, "year": submission.cycle.year}
    facts |= {"button_url": link("monitoring:submission-receipt", **place), "button_label": _("Open the receipt")}
    _to_editors(RECEIVED, submission, facts, at=at)


def returned(submission: Submission, notes: list[str], sender: str, *, at: datetime) -> None:
    _to_editors(RETURNED, submission, {**_facts(submission), "notes": notes, "sender": sender}, at=at)


def chased(submission: Submission, words: str, sender: str, *, at: datetime) -> int:
    return _to_editors(CHASED, submission, {**_facts(submission), "words": words, "sender": sender}, at=at)


def coverage(cycle: Cycle, group, *, sent: int, silent: list[str], at: datetime) -> None:
    """M16, weekly while the cycle is open: how many have reported, and who has not."""
    year, number, _day = at.isocalendar()
    week = f"{year}-{number}"
    facts = {"year": cycle.year, "group": group.name, "sent": sent, "members": sent + len(silent), "silent": silent}
    facts["button_url"] = link("monitoring:group-coverage", group=group.slug, year=cycle.year)
    facts["button_label"] = _("See who is missing")
    for user in every_receiver_of(group.pk, at.date()):
        key = f"monitoring.coverage:{cycle.year}:{group.pk}:{week}:{user.pk}"
        post(Letter(COVERAGE, to=user, facts=facts, about=group, group_id=group.pk, key=key), at=at)
