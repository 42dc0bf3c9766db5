"""Rows in an actor's reach: the first line; the second stands in the database (`rls.py`)."""

from django.db.models import Q, QuerySet

from pact.access.actors import Actor


class OwnedQuerySet(QuerySet):
    """Rows owned by `organization_path` and readable by the coordinators of `group_path` (None: no group)."""

    organization_path: str | None = "organization_id"
    group_path: str | None = None

    def visible_to(self, actor: Actor):
        """Only the rows in this actor's reach; nothing for nobody."""
        if actor.sees_all:
            return self.all()
        mine = Q(pk__in=[])
        if self.organization_path and actor.organization_ids:
            mine |= Q(**{f"{self.organization_path}__in": actor.organization_ids})
        if self.group_path and actor.group_ids:
            mine |= Q(**{f"{self.group_path}__in": actor.group_ids})
        return self.filter(mine)
