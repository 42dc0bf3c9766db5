"""Rows in an actor's reach: the first line; the second stands in the database (`rls.py`)."""

from django.db.models import Q, QuerySet

from pact.access.actors import Actor


class OwnedQuerySet(QuerySet):
    """Rows owned by `organization_path` and readable by the coordinators of `group_path` (None: no group), by the
    members of the working group of `working_group_path`, and by whoever holds the key of `door_path`."""

    organization_path: str | None = "organization_id"
    group_path: str | None = None
    working_group_path: str | None = None
    door_path: str | None = None

    def visible_to(self, actor: Actor):
        """Only the rows in this actor's reach; nothing for nobody."""
        if actor.sees_all:
            return self.all()
        mine = Q(pk__in=[])
        if self.organization_path and actor.organization_ids:
            mine |= Q(**{f"{self.organization_path}__in": actor.organization_ids})
        if self.group_path and actor.group_ids:
            mine |= Q(**{f"{self.group_path}__in": actor.group_ids})
        if self.working_group_path and actor.working_group_ids:
            mine |= Q(**{f"{self.working_group_path}__in": actor.working_group_ids})
        if self.door_path and actor.doors:
            mine |= Q(**{f"{self.door_path}__in": actor.doors})
        return self.filter(mine)
