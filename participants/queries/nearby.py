"""The buyer groups of an applicant's area (Pact 3.3.1); `settings.GROUPS_NEAR` names the floor above that tells."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.clock import today
from pact.flow.effects import named
from participants.models import Territory


@dataclass(frozen=True)
class GroupNear:
    """What everybody may know of a group; `near` unless it is only shown because somebody named it."""

    slug: str
    name: str
    area: str
    coordinator: str
    members: int
    near: bool

    def __str__(self):
        """In one line: name, area, who coordinates it, how many are in it."""
        members = ngettext("%(n)d organisation", "%(n)d organisations", self.members) % {"n": self.members}
        by = _("coordinated by %(name)s") % {"name": self.coordinator} if self.coordinator else _("no coordinator now")
        return f"{self.name} ({self.area}; {by}; {members})"


def groups_near(organization: Mapping[str, str], wished: str) -> list[GroupNear]:
    """The groups that cover what an application says of its area, the closest first; and the one it wished for."""
    country = organization.get("country", "")
    code = organization.get("territory") or country
    territory = Territory.objects.filter(code=code).first() if code else None
    lineage = territory.lineage if territory else [country] if country else []
    return [group for tell in named("GROUPS_NEAR") for group in tell(lineage, wished, today())]
