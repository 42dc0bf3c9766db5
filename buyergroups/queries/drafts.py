"""Comments on drafts, for those who work on them and for those who wrote them."""

from django.db.models import QuerySet

from buyergroups.models import Comment, LibraryVersion
from buyergroups.queries.versions import OF_ROW
from pact.access import Actor


def comments(actor: Actor) -> QuerySet[Comment]:
    """Those in this actor's reach: shown ones, his own, all of his working groups'."""
    rows = Comment.objects.visible_to(actor).annotate(wg=OF_ROW)
    return rows.select_related("version__item__working_group")


def comments_on(actor: Actor, version: LibraryVersion) -> list[Comment]:
    """On one version, the oldest first."""
    return list(comments(actor).filter(version=version).order_by("at", "pk"))


def every_waiting(version: LibraryVersion) -> QuerySet[Comment]:
    """Those nobody looked at yet; for the tasks of those who do."""
    return Comment.objects.filter(version=version, state=Comment.State.WAITING)
