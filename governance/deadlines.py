"""What falls due on this floor."""

from django.utils.translation import gettext_lazy as _

from governance import mails
from pact.deadlines import Kind

VOTE = Kind(
    "governance.vote",
    _("Vote"),
    clause="6.4.2",
    ladder=(-7, -3, -1, 0),
    letter=mails.vote_reminder,
    wakes=lambda obligation: [obligation.user],
    action=_("Vote"),
)
# A vote that could not close by itself: reasons are missing, seats are empty, or what follows is not possible.
CLOSE = Kind("governance.close", _("Close a vote"), clause="5.1", action=_("Open"))
