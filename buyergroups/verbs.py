"""What can happen on this floor, past tense, each with the sentence the trail prints."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

GROUP_FOUNDED = Verb("buyergroups.group.founded", _("founded the buyer group"))
COORDINATION_PASSED = Verb(
    "buyergroups.group.coordination_passed", _("passed the coordination to the record a duplicate was merged into")
)
TASKS_HANDED_ON = Verb(
    "buyergroups.group.tasks_handed_on", _("handed the open tasks of the buyer group to the Secretariat")
)
ASKED_TO_JOIN = Verb("buyergroups.membership.asked", _("was asked to join the buyer group"))
JOINED = Verb("buyergroups.membership.joined", _("joined the buyer group"))
DECLINED = Verb("buyergroups.membership.declined", _("did not join the buyer group"))
ADMITTED = Verb("buyergroups.membership.admitted", _("admitted an organisation that is not a participant"))
ADMISSION_REFUSED = Verb("buyergroups.membership.refused", _("did not admit an organisation (conflict of interest)"))
KEPT_OUT = Verb("buyergroups.membership.kept_out", _("did not let an organisation in (decision on a doubt)"))
CHECKED_AGAIN = Verb("buyergroups.membership.checked", _("checked an organisation again for a conflict of interest"))
MEMBERSHIP_ENDED = Verb("buyergroups.membership.ended", _("left the buyer group"))
USERS_STATED = Verb("buyergroups.users.stated", _("stated the users served"))
USERS_CONFIRMED = Verb("buyergroups.users.confirmed", _("confirmed the users served as unchanged"))
REPRESENTATIVE_NAMED = Verb("buyergroups.representative.named", _("appointed an international representative"))

GATHERING_ARRANGED = Verb("buyergroups.gathering.arranged", _("arranged a meeting"))
GATHERING_CHANGED = Verb("buyergroups.gathering.changed", _("changed a meeting"))
GATHERING_INVITED = Verb("buyergroups.gathering.invited", _("invited to a meeting"))
GATHERING_ANSWERED = Verb("buyergroups.gathering.answered", _("said whether he comes to a meeting"))
GATHERING_ATTENDED = Verb("buyergroups.gathering.attended", _("recorded who was at a meeting"))
GATHERING_NOTED = Verb("buyergroups.gathering.noted", _("wrote notes of a meeting"))
GATHERING_HELD = Verb("buyergroups.gathering.held", _("recorded that a meeting was held"))
GATHERING_CANCELLED = Verb("buyergroups.gathering.cancelled", _("cancelled a meeting"))
NOTES_PUBLISHED = Verb("buyergroups.gathering.published", _("published the notes of a meeting"))
FILE_SHARED = Verb("buyergroups.file.shared", _("shared a file"))
FILE_TAKEN_BACK = Verb("buyergroups.file.taken_back", _("took back a shared file"))
STATEMENT_DRAFTED = Verb("buyergroups.statement.drafted", _("drafted a joint statement of demand"))
STATEMENT_CHANGED = Verb("buyergroups.statement.changed", _("changed the draft of a joint statement of demand"))
STATEMENT_ADOPTED = Verb("buyergroups.statement.adopted", _("adopted a joint statement of demand"))
STATEMENT_REJECTED = Verb("buyergroups.statement.rejected", _("did not adopt a joint statement of demand"))
STATEMENT_OPENED = Verb("buyergroups.statement.opened", _("opened a joint statement of demand for signing"))
STATEMENT_EXTENDED = Verb("buyergroups.statement.extended", _("gave more time to sign a joint statement of demand"))
STATEMENT_CLOSED = Verb("buyergroups.statement.closed", _("closed a joint statement of demand"))
STATEMENT_WITHDRAWN = Verb("buyergroups.statement.withdrawn", _("withdrew a joint statement of demand"))
STATEMENT_SIGNED = Verb("buyergroups.statement.signed", _("signed a joint statement of demand"))
SIGNATURE_WITHDRAWN = Verb("buyergroups.statement.unsigned", _("withdrew from a joint statement of demand"))
