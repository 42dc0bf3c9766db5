"""What falls due on this floor."""

from django.utils.translation import gettext_lazy as _

from buyergroups import mails, rules
from buyergroups.models import AdoptionVote
from buyergroups.queries.groups import every_coordinator_of
from pact.deadlines import Kind
from participants.queries import people_with

JOIN_GROUP = Kind(
    "buyergroups.join",
    _("Join your buyer group"),
    clause="3.3.1",
    roles=("EDITOR", "MANAGER", "SIGNATORY"),
    action=_("Answer"),
)
CONFIRM_USERS = Kind(
    "buyergroups.confirm_users",
    _("Confirm the users served"),
    clause="3.2.1.c",
    ladder=(-30, -7, -1),
    letter=mails.confirm_users,
    wakes=lambda obligation: every_coordinator_of(obligation.group_id, obligation.due_at.date()),
    action=_("Confirm"),
)
ACCEPT_DELEGATION = Kind(
    "buyergroups.accept_delegation",
    _("Carry out a coordinating role?"),
    clause="3.2.3",
    roles=("SIGNATORY",),
    action=_("Answer"),
)
# The yearly look at those who are in already (2.1.4): nobody's check is extended in silence.
CHECK_DELEGATE_AGAIN = Kind(
    "buyergroups.check_delegate_again",
    _("Check an appointed organisation again"),
    clause="2.1.4",
    action=_("Check"),
)
CHECK_MEMBER_AGAIN = Kind(
    "buyergroups.check_member_again",
    _("Check a member again"),
    clause="2.1.4",
    action=_("Check"),
)
SCREEN_DELEGATE = Kind(
    "buyergroups.screen_delegate",
    _("Check an appointed organisation"),
    clause="2.1.4",
    action=_("Check"),
)
# The time that was named has passed without news: its owner is written to seven and thirty days after (3.1.1.e).
UPDATE_TENDER = Kind(
    "buyergroups.update_tender",
    _("Say what became of a tender"),
    clause="3.1.1.e",
    roles=("EDITOR", "MANAGER", "SIGNATORY"),
    ladder=rules.REMINDED_AFTER,
    letter=mails.tender_passed,
    wakes=lambda obligation: people_with(obligation.organization_id, ("EDITOR", "MANAGER")),
    action=_("Update"),
)
CONFIRM_TENDERS = Kind(
    "buyergroups.confirm_tenders",
    _("Are your coming tenders still right?"),
    clause="3.1.1.e",
    roles=("EDITOR", "MANAGER", "SIGNATORY"),
    action=_("Confirm"),
)
# 4.2, 4.4, 4.6, 5.1.2: what a version of the library waits for; each is met by the step that settles it.
LOOK_AT_COMMENTS = Kind(
    "buyergroups.look_at_comments", _("Look at comments on a draft"), clause="4.4", action=_("Look")
)
END_CONSULTATION = Kind(
    "buyergroups.end_consultation", _("The time for comments is over"), clause="4.4", action=_("Go on")
)
PUT_VERSION = Kind(
    "buyergroups.put_version", _("Put a version before the Steering Committee"), clause="5.1.2", action=_("Put it")
)
REVISE_VERSION = Kind("buyergroups.revise_version", _("Revise a version"), clause="5.1.2", action=_("Revise"))
PUBLISH_VERSION = Kind("buyergroups.publish_version", _("Publish a version"), clause="4.6", action=_("Publish"))


def address(version) -> dict:
    """Where a version stands, for what leads to it."""
    item = version.item
    wg = item.working_group.slug if item.working_group_id else ""
    return {"wg": wg, "item": item.slug, "number": version.number}


# Somebody wrote down what others can learn from: it is looked at before it is public.
CHECK_EXAMPLE = Kind(
    "buyergroups.check_example",
    _("Look at a good example"),
    clause="3.3.2.b",
    action=_("Look at it"),
)
CORRECT_EXAMPLE = Kind(
    "buyergroups.correct_example",
    _("Go on with a good example that was sent back"),
    clause="3.3.2.b",
    roles=("EDITOR", "MANAGER", "SIGNATORY"),
    action=_("Go on"),
)
REPRESENTATIVE_VACANT = Kind(
    "buyergroups.representative_vacant",
    _("Appoint an international representative"),
    clause="3.3.2.d",
    action=_("Appoint"),
)
START_UP_STEP = Kind(
    "buyergroups.start_up_step",
    _("Next step of the start-up of a buyer group"),
    clause="5.2.2",
    action=_("Open"),
)
# 4.4: one vote for each organization of a working group; everybody who sits for it has it on his tasks.
ADOPTION_VOTE = Kind(
    "buyergroups.adoption_vote",
    _("Vote in your working group"),
    clause="4.4",
    ladder=(-3, -1),
    letter=mails.adoption_reminder,
    wakes=lambda obligation: [obligation.user],
    action=_("Vote"),
)
ADOPTION_STUCK = Kind(
    "buyergroups.adoption_stuck", _("A vote of a working group could not close"), clause="4.4", action=_("Open")
)


def about_vote(vote: AdoptionVote) -> tuple[str, str]:
    return AdoptionVote._meta.label_lower, str(vote.pk)


RECORD_MEETING = Kind(
    "buyergroups.record_meeting",
    _("Record a meeting that has passed"),
    clause="3.2.1.b",
    action=_("Record"),
)
# The next word to an organization that a group reached out to (3.2.1.a): the date is the coordinator's own.
NEXT_CONTACT = Kind(
    "buyergroups.next_contact",
    _("Speak to an organisation again"),
    clause="3.2.1.a",
    action=_("Open"),
    shows_from=7,
)
