"""Letters about good examples."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from buyergroups.models import GoodExample
from buyergroups.queries.groups import every_coordinator_of
from pact.access import scope
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all
from participants.queries import people_with, secretariat_people

_SAMPLE = {
    "organization": "Vestbygd kommune",
    "title": "Laptops that stay six years",
    "what": "returned",
    "remark": "Please say how many laptops it was.",
    "button_url": "/me/",
    "button_label": _("Open"),
}
EXAMPLE_TO_CHECK = LetterKind(
    "buyergroups.example_to_check",
    _("A good example waits for a look"),
    _("You get this because you look at good examples before they are published."),
    lambda: _SAMPLE,
)
EXAMPLE_NEWS = LetterKind(
    "buyergroups.example_news",
    _("News of a good example"),
    _("You get this because you write for {organization}."),
    lambda: _SAMPLE,
)


def example_to_check(example: GoodExample, address: str, *, at: datetime) -> None:
    """To those who care for its group, else to the Secretariat."""
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    with scope.as_system("letters"):
        people = every_coordinator_of(example.group_id, day) if example.group_id else []
        people = people or secretariat_people(day)
    facts = _facts(example) | {"button_label": _g("Look at it"), "button_url": address}
    key = f"buyergroups.example:{example.ref}:check:{at:%Y%m%d%H%M}"
    post_all(
        (
            Letter(EXAMPLE_TO_CHECK, to=user, facts=facts, about=example, group_id=example.group_id,
                   key=f"{key}:{user.pk}")
            for user in people
        ),
        at=at,
    )  # fmt: skip


def example_news(example: GoodExample, what: str, *, at: datetime) -> None:
    """To those who write for its organization: published, or returned with a remark."""
    address = link("buyergroups:example-edit", org=example.organization.slug, ref=example.ref)
    if what == "published":
        address = link("website:example-detail", slug=example.slug)
    told = {"what": what, "remark": example.remark, "button_label": _g("Open it"), "button_url": address}
    key = f"buyergroups.example:{example.ref}:{what}:{at:%Y%m%d%H%M}"
    owner = example.organization_id
    people = people_with(owner, ("EDITOR", "MANAGER"), day_in(at, settings.SECRETARIAT_TIME_ZONE))
    facts = _facts(example) | told
    post_all(
        (
            Letter(EXAMPLE_NEWS, to=user, facts=facts, about=example, organization_id=owner, key=f"{key}:{user.pk}")
            for user in people
        ),
        at=at,
    )


def _facts(example: GoodExample) -> dict:
    return {"organization": example.organization.name, "title": example.title}
