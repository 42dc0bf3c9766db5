"""Participants of a group's area that are not in it, and why (3.3.1): for its coordinator and the Secretariat."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from buyergroups import rules
from buyergroups.models import BuyerGroup, GroupMembership
from participants.models import Organization, Participation

ANSWERS = (
    ("ASKED", _("asked, no answer yet")),
    ("DECLINED", _("does not join")),
    ("INVITED", _("the Steering Committee decides about a doubt")),
    ("KEPT_OUT", _("not admitted")),
    ("ELSEWHERE", _("is in another group")),
    ("NOT_ASKED", _("not asked yet")),
)
_WORDS = dict(ANSWERS)


@dataclass(frozen=True)
class Row:
    group: BuyerGroup
    organization: Organization
    answer: str
    asked_on: date | None
    reason: str
    elsewhere: str

    @property
    def words(self) -> str:
        return _WORDS[self.answer]


def unjoined(groups: list[BuyerGroup], day: date, answer: str = "") -> list[Row]:
    """By group and name, in a constant number of queries. Who is in another group is not asked; who is not asked yet is
    in the area of a group that does not work yet, or joined the Pact today."""
    pks = [group.pk for group in groups]
    waiting = GroupMembership.objects.at_the_door_on(day).filter(group_id__in=pks).select_related("organization")
    inside = GroupMembership.objects.active_on(day).select_related("group").order_by("-primary", "group__name")
    names: dict[int, list[tuple[int, str]]] = {}
    for row in inside:
        names.setdefault(row.organization_id, []).append((row.group_id, row.group.name))
    at_door: dict[int, dict[int, GroupMembership]] = {}
    for row in waiting:
        at_door.setdefault(row.group_id, {})[row.organization_id] = row
    procuring = Participation.objects.on(day).filter(role=Participation.Role.PROCURING).values("organization_id")
    everybody = list(Organization.objects.filter(pk__in=procuring).select_related("territory"))
    found = [row for group in groups for row in _of(group, everybody, at_door.get(group.pk, {}), names)]
    return [row for row in found if not answer or row.answer == answer]


def _of(
    group: BuyerGroup,
    everybody: list[Organization],
    at_door: dict[int, GroupMembership],
    names: dict[int, list[tuple[int, str]]],
) -> list[Row]:
    codes = {link.territory.code for link in group.territories.all()}
    rows = [_asked(group, row) for row in at_door.values()]
    for organization in everybody:
        mine = names.get(organization.pk, [])
        own = organization.territory.lineage if organization.territory else ()
        if organization.pk in at_door or group.pk in {pk for pk, _name in mine}:
            continue
        if rules.covers(codes, rules.lineage_of(own, organization.country)):
            elsewhere = ", ".join(name for _pk, name in mine)
            rows.append(Row(group, organization, "ELSEWHERE" if mine else "NOT_ASKED", None, "", elsewhere))
    order = [code for code, _label in ANSWERS]
    return sorted(rows, key=lambda row: (order.index(row.answer), row.organization.name))


def _asked(group: BuyerGroup, row: GroupMembership) -> Row:
    answer = "KEPT_OUT" if row.state == "DECLINED" and row.basis == "NON_PARTICIPANT" else row.state
    return Row(group, row.organization, answer, row.asked_at.date(), row.reason_not_joined, "")


def of_group(group: BuyerGroup, day: date) -> list[Row]:
    return unjoined(_with_areas(BuyerGroup.objects.filter(pk=group.pk)), day)


def everywhere(day: date, slug: str = "", answer: str = "") -> list[Row]:
    """For the Secretariat: of every group that is not closed, or of one."""
    groups = BuyerGroup.objects.exclude(state=BuyerGroup.State.CLOSED)
    groups = groups.filter(slug=slug) if slug else groups
    return unjoined(_with_areas(groups), day, answer)


def _with_areas(groups) -> list[BuyerGroup]:
    return list(groups.order_by("name").prefetch_related("territories__territory"))


def group_choices() -> list[tuple[str, str]]:
    rows = BuyerGroup.objects.exclude(state=BuyerGroup.State.CLOSED).order_by("name")
    return list(rows.values_list("slug", "name"))
