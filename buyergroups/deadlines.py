"""What falls due on this floor."""

from django.utils.translation import gettext_lazy as _

from buyergroups import mails
from buyergroups.queries.groups import every_coordinator_of
from pact.deadlines import Kind

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
# The next word to an organization that a group reached out to (3.2.1.a): the date is the coordinator's own.
NEXT_CONTACT = Kind(
    "buyergroups.next_contact",
    _("Speak to an organisation again"),
    clause="3.2.1.a",
    action=_("Open"),
    shows_from=7,
)
