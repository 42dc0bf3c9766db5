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
TENDER_ENTERED = Verb("buyergroups.tender.entered", _("entered a coming tender in the calendar"))
TENDER_CHANGED = Verb("buyergroups.tender.changed", _("changed a tender in the calendar"))
TENDER_IN_CONSULTATION = Verb("buyergroups.tender.consulted", _("began the market consultation of a tender"))
TENDER_ANNOUNCED = Verb("buyergroups.tender.announced", _("announced a tender"))
TENDER_PUBLISHED = Verb("buyergroups.tender.published", _("published the notice of a tender"))
TENDER_AWARDED = Verb("buyergroups.tender.awarded", _("awarded a tender"))
TENDER_POSTPONED = Verb("buyergroups.tender.postponed", _("postponed a tender"))
TENDER_CANCELLED = Verb("buyergroups.tender.cancelled", _("cancelled a tender"))
TENDER_LESSONS_TOLD = Verb("buyergroups.tender.lessons_told", _("told what was learned from a tender"))
TENDERS_CONFIRMED = Verb("buyergroups.tender.confirmed", _("confirmed the coming tenders as still right"))
TENDER_PARTNER_NAMED = Verb("buyergroups.tender.partner_named", _("named a partner of a joint tender"))
TENDER_PARTNER_LEFT = Verb("buyergroups.tender.partner_left", _("took an organisation off a joint tender"))
TENDERS_PASSED_ON = Verb("buyergroups.tender.passed_on", _("passed tenders to the record a duplicate was merged into"))
