"""What falls due on this floor: the committee's one month, and the first things of a new participant."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pact.deadlines import Kind
from participants import mails, queries

ACTING = ("MANAGER", "EDITOR", "SIGNATORY")


def _deciders(obligation) -> list:
    return _once(queries.secretariat_people(), queries.committee_people())


def _secretariat_and_chair(obligation) -> list:
    return _once(queries.secretariat_people(), queries.committee_people(roles=("CHAIR",)))


def _once(*lists: list) -> list:
    return list({user.pk: user for users in lists for user in users}.values())


DECISION_DUE = Kind(
    "participants.decision_due",
    _("Decide on an application"),
    clause="6.4.2",
    ladder=(-14, -7, -3, -1, 0),
    letter=mails.decision_due,
    wakes=_deciders,
    action=_("Open"),
)
# The month is over and nothing was decided: no tacit approval, a letter a day to the chair and the Secretariat.
DECISION_OVERDUE = Kind(
    "participants.decision_overdue",
    _("Overdue: decide on an application"),
    clause="6.4.2",
    ladder=tuple(range(1, 31)),
    letter=mails.decision_due,
    wakes=_secretariat_and_chair,
    letters_only=True,
)
# Pact 2.2.2 c: whoever reports misuse hears within two weeks.
MISUSE_DUE = Kind(
    "participants.misuse_due",
    _("Look at a report of misuse"),
    clause="2.2.2.c",
    ladder=(-14, -7, -1, 0, 7),
    letter=mails.misuse_due,
    wakes=lambda obligation: queries.secretariat_people(),
    action=_("Open"),
)
# An installation in which nobody takes part yet; what comes first stands on the Secretariat's page.
SET_UP = Kind("participants.set_up", _("Set up the Pact: what to do first"), clause="6.4.3", action=_("Begin"))
# Pact 6.3.1: participants begin as soon as possible. One line on the desk for the whole list of first steps.
BEGIN = Kind(
    "participants.begin",
    _("Your first steps in the Pact"),
    clause="6.3.1",
    roles=ACTING,
    action=_("Look"),
)
# Two letters, counted from the day of admission, while something is open; then no more.
NUDGED_FOR = timedelta(days=120)
BEGIN_NUDGE = Kind(
    "participants.begin_nudge",
    _("First steps: what is still open"),
    clause="6.3.1",
    ladder=(30, 90),
    letter=mails.first_steps_open,
    wakes=lambda obligation: queries.people_with(obligation.organization_id, ACTING),
    letters_only=True,
)
