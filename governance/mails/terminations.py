"""Letters of a case about ending a participation (M34, Pact 6.6.2), to those who sign and those who manage."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from governance.models import Hearing, TerminationCase
from governance.queries.terminations import every_case
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post_all
from participants.queries import people_with, secretariat_people

WHY = _("You get this because you sign for {organization} or manage its people.")
_NOTICE = "Your organisation sent no figures for three years and did not answer five letters."


def _sample(**more: Any):
    facts = {
        "organization": "Vestbygd kommune", "number": "T-2027-01", "grounds": "lack of effort",
        "button_url": "/me/", "button_label": _("Open the case"),
    }  # fmt: skip
    return lambda: {**facts, **more}


INVITED = LetterKind(
    "governance.hearing_invited",
    _("Notice, and the invitation to be heard"),
    WHY,
    _sample(notice=_NOTICE, answer_by=date(2027, 3, 31)),
)
REMINDER = LetterKind(
    "governance.hearing_reminder",
    _("Reminder of the invitation to be heard"),
    WHY,
    _sample(answer_by=date(2027, 3, 31), days=3),
)
ANSWERED = LetterKind(
    "governance.hearing_answered",
    _("An organisation answered the invitation to be heard"),
    _("You get this because you work for the Secretariat."),
    _sample(how="in writing", declined=False, statement="We sent them in January."),
)
PLANNED = LetterKind(
    "governance.hearing_planned",
    _("The day of the hearing"),
    WHY,
    _sample(way="by video or telephone", planned_at=datetime(2027, 4, 2, 9)),
)
RECORDED = LetterKind(
    "governance.hearing_recorded",
    _("What was recorded of the hearing"),
    WHY,
    _sample(way="by video or telephone", held_on=date(2027, 4, 2), record="The figures will come by May."),
)
CLOSED = LetterKind(
    "governance.case_closed",
    _("A case is closed; the participation goes on"),
    WHY,
    _sample(reason="The figures have arrived.", decision=""),
)
ENDED = LetterKind(
    "governance.case_ended",
    _("The Steering Committee ends the participation"),
    WHY,
    _sample(ends_on=date(2027, 6, 30), decision="SC-2027-014", reasons="", facts=_NOTICE, public_text="It is ended."),
)


def _facts(case: TerminationCase, **more: Any) -> dict[str, Any]:
    return {
        "organization": case.organization.name,
        "number": case.number,
        "grounds": case.get_grounds_display(),
        "button_url": link("governance:hearing-detail", org=case.organization.slug, ref=case.ref),
        "button_label": _g("Open the case"),
        **more,
    }


def _write(kind: LetterKind, case: TerminationCase, at: datetime, *, to: Iterable | None = None, **more: Any) -> None:
    own = case.organization_id
    people = people_with(own, ("SIGNATORY", "MANAGER"), _day(at)) if to is None else to
    facts = _facts(case, **more)
    post_all([Letter(kind, to=user, facts=facts, about=case, organization_id=own) for user in people], at=at)


def _day(moment: datetime) -> date:
    return day_in(moment, settings.SECRETARIAT_TIME_ZONE)


def hearing_invited(case: TerminationCase, hearing: Hearing, *, at: datetime) -> None:
    """6.6.2: what is held against it, and until when it can be heard."""
    _write(INVITED, case, at, notice=case.notice, answer_by=_day(hearing.answer_by))


def hearing_reminder(obligation: Obligation, user, days: int) -> Letter:
    case = every_case(obligation.subject_ref)
    facts = _facts(case, answer_by=day_in(obligation.due_at, obligation.zone), days=days)
    return Letter(REMINDER, to=user, facts=facts, about=case, organization_id=case.organization_id)


def hearing_answered(case: TerminationCase, hearing: Hearing, *, at: datetime) -> None:
    """To the Secretariat."""
    facts = {"how": hearing.get_way_display(), "declined": hearing.outcome == "DECLINED"}
    page = link("governance:termination-detail", ref=case.ref)
    _write(ANSWERED, case, at, to=secretariat_people(), statement=hearing.statement, button_url=page, **facts)


def hearing_planned(case: TerminationCase, hearing: Hearing, *, at: datetime) -> None:
    _write(PLANNED, case, at, way=hearing.get_way_display(), planned_at=hearing.planned_at)


def hearing_recorded(case: TerminationCase, hearing: Hearing, *, at: datetime) -> None:
    _write(RECORDED, case, at, way=hearing.get_way_display(), held_on=hearing.held_on, record=hearing.record)


def case_closed(case: TerminationCase, *, at: datetime) -> None:
    """By the Secretariat, or because the committee said no."""
    _write(CLOSED, case, at, reason=case.why_closed, decision=case.decision.number if case.decision else "")


def case_ended(case: TerminationCase, *, at: datetime) -> None:
    """With the reasons: those of the decision, and the facts it rests on."""
    decision = case.decision
    facts = {"ends_on": case.ends_on, "decision": decision.number, "reasons": decision.reasons}
    _write(ENDED, case, at, facts=case.facts, public_text=case.public_text, **facts)
