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
GROUP_DESCRIBED = Verb("buyergroups.group.described", _("changed the settings of the buyer group"))
AREAS_CHANGED = Verb("buyergroups.group.areas", _("changed the areas that the buyer group covers"))
COORDINATOR_FOUND = Verb("buyergroups.group.coordinator", _("gave the buyer group a coordinating organisation"))
GROUP_BEGUN = Verb("buyergroups.group.begun", _("opened the buyer group"))
GROUP_RESTED = Verb("buyergroups.group.rested", _("let the buyer group rest"))
GROUP_WOKEN = Verb("buyergroups.group.woken", _("woke the buyer group"))
GROUP_CLOSED = Verb("buyergroups.group.closed", _("closed the buyer group"))
TASKS_GIVEN_BACK = Verb(
    "buyergroups.group.tasks_given_back", _("gave the open tasks of the buyer group to its coordinator")
)
QUESTION_WITHDRAWN = Verb("buyergroups.membership.withdrawn", _("took back the question to join the buyer group"))
START_UP_OPENED = Verb("buyergroups.start_up.opened", _("opened the start-up of a buyer group"))
START_UP_ASKED = Verb("buyergroups.start_up.asked", _("asked the Secretariat to start a buyer group"))
START_UP_NOTED = Verb("buyergroups.start_up.noted", _("noted the next step of a start-up"))
WORKSHOP_HELD = Verb("buyergroups.start_up.workshop", _("recorded the workshop of a start-up"))
CHARTER_AGREED = Verb("buyergroups.start_up.charter", _("recorded the charter of a start-up"))
HANDED_OVER = Verb("buyergroups.start_up.handed_over", _("handed a buyer group over to its coordinating organisation"))
START_UP_DROPPED = Verb("buyergroups.start_up.dropped", _("did not pursue a start-up"))
MEMBERS_READ = Verb("buyergroups.members.read", _("uploaded a list of members"))
MEMBERS_TAKEN_OVER = Verb("buyergroups.members.taken_over", _("took over a list of members"))
MEMBERS_DROPPED = Verb("buyergroups.members.dropped", _("put a list of members aside"))
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
REPRESENTATIVE_ENDED = Verb("buyergroups.representative.ended", _("ended the task of an international representative"))
