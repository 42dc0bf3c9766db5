"""What the frames need to know about a request: worked out when a frame asks, never from the database."""

import re
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.ui import navigation, rails

_TENANT = re.compile(r"^/(o|g|wg)/([^/]+)/")
_WORKSPACES = {"o": ("organization", "org"), "g": ("group", "group"), "wg": ("working_group", "wg")}
_RECORD = re.compile(r"^/secretariat/organisations/([^/]+)/")
_POWERS = {
    "MANAGER": gettext_lazy("manager"),
    "SIGNATORY": gettext_lazy("signatory"),
    "EDITOR": gettext_lazy("figures"),
    "VIEWER": gettext_lazy("reader"),
    "VOTER": gettext_lazy("voter"),
    "DELEGATE": gettext_lazy("delegate"),
}
THEMES = ("light", "dark")


class Frame:
    """Rail, switcher and navigation of one request."""

    def __init__(self, request: HttpRequest):
        self._request = request
        self._path = request.path
        self._actor = getattr(request, "actor", None)

    @cached_property
    def signed_in(self) -> bool:
        return self._actor is not None and not getattr(self._actor, "is_anonymous", True)

    @cached_property
    def name(self) -> str:
        return str(getattr(self._actor, "name", "")) if self.signed_in else ""

    @cached_property
    def theme(self) -> str:
        """A person's choice, kept in a cookie; otherwise the system decides."""
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def messages(self) -> Iterable:
        """A visitor without cookies has no messages and is not asked for any: public pages stay cacheable."""
        storage = getattr(self._request, "_messages", None)
        kept = {settings.SESSION_COOKIE_NAME, "messages"} & set(self._request.COOKIES)
        return storage if storage is not None and (storage.added_new or kept) else ()

    @cached_property
    def _place(self) -> tuple[str, dict[str, str]]:
        """Workspace and tenant, read from the path."""
        if tenant := _TENANT.match(self._path):
            letter, slug = tenant.groups()
            workspace, name = _WORKSPACES[letter]
            return workspace, {name: slug}
        first = self._path.split("/")[1]
        # The committee reads the report it decides on at the same address as the Secretariat that writes it.
        rooms = ("committee", "secretariat", "progress-reports")
        return (self._room(first) if first in rooms else "me"), {}

    def _room(self, first: str) -> str:
        """Secretariat and committee read some of each other's pages: each keeps its own rail."""
        held = [room for room in ("secretariat", "committee") if getattr(self._actor, room, False)]
        if held and first not in held:
            return held[0]
        return first if first in rails.WORKSPACES else "me"

    @cached_property
    def hats(self) -> list[dict]:
        """The workspaces of this person, for the switcher."""
        if not self.signed_in:
            return []
        actor, hats = self._actor, []
        if getattr(actor, "secretariat", False):
            hats.append(self._hat("secretariat", _("Secretariat"), self.name))
        if getattr(actor, "committee", False):
            hats.append(self._hat("committee", _("Steering Committee"), self.name))
        for group in getattr(actor, "groups", ()):
            if getattr(group, "coordinates", True):
                hats.append(self._hat("group", group.name, _("Buyer group, you coordinate"), group=group.slug))
        for group in getattr(actor, "working_groups", ()):
            if not group.guest:
                note = _("Working group, you chair") if group.chairs else _("Working group, you are a member")
                hats.append(self._hat("working_group", group.name, note, wg=group.slug))
        for organization in getattr(actor, "organizations", ()):
            hats.append(self._hat("organization", organization.name, _powers(organization), org=organization.slug))
        hats.append(self._hat("me", self.name, _("My tasks and settings")))
        return [hat for hat in hats if hat["url"] or hat["current"]]

    def _hat(self, workspace: str, label: str, note: str, **tenant: str) -> dict:
        return {
            "workspace": workspace,
            "label": label,
            "note": note,
            "url": navigation.home_of(workspace, **tenant),
            "current": self._place == (workspace, tenant),
        }

    @cached_property
    def hat(self) -> dict:
        """The workspace this page belongs to; somebody else's (the Secretariat visits) is named by its address."""
        workspace, tenant = self._place
        slug = next(iter(tenant.values()), "")
        names = {group.slug: group.name for group in getattr(self._actor, "groups", ())}
        visited = {
            "label": names.get(slug, slug.replace("-", " ").title() or self.name),
            "note": self.name,
            "workspace": workspace,
        }
        return next((hat for hat in self.hats if hat["current"]), visited)

    @cached_property
    def nav(self) -> list[dict]:
        """The rail: groups of items, one of them current."""
        workspace, tenant = self._seen_as()
        counts = getattr(self._request, "counts", {})
        left_out = () if self.hat in self.hats else navigation.OWN_PEOPLE_ONLY
        groups = [
            {"label": group.label, "items": navigation.entries(group.items, counts, left_out, **tenant)}
            for group in rails.WORKSPACES[workspace]
        ]
        if workspace == "me":
            if any(group.guest for group in getattr(self._actor, "working_groups", ())):
                groups[0]["items"] += navigation.entries((rails.INVITED,), counts)
            groups.append({"label": _("My workspaces"), "items": self._doors()})
        return navigation.mark_current([group for group in groups if group["items"]], self._path)

    def _seen_as(self) -> tuple[str, dict[str, str]]:
        """Whose rail this page has. Who visits one page of a workspace, a guest of a working group (4.4) or who writes
        a coordinator's plan on its behalf (3.2.3), keeps his own: the other pages are closed to him."""
        workspace, tenant = self._place
        visits = self.hat not in self.hats and not getattr(self._actor, "secretariat", False)
        if workspace == "group" and visits:
            return "member", tenant
        if workspace in ("organization", "working_group") and visits:
            return "me", {}
        return (self._kind_of(tenant["org"]) if workspace == "organization" else workspace), tenant

    def _kind_of(self, slug: str) -> str:
        """Which pages this organization has, as far as the person belongs to it."""
        hats = getattr(self._actor, "organizations", ())
        return next((getattr(hat, "workspace", "organization") for hat in hats if hat.slug == slug), "organization")

    def _doors(self) -> list[dict]:
        icons = {"secretariat": "landmark", "committee": "gavel", "group": "users-round", "organization": "building-2"}
        icons["working_group"] = "messages-square"
        return [
            {"label": hat["label"], "url": hat["url"], "icon": icons[hat["workspace"]], "count": None, "current": ""}
            for hat in self.hats
            if hat["workspace"] in icons
        ]

    @cached_property
    def record_tabs(self) -> list[dict]:
        """The tabs of an organization's record: one head over pages of several floors."""
        record = _RECORD.match(self._path)
        return navigation.tabs(rails.RECORD, self._path, org=record[1]) if record else []

    @cached_property
    def site_nav(self) -> list[dict]:
        items = navigation.entries(navigation.SITE, {})
        return navigation.mark_current([{"items": items}], self._path)[0]["items"]

    @property
    def path(self) -> str:
        return self._path

    @cached_property
    def home_url(self) -> str:
        return navigation.resolve("website:home") or "/"

    @cached_property
    def tasks_url(self) -> str:
        return navigation.home_of("me")

    @cached_property
    def account(self) -> list[dict]:
        """Links of the account menu."""
        items = rails.WORKSPACES["me"][0].items
        return navigation.entries(items, {})

    @cached_property
    def sign_in_url(self) -> str:
        return navigation.resolve("account_login")

    @cached_property
    def sign_out_url(self) -> str:
        return navigation.resolve("account_logout")

    @cached_property
    def help_url(self) -> str:
        match = self._request.resolver_match
        return navigation.help_for(match.view_name if match else "", self._place[0])

    @cached_property
    def search_url(self) -> str:
        return navigation.resolve("website:search")


def _powers(organization: object) -> str:
    roles = sorted(str(role) for role in getattr(organization, "roles", ()))
    return " · ".join(str(_POWERS.get(role, role.replace("_", " ").lower())) for role in roles)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: everything under one name, so that no page variable is ever hidden by it."""
    return {"frame": Frame(request)}
