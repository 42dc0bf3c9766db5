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
COMMENTED = Verb("buyergroups.comment.made", _("commented on a draft of the library"))
FEEDBACK_GIVEN = Verb("buyergroups.feedback.given", _("told how a version of the library did"))
FEEDBACK_CHANGED = Verb("buyergroups.feedback.changed", _("changed how a version of the library did"))
FEEDBACK_SUMMED_UP = Verb("buyergroups.feedback.summed_up", _("summed up the feedback of the buyer group"))
EXAMPLE_WRITTEN = Verb("buyergroups.example.written", _("wrote a good example"))
EXAMPLE_CHANGED = Verb("buyergroups.example.changed", _("changed a good example"))
EXAMPLE_SENT = Verb("buyergroups.example.sent", _("sent a good example for a check"))
EXAMPLE_PUBLISHED = Verb("buyergroups.example.published", _("published a good example"))
EXAMPLE_RETURNED = Verb("buyergroups.example.returned", _("returned a good example with a remark"))
EXAMPLE_WITHDRAWN = Verb("buyergroups.example.withdrawn", _("withdrew a good example"))
