"""Which pages stand in the rail, the public navigation and the footer.

Composition: it names URLs of upper floors and imports none of them. A page that does not exist yet is left out,
so there is never a dead link; whoever builds a page adds its URL name here.
"""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Item(NamedTuple):
    label: str | Promise
    url_name: str
    icon: str = ""


class Group(NamedTuple):
    label: str | Promise
    items: tuple[Item, ...]


TASKS = Item(_("My tasks"), "deadlines:desk", "list-todo")

SITE = (
    Item(_("About"), "website:about"),
    Item(_("Participants"), "website:participant-list"),
    Item(_("Buyer groups"), "website:group-list"),
    Item(_("Library"), "website:library"),
    Item(_("Tenders"), "website:tender-list"),
    Item(_("Results"), "website:results"),
    Item(_("Reports"), "website:report-list"),
)

FOOTER = (
    Group(
        _("The Pact"),
        (
            Item(_("About and definitions"), "website:about"),
            Item(_("Full text"), "website:pact-text"),
            Item(_("Steering Committee"), "website:governance"),
            Item(_("Decisions"), "website:decision-list"),
            Item(_("Rule book"), "website:rule-list"),
            Item(_("Notices"), "website:notice-list"),
            Item(_("Amendments"), "website:amendment-list"),
            Item(_("How long it lasts"), "website:duration"),
            Item(_("Disputes"), "website:dispute-list"),
        ),
    ),
    Group(
        _("Take part"),
        (
            Item(_("Join as a buyer"), "participants:join"),
            Item(_("Participants"), "website:participant-list"),
            Item(_("Supporters"), "website:supporter-list"),
            Item(_("Buyer groups"), "website:group-list"),
            Item(_("Action plans"), "website:plan-list"),
        ),
    ),
    Group(
        _("Open data"),
        (
            Item(_("Data sets"), "website:open-data"),
            Item(_("API"), "website:api-docs"),
            Item(_("How we count"), "website:method"),
            Item(_("Newly published (Atom)"), "website:feed"),
        ),
    ),
    Group(
        _("This site"),
        (
            Item(_("Help"), "website:help-list"),
            Item(_("Accessibility"), "website:accessibility"),
            Item(_("Privacy"), "website:privacy"),
            Item(_("Components"), "ui:gallery"),
            Item(_("Contact the Secretariat"), "website:contact"),
        ),
    ),
)

_ACCOUNT = (
    Item(_("E-mail addresses"), "account_email", "mail"),
    Item(_("Password"), "account_change_password", "lock"),
    Item(_("Sign-in safety"), "mfa_index", "shield-check"),
    Item(_("Where you are signed in"), "accounts:session-list", "monitor-smartphone"),
    Item(_("My data"), "persons:own-data", "file-down"),
)
_ORGANIZATION = (
    Item(_("Overview"), "participants:organization-overview", "house"),
    Item(_("Yearly figures"), "monitoring:submission-list", "clipboard-list"),
    Item(_("Our buyer groups"), "buyergroups:membership-list", "users-round"),
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
    Item(_("Users served"), "buyergroups:group-users", "users"),
    Item(_("Figures of the members"), "monitoring:group-coverage", "clipboard-check"),
    Item(_("Group reports"), "reports:coordinated-list", "file-text"),
    Item(_("Action plan"), "reports:group-plan", "target"),
    Item(_("Outreach"), "buyergroups:outreach-list", "megaphone"),
)
# A member visits the group: what its coordinators do is not in reach.
_COORDINATORS = ("monitoring:group-coverage", "buyergroups:outreach-list")
_MEMBER = tuple(item for item in _GROUP if item.url_name not in _COORDINATORS)
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
    Item(_("Buyer groups"), "buyergroups:group-list", "users-round"),
    Item(_("Users served"), "buyergroups:users-list", "users"),
    Item(_("Action plans"), "reports:plan-board", "target"),
    Item(_("Monitoring"), "monitoring:cycle-list", "clipboard-list"),
    Item(_("Progress report"), "reports:progress-list", "file-text"),
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


# Pages of a workspace get the tenant of the path: `org` or `group`.
WORKSPACES: dict[str, tuple[Group, ...]] = {
    "me": _rail(_ACCOUNT),
    "organization": _rail(_ORGANIZATION),
    "supporter": _rail(_SUPPORTER),
    "group": _rail(_GROUP),
    "member": _rail(_MEMBER),
    "committee": _rail(_COMMITTEE),
    "secretariat": _rail(_SECRETARIAT, Group(_("Governance"), _GOVERNANCE), Group(_("Records"), _RECORDS)),
}

# Which article helps: by the beginning of a page's name, else by the workspace it stands in.
HELP_BY_NAME = (
    ("monitoring:device-grid", "grid-keys"),
    ("monitoring:import-", "spreadsheet"),
    ("participants:people", "signing-in"),
    ("participants:person-", "signing-in"),
    ("participants:invitation-", "signing-in"),
    ("account_", "signing-in"),
    ("mfa_", "signing-in"),
    ("participants:join", "joining"),
    ("participants:coordinate", "joining"),
    ("participants:support-", "supporting"),
    ("participants:misuse-", "supporting"),
    ("participants:support", "joining"),
    ("governance:decision-list", "deciding"),
    ("governance:proposal-", "deciding"),
    ("governance:decision-", "voting"),
    ("governance:termination-", "cases"),
    ("governance:hearing-", "cases"),
    ("governance:dispute-", "cases"),
    ("governance:amendment-", "amending"),
    ("governance:organization-amendments", "amending"),
    ("governance:extension-", "amending"),
    ("governance:duration", "amending"),
    *((f"governance:{page}", "committee") for page in ("seat-", "constitution", "rotation", "election-", "meeting-")),
    ("governance:agenda-", "committee"),
    ("buyergroups:delegation-check", "secretariat"),
    ("buyergroups:delegation-queue", "secretariat"),
    ("buyergroups:delegation-", "group-report"),
    *((f"buyergroups:{page}", "coordinating") for page in ("users-", "group-users", "member-users", "outreach-")),
    *((f"reports:{page}", "coordinating") for page in ("plan-", "group-plan")),
)
HELP_BY_WORKSPACE = {
    "organization": "yearly-figures",
    "group": "group-report",
    "committee": "voting",
    "secretariat": "secretariat",
}

# Pages that a visitor of a workspace (the Secretariat) may not open: no link leads him there.
OWN_PEOPLE_ONLY = ("participants:organization-profile",)

HOMES = {
    "organization": ("participants:organization-overview", "monitoring:submission-list"),
    "group": ("buyergroups:group-detail", "monitoring:group-coverage"),
    "committee": ("governance:decision-room",),
    "secretariat": ("reports:cockpit", "participants:application-list"),
    "me": ("deadlines:desk",),
}


def resolve(url_name: str, **tenant: str) -> str:
    """The address of a page, or nothing if there is no such page."""
    return _resolved(get_urlconf(settings.ROOT_URLCONF), url_name, tuple(tenant.items()))


@lru_cache(maxsize=4096)
def _resolved(urlconf: str, url_name: str, tenant: tuple[tuple[str, str], ...]) -> str:
    """Kept: a rail asks for thirty addresses on every page, and a name without a page costs the most."""
    for wanted in (dict(tenant), {}) if tenant else ({},):
        try:
            return reverse(url_name, urlconf, kwargs=wanted)
        except NoReverseMatch:
            continue
    return ""


def home_of(workspace: str, **tenant: str) -> str:
    """Where the switcher leads: the first page of a workspace that exists."""
    return next((url for name in HOMES[workspace] if (url := resolve(name, **tenant))), "")


def help_for(url_name: str, workspace: str) -> str:
    """The address of the article for a page; without one of its own, of the list of articles."""
    by_name = next((slug for beginning, slug in HELP_BY_NAME if url_name.startswith(beginning)), "")
    slug = by_name or HELP_BY_WORKSPACE.get(workspace, "")
    return resolve("website:help-article", slug=slug) if slug else resolve("website:help-list")


def entries(
    items: tuple[Item, ...], counts: dict[str, int], left_out: tuple[str, ...] = (), **tenant: str
) -> list[dict]:
    """Items whose pages exist, with their addresses and the number of things waiting there."""
    found = ((item, resolve(item.url_name, **tenant)) for item in items if item.url_name not in left_out)
    return [
        {"label": item.label, "url": url, "icon": item.icon, "count": counts.get(item.url_name), "current": ""}
        for item, url in found
        if url
    ]


def footer() -> list[dict]:
    """The groups of the footer that have pages."""
    groups = [{"label": group.label, "items": entries(group.items, {})} for group in FOOTER]
    return [group for group in groups if group["items"]]


def tabs(items: tuple[Item, ...], path: str, **tenant: str) -> list[dict]:
    """The tabs of one record. The first stands at the address above all others: it is current on no page of theirs."""
    found = entries(items, {}, **tenant)
    for item in found:
        inside = item is not found[0] and path.startswith(item["url"])
        item["current"] = "page" if path == item["url"] else "true" if inside else ""
    return found


def mark_current(groups: list[dict], path: str) -> list[dict]:
    """One item at most is current: the page itself, or the longest address above it."""
    items = [item for group in groups for item in group["items"]]
    above = [item for item in items if path == item["url"] or path.startswith(item["url"].rstrip("/") + "/")]
    if above:
        nearest = max(above, key=lambda item: len(item["url"]))
        nearest["current"] = "page" if nearest["url"] == path else "true"
    return groups
