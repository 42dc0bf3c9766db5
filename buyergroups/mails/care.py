"""News of a buyer group to those in it and those who coordinate it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import BuyerGroup
from buyergroups.queries.delegations import people_of_groups
from buyergroups.queries.groups import every_coordinator_of
from pact.access import scope
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all

GROUP_NEWS = LetterKind(
    "buyergroups.group_news",
    _("News of a buyer group"),
    _("You get this because your organisation is in the {group} or coordinates it."),
    lambda: {
        "group": "Iberia group",
        "what": "coordinated",
        "coordinator": "Spain",
        "reason": "",
        "button_url": "/buyer-groups/iberia/",
        "button_label": _("Open the page of the group"),
    },
)


def group_news(group: BuyerGroup, what: str, *, at: datetime, reason: str = "") -> None:
    """What: coordinated, rests, wakes, closes. For a closing it is written before the memberships end."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    with scope.as_system("letters"):
        people = {user.pk: user for user in (*people_of_groups([group], day), *every_coordinator_of(group.pk, day))}
    coordinator = group.coordinator_on(day)
    facts = {
        "group": group.name,
        "what": what,
        "coordinator": coordinator.name if coordinator else "",
        "reason": reason or group.state_reason,
        "button_url": link("website:group-detail", slug=group.slug),
        "button_label": _g("Open the page of the group"),
    }
    post_all((Letter(GROUP_NEWS, to=user, facts=facts, about=group) for user in people.values()), at=at)
