"""Who is asked by which group (Pact 3.3.1): on admission, when a group becomes active, and every night."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from buyergroups import rules
from buyergroups.actions.memberships import ask_to_join
from buyergroups.models import BuyerGroup, GroupMembership
from buyergroups.queries.onboarding import JOIN
from pact.access import Actor
from pact.deadlines.days import day_in
from participants.models import Organization, Participation


def match_all(*, at: datetime) -> int:
    """Ask every active procuring participant that is in no group to join those which cover its area; nightly.

    Who did not join one is still asked by another; nobody is asked twice by the same. Returns how many were asked."""
    return len(_ask(_active(), _seekers(at), at))


def match_group(group: BuyerGroup, *, at: datetime) -> int:
    """A group became active: whoever lives in its area and is in no group is asked at once."""
    return len(_ask(_active().filter(pk=group.pk), _seekers(at), at))


def ask_groups_of(organization: Organization, *, actor: Actor, at: datetime, wish: str = "") -> dict[str, str]:
    """An effect of the admission, in its transaction; gives back the words for the letter of welcome.

    Every group of the area asks; the one that the application would join (`wish`, a slug) comes first and says so."""
    asked = _ask(_active(), _seekers(at).filter(pk=organization.pk), at, wish=wish)
    if not asked:
        return {}
    names = [membership.group.name for membership in asked]
    words = " or ".join(names)
    if asked[0].group.slug == wish:
        words = ", or ".join([f"{names[0]}, as you wished", *names[1:]])
    return {JOIN.code: f"Join {words}, or say why not (3.3.1): you are asked on your page."}


def _active():
    rows = BuyerGroup.objects.filter(state=BuyerGroup.State.ACTIVE).order_by("pk")
    return rows.prefetch_related("territories__territory")


def _ask(
    groups: Iterable[BuyerGroup], organizations: Iterable[Organization], at: datetime, *, wish: str = ""
) -> list[GroupMembership]:
    wished_first = sorted(groups, key=lambda group: group.slug != wish)
    areas = {group: [row.territory.code for row in group.territories.all()] for group in wished_first}
    known = set(GroupMembership.objects.exclude(state="ENDED").values_list("group_id", "organization_id"))
    asked = []
    for organization in organizations:
        own = organization.territory.lineage if organization.territory else ()
        lineage = rules.lineage_of(own, organization.country)
        for group, codes in areas.items():
            if (group.pk, organization.pk) not in known and rules.covers(codes, lineage):
                asked.append(ask_to_join(group, organization, at=at, wished=group.slug == wish))
    return asked


def _seekers(at: datetime):
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    procuring = Participation.objects.on(day).filter(role=Participation.Role.PROCURING)
    in_a_group = GroupMembership.objects.active_on(day)
    return (
        Organization.objects.filter(pk__in=procuring.values("organization_id"))
        .exclude(pk__in=in_a_group.values("organization_id"))
        .select_related("territory")
        .order_by("pk")
    )
