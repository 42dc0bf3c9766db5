"""Good examples in the workspaces (Pact 3.3.2.b)."""

from datetime import date

from django.db.models import QuerySet

from buyergroups.models import BuyerGroup, GoodExample, LibraryVersion
from governance.models import ProductGroup
from pact.access import Actor
from participants.models import Organization


def _examples(actor: Actor) -> QuerySet[GoodExample]:
    return GoodExample.objects.visible_to(actor).select_related("organization", "group")


def own_examples(actor: Actor) -> QuerySet[GoodExample]:
    """Of the organizations for which this actor acts."""
    return _examples(actor).filter(organization_id__in=actor.organization_ids)


def examples_of(actor: Actor, organization: Organization) -> list[GoodExample]:
    return list(_examples(actor).filter(organization=organization).order_by("-written_at", "pk"))


def sent_examples(actor: Actor) -> QuerySet[GoodExample]:
    """Sent to the groups this actor cares for; the Secretariat sees all of them."""
    rows = _examples(actor).exclude(group=None).exclude(state="DRAFT")
    return rows if actor.sees_all else rows.filter(group_id__in=actor.group_ids)


def of_group(actor: Actor, group: BuyerGroup) -> list[GoodExample]:
    """What waits first."""
    return sorted(sent_examples(actor).filter(group=group).order_by("-written_at"), key=_waiting_first)


def groupless_examples(actor: Actor) -> QuerySet[GoodExample]:
    """Sent by organizations whose figures go to no group: the Secretariat looks at them (preamble P17)."""
    rows = _examples(actor).filter(group=None).exclude(state="DRAFT")
    return rows if actor.sees_all else rows.none()


def queue(actor: Actor, day: date) -> list[GoodExample]:
    """What the Secretariat looks at: of nobody's group, and of groups that nobody coordinates."""
    groupless = list(groupless_examples(actor).order_by("-written_at"))
    left = sent_examples(actor).exclude(group__coordination__period__contains=day).order_by("-written_at")
    return sorted([*groupless, *left], key=_waiting_first)


def _waiting_first(row: GoodExample) -> bool:
    return row.state != GoodExample.State.CHECKED


def usable_versions() -> QuerySet[LibraryVersion]:
    rows = LibraryVersion.objects.filter(state__in=("PUBLISHED", "SUPERSEDED")).select_related("item")
    return rows.order_by("item__title", "-number")


def product_groups() -> QuerySet[ProductGroup]:
    return ProductGroup.objects.order_by("order", "code")


def chosen(example: GoodExample) -> dict[str, list]:
    """What it is tied to."""
    return {
        "product_groups": list(example.product_groups.all()),
        "versions": list(example.versions.select_related("item").order_by("item__title", "number")),
    }
