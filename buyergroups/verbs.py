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
USERS_RESTATED = Verb("buyergroups.users.restated", _("corrected the users served; what was stated before stays"))
BLOCK_STATED = Verb("buyergroups.users.block_stated", _("stated the users served by members that are not named"))
USERS_CONFIRMED = Verb("buyergroups.users.confirmed", _("confirmed the users served as unchanged"))
REPRESENTATIVE_NAMED = Verb("buyergroups.representative.named", _("appointed an international representative"))
OUTREACH_BEGUN = Verb("buyergroups.outreach.begun", _("wrote down whom the group reached out to"))
OUTREACH_CHANGED = Verb("buyergroups.outreach.changed", _("changed an entry of the outreach list"))
OUTREACH_INTERESTED = Verb("buyergroups.outreach.interested", _("noted that an organisation is interested"))
OUTREACH_JOINED = Verb("buyergroups.outreach.joined", _("noted that an organisation joined"))
OUTREACH_NOT_INTERESTED = Verb("buyergroups.outreach.not_interested", _("noted that an organisation is not interested"))
OUTREACH_CONTACTED = Verb("buyergroups.outreach.contacted", _("noted that an organisation was contacted again"))
