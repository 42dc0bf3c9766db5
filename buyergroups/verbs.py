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

WORKING_GROUP_PROPOSED = Verb("buyergroups.working_group.proposed", _("proposed a working group"))
WORKING_GROUP_BEGUN = Verb("buyergroups.working_group.begun", _("established the working group"))
WORKING_GROUP_REFUSED = Verb("buyergroups.working_group.refused", _("did not establish the working group"))
WORKING_GROUP_RESTED = Verb("buyergroups.working_group.rested", _("let the working group rest"))
WORKING_GROUP_WOKEN = Verb("buyergroups.working_group.woken", _("took up the work of the working group again"))
WORKING_GROUP_CLOSING = Verb(
    "buyergroups.working_group.closing", _("asked the Steering Committee to close the working group")
)
WORKING_GROUP_CLOSED = Verb("buyergroups.working_group.closed", _("closed the working group"))
WORKING_GROUP_JOINED = Verb("buyergroups.working_group.joined", _("joined the working group"))
WORKING_GROUP_LEFT = Verb("buyergroups.working_group.left", _("left the working group"))
VOICE_PASSED = Verb("buyergroups.working_group.voice_passed", _("passed the voice in the working group"))
CHAIR_BEGUN = Verb("buyergroups.working_group.chair_begun", _("took the chair of the working group"))
ADOPTION_OPENED = Verb("buyergroups.adoption.opened", _("opened a vote of the working group"))
ADOPTION_VOTED = Verb("buyergroups.adoption.voted", _("voted in the working group"))
ADOPTION_CARRIED = Verb("buyergroups.adoption.carried", _("the working group adopted it"))
ADOPTION_REJECTED = Verb("buyergroups.adoption.rejected", _("the working group did not adopt it"))
ADOPTION_CANCELLED = Verb("buyergroups.adoption.cancelled", _("took a vote of the working group back"))
GUEST_INVITED = Verb("buyergroups.guest.invited", _("invited a guest to the working group"))
GUEST_ACCEPTED = Verb("buyergroups.guest.accepted", _("accepted the invitation of the working group"))
GUEST_DECLINED = Verb("buyergroups.guest.declined", _("declined the invitation of the working group"))
GUEST_WITHDRAWN = Verb("buyergroups.guest.withdrawn", _("withdrew the invitation of a guest"))
