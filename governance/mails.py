"""The letters of this floor."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import Decision, SeatTerm
from governance.queries.confirmations import every_organization
from governance.queries.decisions import every_elector
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post, post_all
from participants.models import TerminationNotice
from participants.queries import committee_people

_WHY = "You get this because you are a member of the Steering Committee of the Circular & Fair ICT Pact."


def _sample() -> dict:
    return {
        "question": "Admit Universität Seefeld as a procuring organisation?",
        "closes_at": datetime(2027, 3, 28, 21, 59),
        "button_url": link("governance:decision-room"),
        "button_label": _("Vote"),
        "days": 3,
    }


PLEASE_VOTE = LetterKind("governance.please_vote", _("Please vote"), _WHY, _sample)
VOTE_REMINDER = LetterKind("governance.vote_reminder", _("Reminder to vote"), _WHY, _sample)
REGISTER_HEADS = LetterKind(
    "governance.register_heads",
    _("Heads of the register, once a week"),
    _("You get this because you have a seat in the Steering Committee or work for the Secretariat."),
    lambda: {"heads": [{"day": datetime(2027, 3, 15), "no": 4711, "hash": "9f" * 32}]},
)


CONFIRM_NO_CONFLICT = LetterKind(
    "governance.confirm_no_conflict",
    _("Confirm that there is no conflict of interest"),
    _("You get this because you sign for {organization} or manage its people."),
    lambda: {
        "organization": "Vestbygd kommune",
        "due_on": date(2027, 3, 31),
        "days": 14,
        "button_url": "/me/",
        "button_label": _("Confirm"),
    },
)


def confirm_no_conflict(obligation: Obligation, user, days: int) -> Letter:
    """2.1.4, register I-22: the yearly confirmation, and a reminder where it is late."""
    organization = every_organization(obligation.organization_id)
    facts = {
        "organization": organization.name,
        "due_on": day_in(obligation.due_at, obligation.zone),
        "days": days,
        "button_url": link("governance:participation-confirm", org=organization.slug),
        "button_label": _("Confirm"),
    }
    return Letter(CONFIRM_NO_CONFLICT, to=user, facts=facts, organization_id=organization.pk)


NOTICE_GIVEN = LetterKind(
    "governance.notice_given",
    _("A notice to leave was published"),
    _WHY,
    lambda: {
        "organization": "Vestbygd kommune", "role": "procuring organisation", "effective": date(2027, 3, 31),
        "withdrawn": False, "seat": True, "button_url": "/notices/", "button_label": _("Read the notice"),
    },
)  # fmt: skip


def _facts(decision: Decision) -> dict:
    return {
        "question": decision.question,
        "closes_at": decision.closes_at,
        "button_url": link("governance:decision-detail", ref=decision.ref),
        "button_label": _("Vote"),
    }


def please_vote(decision: Decision, user, *, at: datetime) -> None:
    """M30: a vote is open."""
    post(Letter(PLEASE_VOTE, to=user, facts=_facts(decision), about=decision), at=at)


def vote_reminder(obligation: Obligation, user, days: int) -> Letter:
    """M30 again, to those who have not voted: `days` left."""
    elector = every_elector(obligation.subject_ref)
    return Letter(VOTE_REMINDER, to=user, facts={**_facts(elector.decision), "days": days}, about=elector.decision)


def register_heads(heads: list, people: list, *, at: datetime) -> None:
    """One letter for each week and reader: what the register of events cannot be without any more."""
    facts = {"heads": [{"day": head.day, "no": head.no, "hash": head.hash} for head in heads]}
    key = f"governance.register:{heads[-1].day.isocalendar()[:2]}"
    post_all([Letter(REGISTER_HEADS, to=user, facts=facts, key=f"{key}:{user.pk}") for user in people], at=at)


def notice_given(membership, notice: TerminationNotice, *, at: datetime) -> None:
    """6.6.1: the committee hears who leaves, and whether a seat becomes free."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    facts = {
        "organization": notice.organization.name,
        "role": membership.get_role_display(),
        "effective": notice.effective_on,
        "withdrawn": bool(notice.withdrawn_at),
        "seat": SeatTerm.objects.written_for(day).filter(organization=notice.organization).exists(),
        "button_url": link("website:notice-detail", ref=notice.ref),
        "button_label": _("Read the notice"),
    }
    people = committee_people(day)
    post_all([Letter(NOTICE_GIVEN, to=user, facts=facts, about=notice) for user in people], at=at)
