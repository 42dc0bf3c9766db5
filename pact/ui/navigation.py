"""Which pages stand in the rail, the public navigation and the footer.

Composition: it names URLs of upper floors and imports none of them. A page that does not exist yet is left out,
so there is never a dead link; whoever builds a page adds its URL name here.
"""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _

from pact.ui.articles import HELP_BY_NAME, HELP_BY_WORKSPACE
from pact.ui.rails import Group, Item

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
            Item(_("Working groups"), "website:working-group-list"),
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
            Item(_("Good examples"), "website:example-list"),
            Item(_("Events"), "website:event-list"),
            Item(_("Joint statements of demand"), "website:statement-list"),
            Item(_("Action plans"), "website:plan-list"),
        ),
    ),
    Group(
        _("Open data"),
        (
            Item(_("Data sets"), "website:open-data"),
            Item(_("API"), "website:api-docs"),
            Item(_("How we count"), "website:method"),
            Item(_("Tender calendar (iCalendar)"), "website:tender-feed"),
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


# Pages that a visitor of a workspace (the Secretariat) may not open: no link leads him there.
OWN_PEOPLE_ONLY = ("participants:organization-profile",)

HOMES = {
    "organization": ("participants:organization-overview", "monitoring:submission-list"),
    "group": ("buyergroups:group-detail", "monitoring:group-coverage"),
    "working_group": ("buyergroups:working-group-detail",),
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
