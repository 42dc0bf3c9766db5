"""What falls due on this floor."""

from django.utils.translation import gettext_lazy as _

from governance import mails, rules
from governance.models import ConsentRound
from pact.deadlines import Kind
from participants.models import Organization
from participants.queries import committee_people, everybody_taking_part, people_with, secretariat_people
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

# --- ending a participation (6.6.2) ---
HEARING_ANSWER = Kind(
    "governance.hearing_answer",
    _("Answer the invitation to be heard"),
    clause="6.6.2",
    ladder=(-7, -3, -1, 0),
    letter=mails.hearing_reminder,
    wakes=lambda obligation: people_with(obligation.organization_id, ("SIGNATORY", "MANAGER")),
    roles=("SIGNATORY", "MANAGER"),
    action=_("Answer"),
)
# What the Secretariat does next in a case about ending a participation.
CASE_STEP = Kind("governance.case_step", _("Next step of a case"), clause="6.6.2", action=_("Open the case"))


# --- disputes (6.7) ---
def _staff_and_committee(obligation) -> list:
    return list({user.pk: user for user in (*secretariat_people(), *committee_people())}.values())


DISPUTE_VIEWS = Kind(
    "governance.dispute_views",
    _("Give your views on a dispute"),
    clause="6.7.2",
    ladder=(-14, -7, -1, 0),
    letter=mails.dispute_views,
    wakes=lambda obligation: people_with(obligation.organization_id, ("SIGNATORY", "VOTER")),
    roles=("SIGNATORY", "VOTER"),
    action=_("Write"),
)
# The months of 6.7.2: the Secretariat and the committee hear a month before, and on the day.
DISPUTE_DUE = Kind(
    "governance.dispute_due",
    _("Issue the recommendation in a dispute"),
    clause="6.7.2",
    ladder=(-30, 0),
    letter=mails.dispute_due,
    wakes=_staff_and_committee,
    action=_("Open"),
)
DISPUTE_ACCEPT = Kind(
    "governance.dispute_accept",
    _("Say whether you accept the recommendation"),
    clause="6.7.2",
    roles=("SIGNATORY", "VOTER"),
    action=_("Answer"),
)
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


# 5.1.4: before a term ends the holder and the Secretariat get letters; there is nothing to press.
TERM_ENDS = Kind(
    "governance.term_ends",
    _("A term in the Steering Committee ends"),
    clause="5.1.4",
    ladder=rules.TERM_LETTERS,
    letter=mails.term_ends,
    wakes=lambda obligation: [obligation.user, *secretariat_people()],
    action=_("Members"),
    shows_from=90,
)
SEAT_OFFER = Kind("governance.seat_offer", _("A seat was offered"), clause="5.1.4", action=_("Record the answer"))
SEAT_VACANT = Kind("governance.seat_vacant", _("A seat is vacant"), clause="5.1.3", action=_("Fill it"))
SEATS_TOO_FEW = Kind(
    "governance.seats_too_few", _("The Steering Committee has too few members"), clause="5.1.3", action=_("Fill seats")
)
# 5.1.3, 4.3: one vote for each organisation, and whoever is named says whether he or she stands.
ELECTION_VOTE = Kind(
    "governance.election_vote",
    _("Vote in an election"),
    clause="5.1.3",
    ladder=(-3, -1, 0),
    letter=mails.election_reminder,
    wakes=lambda obligation: [obligation.user],
    action=_("Vote"),
)
CANDIDACY = Kind(
    "governance.candidacy",
    _("Say whether you stand for election"),
    clause="5.1.3",
    ladder=(-1,),
    letter=mails.candidacy_reminder,
    wakes=lambda obligation: [obligation.user],
    action=_("Answer"),
)
# M32, 5.2.1: invitation and papers leave a fortnight before a meeting.
PAPERS = Kind(
    "governance.papers",
    _("Papers for a meeting"),
    clause="5.2.1",
    ladder=(-7, -2, 0, 2),
    letter=mails.papers_due,
    wakes=lambda obligation: secretariat_people(),
    action=_("Invite"),
)
MEETINGS_TOO_FEW = Kind(
    "governance.meetings_too_few", _("Too few ordinary meetings are planned"), clause="5.1.5", action=_("Plan")
)
