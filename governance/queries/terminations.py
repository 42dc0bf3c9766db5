"""Cases about ending a participation as the Secretariat, the committee and the organization read them (6.6.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance.models import Decision, Hearing, Matter, TerminationCase
from pact.access import Actor
from pact.deadlines.days import days_left
from pact.rulebook import rule
from participants.models import Organization

CLOSED = (TerminationCase.State.ENDED, TerminationCase.State.CLOSED)


def cases(actor: Actor) -> QuerySet[TerminationCase]:
    """Those the Secretariat keeps; the committee reads them from the notice on."""
    rows = TerminationCase.objects.visible_to(actor)
    rows = rows if actor.sees_all else rows.exclude(state="OPENED").exclude(noticed_at=None)
    return rows.select_related("organization", "hearing", "hearing__statement_file", "decision")


def own_cases(actor: Actor) -> QuerySet[TerminationCase]:
    """Those about an organization of this actor once it has the notice, also when it has left the Pact since."""
    rows = cases(actor).exclude(noticed_at=None)
    return rows if actor.sees_all else rows.filter(organization__in=actor.organization_ids)


def every_case(ref: str) -> TerminationCase:
    """For the letter of a reminder, which has no actor."""
    return TerminationCase.objects.select_related("organization").get(ref=ref)


def earliest_answer_days(day: date) -> int:
    """How many days an invitation runs at least (the rule book, 6.6.2)."""
    return rule("hearing.answer_within", on=day)


@dataclass(frozen=True)
class CaseRow:
    case: TerminationCase
    next_step: str
    days: int | None


def case_rows(actor: Actor, at: datetime, *, show: str = "open", words: str = "") -> list[CaseRow]:
    """Newest first; `show`: open, closed or all; `words`: a part of the name or the number."""
    rows = cases(actor).order_by("-opened_at", "-pk")
    if show != "all":
        rows = rows.filter(state__in=CLOSED) if show == "closed" else rows.exclude(state__in=CLOSED)
    if words.strip():
        wanted = words.strip()
        rows = rows.filter(organization__name__icontains=wanted) | rows.filter(number__icontains=wanted)
    return [CaseRow(case, next_step(case), days_of(case, at)) for case in rows]


def hearing_of(case: TerminationCase) -> Hearing | None:
    return getattr(case, "hearing", None)


def next_step(case: TerminationCase) -> str:
    hearing = hearing_of(case)
    if case.state == "NOTICED" and hearing and hearing.answered_at and hearing.way != "WRITING":
        return _("Hold the hearing and record it")
    return {
        "OPENED": _("Send the notice with the invitation to be heard"),
        "NOTICED": _("Wait until it answers or the invitation runs out"),
        "HEARD": _("Put it before the committee, or close it"),
        "WITH_COMMITTEE": _("The committee decides"),
    }.get(case.state, "")


def days_of(case: TerminationCase, at: datetime) -> int | None:
    """Days until the invitation runs out, counted where the Secretariat is."""
    hearing = hearing_of(case)
    if case.state != "NOTICED" or hearing is None:
        return None
    return days_left(hearing.answer_by, at, settings.SECRETARIAT_TIME_ZONE)


def timeline(case: TerminationCase, actor: Actor) -> list[dict]:
    """What happened and when, newest first, from the dates of the file."""
    hearing, closed = hearing_of(case), case.closed_at
    told = [(case.opened_at, _("Case opened"), str(case.get_grounds_display()).capitalize())]
    if hearing:
        told.append((hearing.invited_at, _("Notice sent, with the invitation to be heard"), ""))
        if hearing.answered_at:
            how = _("declines to be heard") if hearing.outcome == "DECLINED" else hearing.get_way_display()
            told.append((hearing.answered_at, _("The organisation answered"), how))
        if hearing.settled_at:
            told.append((hearing.settled_at, _("Hearing: %(how)s") % {"how": hearing.get_outcome_display()}, ""))
    for vote in votes_about(case, actor):
        told.append((vote.opened_at, _("Put before the Steering Committee"), ""))
    if closed:
        number = case.decision.number if case.decision else ""
        told.append((closed, case.get_state_display().capitalize(), number))
    lines = sorted(told, key=lambda one: one[0], reverse=True)
    return [{"what": what, "at": at, "note": note} for at, what, note in lines]


def votes_about(case: TerminationCase, actor: Actor) -> list[Decision]:
    """Its votes, for those who may see votes."""
    if not (actor.sees_all or actor.committee):
        return []
    found = Decision.objects.visible_to(actor).filter(
        matter__subject_kind=TerminationCase._meta.label_lower, matter__subject_ref=case.ref
    )
    return list(found.order_by("opened_at"))


def file_of(actor: Actor, matter: Matter) -> TerminationCase | None:
    """The file behind a matter about a case, for the decision room; None for every other matter."""
    if matter.subject_kind != TerminationCase._meta.label_lower:
        return None
    return cases(actor).filter(ref=matter.subject_ref).first()


def cases_about(actor: Actor, organization: Organization) -> list[TerminationCase]:
    return list(cases(actor).filter(organization=organization).order_by("-opened_at"))
