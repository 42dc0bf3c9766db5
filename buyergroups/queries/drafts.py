"""Comments on drafts, for those who work on them and for those who wrote them."""

from django.db.models import QuerySet

from buyergroups.models import Comment, LibraryVersion, WorkingGroupGuest
from buyergroups.queries.versions import OF_ROW
from pact.access import Actor


def comments(actor: Actor) -> QuerySet[Comment]:
    """Those in this actor's reach: shown ones, his own, all of his working groups'."""
    rows = Comment.objects.visible_to(actor).annotate(wg=OF_ROW)
    return rows.select_related("version__item__working_group")


def comments_on(actor: Actor, version: LibraryVersion) -> list[Comment]:
    """On one version, the oldest first."""
    return list(comments(actor).filter(version=version).order_by("at", "pk"))


def organization_of(actor: Actor, version: LibraryVersion) -> str:
    """For whom somebody signed in speaks: his organization, or the one he was invited for as a guest."""
    if actor.organizations or not actor.user_id:
        return actor.organizations[0].name if actor.organizations else ""
    invited = WorkingGroupGuest.objects.filter(version=version, user=actor.user_id)
    return invited.values_list("organization_name", flat=True).first() or ""


def every_waiting(version: LibraryVersion) -> QuerySet[Comment]:
    """Those nobody looked at yet; for the tasks of those who do."""
    return Comment.objects.filter(version=version, state=Comment.State.WAITING)
