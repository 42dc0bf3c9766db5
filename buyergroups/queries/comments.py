"""Comments on drafts, for those who work on them and for those who wrote them."""

from django.db.models import QuerySet

from buyergroups.models import Comment, LibraryVersion
from pact.access import Actor


def comments(actor: Actor) -> QuerySet[Comment]:
    """Those in this actor's reach: shown ones, his own, all of his working groups'."""
    return Comment.objects.visible_to(actor).select_related("version__item__working_group")


def comments_on(actor: Actor, version: LibraryVersion) -> list[Comment]:
    """On one version, the oldest first."""
    return list(comments(actor).filter(version=version).order_by("at", "pk"))


def every_waiting(version: LibraryVersion) -> QuerySet[Comment]:
    """Those nobody looked at yet; for the tasks of those who do."""
    return Comment.objects.filter(version=version, state=Comment.State.WAITING)


def may_answer(actor: Actor, version: LibraryVersion) -> bool:
    return actor.sees_all or version.item.working_group_id in actor.working_group_ids
