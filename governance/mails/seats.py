"""The letters about seats: offered, taken, ended early, and before a term ends (M35, Pact 5.1.3, 5.1.4)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import SeatTerm
from governance.queries.seats import every_term
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post, post_all
from participants.models import Organization

_SIGNS = _("You get this because you sign for {organization} or manage its people.")
_SITS = _("You get this because you have or had a seat in the Steering Committee for {organization}.")


def _sample(**more) -> dict:
    return {
        "organization": "Vestbygd kommune", "seat_no": 3, "from_on": date(2027, 9, 1), "last_on": date(2029, 8, 31),
        "button_url": link("governance:seat-list"), "button_label": _("Members"), **more,
    }  # fmt: skip


SEAT_OFFERED = LetterKind("governance.seat_offered", _("A seat is offered"), _SIGNS, _sample)
SEAT_TAKEN = LetterKind("governance.seat_taken", _("You have a seat in the Steering Committee"), _SITS, _sample)
SEAT_ENDED = LetterKind(
    "governance.seat_ended",
    _("A seat ended before its time"),
    _SITS,
    lambda: _sample(reason="The organisation asked for it.", ended_on=date(2027, 3, 31)),
)
TERM_ENDS = LetterKind(
    "governance.term_ends",
    _("A term in the Steering Committee ends"),
    _("You get this because you have this seat in the Steering Committee, or work for the Secretariat."),
    lambda: _sample(days=90, yours=True, member="Ingrid Solheim"),
)


def _facts(term: SeatTerm) -> dict:
    return {
        "organization": term.organization.name,
        "seat_no": term.seat_no,
        "from_on": term.period.lower,
        "last_on": term.period.upper - timedelta(days=1),
        "button_url": link("governance:seat-list"),
        "button_label": _("Members"),
    }


def seat_offered(organization: Organization, people: list, *, at: datetime) -> None:
    """5.1.4: a coordinating organisation is asked in its turn."""
    facts = {"organization": organization.name, "button_url": link("website:contact"), "button_label": _("Answer")}
    owner = {"about": organization, "organization_id": organization.pk}
    post_all([Letter(SEAT_OFFERED, to=user, facts=facts, **owner) for user in people], at=at)


def seat_taken(term: SeatTerm, *, at: datetime) -> None:
    facts = _facts(term)
    post(Letter(SEAT_TAKEN, to=term.user, facts=facts, about=term, organization_id=term.organization_id), at=at)


def seat_ended(term: SeatTerm, *, reason: str, at: datetime) -> None:
    facts = {**_facts(term), "reason": reason, "ended_on": day_in(at, settings.SECRETARIAT_TIME_ZONE)}
    post(Letter(SEAT_ENDED, to=term.user, facts=facts, about=term, organization_id=term.organization_id), at=at)


def term_ends(obligation: Obligation, user, days: int) -> Letter:
    """M35: 180, 90 and 30 days before, to the holder and the Secretariat."""
    term = every_term(obligation.subject_ref)
    yours = user.pk == term.user_id
    facts = {**_facts(term), "days": days, "yours": yours, "member": term.user.name}
    if not yours:
        facts |= {"button_url": link("governance:seat-board"), "button_label": _("Seats and terms")}
    return Letter(TERM_ENDS, to=user, facts=facts, about=term, organization_id=term.organization_id)
