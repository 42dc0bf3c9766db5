"""What people who are signed in find on this floor: the groups and working groups whose pages they may open."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups.models import BuyerGroup
from buyergroups.queries.working_groups import working_groups
from pact.access import Actor
from pact.search import Asked, Entry, Found, Hit, Source, found_among


def sources(actor: Actor) -> list[Source]:
    """One's own groups; for the Secretariat all, also closed ones."""
    if actor.secretariat:
        return [
            Source("group-pages", gettext_lazy("Pages of buyer groups"), _every),
            Source(
                "working-group-pages", gettext_lazy("Pages of working groups"), lambda asked: _working(actor, asked)
            ),
        ]
    found = []
    if actor.groups:
        found.append(Source("your-groups", gettext_lazy("Your buyer groups"), lambda asked: _own(actor, asked)))
    if actor.working_group_ids:
        title = gettext_lazy("Your working groups")
        found.append(Source("your-working-groups", title, lambda asked: _working(actor, asked)))
    return found


def _working(actor: Actor, asked: Asked) -> Found:
    rows = [(row.slug, row.name, row.topic, row.get_state_display()) for row in working_groups(actor).order_by("name")]
    return found_among([_working_entry(*row) for row in rows], asked)


def _working_entry(slug: str, name: str, topic: str, note: str) -> Entry:
    return Entry(name, Hit(name, reverse("buyergroups:working-group-detail", kwargs={"wg": slug}), note), topic)


def _own(actor: Actor, asked: Asked) -> Found:
    notes = {True: _("you coordinate"), False: _("you are in it")}
    return found_among([_entry(hat.slug, hat.name, notes[hat.coordinates]) for hat in actor.groups], asked)


def _every(asked: Asked) -> Found:
    rows = BuyerGroup.objects.order_by("name")
    return found_among([_entry(row.slug, row.name, row.get_state_display()) for row in rows], asked)


def _entry(slug: str, name: str, note: str) -> Entry:
    return Entry(name, Hit(name, reverse("buyergroups:group-detail", kwargs={"group": slug}), note))
