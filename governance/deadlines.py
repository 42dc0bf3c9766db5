"""What falls due on this floor."""

from django.utils.translation import gettext_lazy as _

from governance import mails
from governance.models import ConsentRound
from pact.deadlines import Kind
from participants.models import Organization
from participants.queries import everybody_taking_part, people_with
from participants.rules import VOTING

VOTE = Kind(
    "governance.vote",
    _("Vote"),
    clause="6.4.2",
    ladder=(-7, -3, -1, 0),
    letter=mails.vote_reminder,
    wakes=lambda obligation: [obligation.user],
    action=_("Vote"),
)
# Register I-22: once a year a participant says that there is still no conflict of interest.
CONFIRM_NO_CONFLICT = Kind(
    "governance.confirm_no_conflict",
    _("Confirm that there is no conflict of interest"),
    clause="2.1.4",
    ladder=(-30, -14, -7, -1, 7, 30),
    letter=mails.confirm_no_conflict,
    wakes=lambda obligation: people_with(obligation.organization_id, ("SIGNATORY", "MANAGER")),
    roles=("SIGNATORY", "MANAGER"),
    action=_("Confirm"),
)
# The committee saw a conflict of interest of somebody who takes part: nothing ends by itself (P10, register I-21).
CONFLICT_OF_PARTICIPANT = Kind(
    "governance.conflict_of_participant",
    _("A participant has a conflict of interest"),
    clause="2.1.4",
    action=_("Open the record"),
)
# A vote that could not close by itself: reasons are missing, seats are empty, or what follows is not possible.
CLOSE = Kind("governance.close", _("Close a vote"), clause="5.1", action=_("Open"))

# Consent of all participants: who is asked has it among the tasks until it has answered (M31).
ANSWER = Kind(
    "governance.answer",
    _("Answer for your organisation: an amendment of the Pact"),
    clause="6.5.2",
    ladder=(-14, -3),
    letter=mails.round_reminder,
    wakes=lambda obligation: people_with(obligation.organization_id, tuple(VOTING)),
    roles=tuple(sorted(VOTING)),
    action=_("Answer"),
)
# 6.2.2: consent to an extension is explicit; the silent are reminded once a week.
ANSWER_EXTENSION = Kind(
    "governance.answer_extension",
    _("Answer for your organisation: the extension of the Pact"),
    clause="6.2.2",
    ladder=(*range(-182, 0, 7), -3, -1),
    letter=mails.round_reminder,
    wakes=lambda obligation: people_with(obligation.organization_id, tuple(VOTING)),
    roles=tuple(sorted(VOTING)),
    action=_("Answer"),
)
# 6.2.1: the end of the Pact, told to all participants a year, half a year and a month before.
PACT_ENDS = Kind(
    "governance.pact_ends",
    _("The Pact ends"),
    clause="6.2.1",
    ladder=(-365, -180, -30),
    letter=mails.pact_ends,
    wakes=lambda obligation: everybody_taking_part(),
    letters_only=True,
)
AMENDMENT_REQUESTED = Kind(
    "governance.amendment_requested", _("An amendment is requested"), clause="6.5.1", action=_("Open the request")
)


def kind_of(row: ConsentRound) -> Kind:
    return ANSWER_EXTENSION if row.subject == ConsentRound.Subject.EXTENSION else ANSWER


def answer_page(row: ConsentRound, organization: Organization) -> tuple[str, dict[str, str]]:
    """Where an organization answers."""
    return mails.rounds.answer_page(row, organization)
