"""What can happen on this floor, past tense, each with the sentence the trail prints."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

REPORT_BEGUN = Verb("reports.coordinated.begun", _("opened the group report"))
SECTION_SAVED = Verb("reports.section.saved", _("wrote a part of the group report"))
SECTION_TAKEN = Verb("reports.section.taken", _("took a part of the group report over from a colleague"))
DELIVERED = Verb("reports.coordinated.delivered", _("sent the group report to the Secretariat"))
RETURNED = Verb("reports.coordinated.returned", _("sent the group report back with remarks"))
ACCEPTED = Verb("reports.coordinated.accepted", _("accepted the group report"))
FROZEN = Verb("reports.coordinated.frozen", _("froze the group report"))
COMPILED = Verb("reports.snapshot.compiled", _("compiled the figures of the year"))
NOT_COMPILED = Verb("reports.snapshot.failed", _("could not compile the figures of the year"))
COMPILE_AGAIN = Verb("reports.snapshot.again", _("had the figures of the year compiled again"))
CHAPTER_SAVED = Verb("reports.progress.chapter_saved", _("wrote a chapter"))
PUT_BEFORE_COMMITTEE = Verb("reports.progress.put", _("put the report before the Steering Committee"))
APPROVED = Verb("reports.progress.approved", _("approved the report"))
NOT_APPROVED = Verb("reports.progress.returned", _("sent the report back"))
PUBLISHED = Verb("reports.progress.published", _("published the report"))
PLAN_BEGUN = Verb("reports.plan.begun", _("opened the action plan of a year"))
PLAN_WRITTEN = Verb("reports.plan.written", _("wrote an item of the action plan"))
PLAN_ITEM_REMOVED = Verb("reports.plan.item_removed", _("took an item out of the draft of the action plan"))
PLAN_NOTHING = Verb("reports.plan.nothing", _("said why there is nothing under a heading of the action plan"))
PLAN_SHARED = Verb("reports.plan.shared", _("shared the action plan with the Secretariat and the public"))
PLAN_REVIEWED = Verb("reports.plan.reviewed", _("looked back at the action plan"))
PLAN_ITEM_DONE = Verb("reports.plan.item_done", _("marked an item of the action plan as done"))
PLAN_ITEM_MOVED = Verb("reports.plan.item_moved", _("moved an item of the action plan to the next year"))
PLAN_ITEM_DROPPED = Verb("reports.plan.item_dropped", _("dropped an item of the action plan"))
