"""What stands in the rail of each workspace, and in the tabs of a record: names of pages of all floors."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Item(NamedTuple):
    label: str | Promise
    url_name: str
    icon: str = ""


class Group(NamedTuple):
    label: str | Promise
    items: tuple[Item, ...]


INVITED = Item(_("Invited as a guest"), "buyergroups:guest-own", "mail-open")
TASKS = Item(_("My tasks"), "deadlines:desk", "list-todo")

_ACCOUNT = (
    Item(_("E-mail addresses"), "account_email", "mail"),
    Item(_("Password"), "account_change_password", "lock"),
    Item(_("Sign-in safety"), "mfa_index", "shield-check"),
    Item(_("Where you are signed in"), "accounts:session-list", "monitor-smartphone"),
    Item(_("My data"), "persons:own-data", "file-down"),
    Item(_("My meetings"), "buyergroups:gathering-mine", "calendar-days"),
)
_ORGANIZATION = (
    Item(_("Overview"), "participants:organization-overview", "house"),
    Item(_("Yearly figures"), "monitoring:submission-list", "clipboard-list"),
    Item(_("Our buyer groups"), "buyergroups:membership-list", "users-round"),
    Item(_("Joint statements"), "buyergroups:statement-signing", "scroll-text"),
    Item(_("Tenders"), "buyergroups:tender-list", "calendar-days"),
    Item(_("Library: how did it do?"), "buyergroups:feedback-list", "message-square-text"),
    Item(_("Good examples"), "buyergroups:example-list", "sprout"),
    Item(_("Working groups"), "buyergroups:working-group-list", "messages-square"),
    Item(_("Amendments of the Pact"), "governance:organization-amendments", "scroll-text"),
    Item(_("People"), "participants:people", "user-plus"),
    Item(_("Our organisation"), "participants:organization-profile", "building-2"),
)
# A supporter buys and reports nothing here: it has its letter.
_SUPPORTER = (
    Item(_("Overview"), "participants:organization-overview", "house"),
    Item(_("Our support"), "participants:support-letter", "file-text"),
    Item(_("People"), "participants:people", "user-plus"),
    Item(_("Our organisation"), "participants:organization-profile", "building-2"),
)
_GROUP = (
    Item(_("Overview"), "buyergroups:group-detail", "house"),
    Item(_("Members"), "buyergroups:group-members", "users-round"),
    Item(_("Meetings"), "buyergroups:gathering-list", "calendar-days"),
    Item(_("Files"), "buyergroups:file-list", "folder"),
    Item(_("Joint statements"), "buyergroups:statement-list", "scroll-text"),
    Item(_("Feedback on the library"), "buyergroups:group-feedback", "message-square-text"),
    Item(_("Examples of members"), "buyergroups:group-examples", "sprout"),
)
_REPORTING = (
    Item(_("Figures of the members"), "monitoring:group-coverage", "clipboard-check"),
    Item(_("Users served"), "buyergroups:group-users", "users"),
    Item(_("Group reports"), "reports:coordinated-list", "file-text"),
    Item(_("Action plan"), "reports:group-plan", "target"),
    Item(_("Outreach"), "buyergroups:outreach-list", "megaphone"),
    Item(_("Representatives"), "buyergroups:representative-list", "user-plus"),
    Item(_("Settings"), "buyergroups:group-settings", "settings-2"),
)
# A member visits the group: what its coordinators do is not in reach.
_COORDINATING = ("monitoring:group-coverage", "buyergroups:outreach-list", "buyergroups:group-settings")
_FOR_MEMBERS = tuple(item for item in _REPORTING if item.url_name not in _COORDINATING)
_WORKING_GROUP = (
    Item(_("Overview"), "buyergroups:working-group-detail", "house"),
    Item(_("Members"), "buyergroups:working-group-members", "users-round"),
    Item(_("Meetings"), "buyergroups:gathering-list", "calendar-days"),
    Item(_("Documents"), "buyergroups:document-list", "file-text"),
    Item(_("Joint statements"), "buyergroups:statement-list", "megaphone"),
    Item(_("Files"), "buyergroups:file-list", "folder"),
    Item(_("Votes"), "buyergroups:adoption-list", "vote"),
    Item(_("Guests"), "buyergroups:guest-list", "user-plus"),
    Item(_("Elections"), "buyergroups:election-list", "gavel"),
)
_COMMITTEE = (
    Item(_("Decision room"), "governance:decision-room", "gavel"),
    Item(_("Decisions"), "governance:decision-list", "library"),
    Item(_("Members"), "governance:seat-list", "users-round"),
    Item(_("Meetings"), "governance:meeting-list", "calendar-days"),
    Item(_("Elections"), "governance:election-list", "vote"),
)
_SECRETARIAT = (
    Item(_("Today"), "reports:cockpit", "sun"),
    Item(_("Applications"), "participants:application-list", "inbox"),
    Item(_("Organisations"), "participants:organization-list", "building-2"),
    Item(_("Supporters"), "participants:supporter-list", "users"),
    Item(_("First steps"), "participants:onboarding-list", "list-todo"),
    Item(_("People"), "participants:person-list", "users"),
)
_TOGETHER = (
    Item(_("Buyer groups"), "buyergroups:group-list", "users-round"),
    Item(_("Areas"), "participants:territory-list", "map-pin"),
    Item(_("Users served"), "buyergroups:users-list", "users"),
    Item(_("Action plans"), "reports:plan-board", "target"),
    Item(_("Working groups"), "buyergroups:working-group-board", "messages-square"),
    Item(_("Monitoring"), "monitoring:cycle-list", "clipboard-list"),
    Item(_("Progress report"), "reports:progress-list", "file-text"),
)
_PUBLISHING = (
    Item(_("Library"), "buyergroups:library-list", "library"),
    Item(_("Good examples"), "buyergroups:example-queue", "sprout"),
    Item(_("Tender calendar"), "buyergroups:tender-overview", "calendar-clock"),
    Item(_("Events"), "buyergroups:gathering-list", "calendar-days"),
)
_GOVERNANCE = (
    Item(_("Steering Committee"), "governance:decision-room", "gavel"),
    Item(_("Amendments"), "governance:amendment-list", "scroll-text"),
    Item(_("Duration of the Pact"), "governance:duration", "calendar-clock"),
    Item(_("Seats and terms"), "governance:seat-board", "users-round"),
    Item(_("Meetings"), "governance:meeting-planning", "calendar-days"),
    Item(_("Founding signers"), "governance:founder-list", "scroll-text"),
    Item(_("Ending a participation"), "governance:termination-list", "ban"),
    Item(_("Disputes"), "governance:dispute-files", "handshake"),
    Item(_("Rulebook"), "website:rule-list", "scale"),
)
_RECORDS = (
    Item(_("Letters"), "mail:letter-list", "mail"),
    Item(_("Documents"), "documents:document-list", "library"),
    Item(_("Deadlines"), "deadlines:ladder-list", "calendar-clock"),
    Item(_("History"), "audit:event-list", "history"),
)

# The record of an organization: each tab is an address of the floor that owns what it shows.
RECORD = (
    Item(_("Facts"), "participants:organization-record"),
    Item(_("Roles and signed texts"), "participants:organization-roles"),
    Item(_("People"), "participants:organization-people"),
    Item(_("Buyer groups"), "buyergroups:organization-groups"),
    Item(_("Figures"), "monitoring:organization-figures"),
    Item(_("Letters"), "participants:organization-letters"),
    Item(_("Votes and decisions"), "governance:organization-decisions"),
    Item(_("Applications"), "participants:organization-applications"),
    Item(_("History"), "participants:organization-history"),
)


def _rail(items: tuple[Item, ...], *more: Group) -> tuple[Group, ...]:
    """Every rail begins with the tasks of the person."""
    return (Group("", (TASKS, *items)), *more)


# Pages of a workspace get the tenant of the path: `org`, `group` or `wg`.
WORKSPACES: dict[str, tuple[Group, ...]] = {
    "me": _rail(_ACCOUNT),
    "organization": _rail(_ORGANIZATION),
    "supporter": _rail(_SUPPORTER),
    "group": _rail(_GROUP, Group(_("Coordinating"), _REPORTING)),
    "member": _rail(_GROUP, Group(_("What the group tells"), _FOR_MEMBERS)),
    "working_group": _rail(_WORKING_GROUP),
    "committee": _rail(_COMMITTEE),
    "secretariat": _rail(
        _SECRETARIAT,
        Group(_("Working together"), _TOGETHER),
        Group(_("Publishing"), _PUBLISHING),
        Group(_("Governance"), _GOVERNANCE),
        Group(_("Records"), _RECORDS),
    ),
}
