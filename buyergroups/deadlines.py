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
