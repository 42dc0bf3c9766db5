"""The one who acts: a person with hats, nobody, or a named hand of the system.

The foundation defines the shape; the function that `settings.ACTOR_FOR` names fills it, once per request.
"""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Hat:
    """What somebody may do for one organization: `roles` are codes such as EDITOR, SIGNATORY, MANAGER.

    `workspace` says which pages are the organization's own.
    """

    id: int
    slug: str
    name: str
    roles: frozenset[str]
    workspace: str = "organization"


@dataclass(frozen=True)
class GroupHat:
    """A buyer group somebody coordinates, or, with `coordinates=False`, belongs to."""

    id: int
    slug: str
    name: str
    coordinates: bool = True


@dataclass(frozen=True)
class WorkingGroupHat:
    """A working group somebody is a member of (4.2), or, with `guest`, was invited to as a guest (4.4): a guest reaches
    only what stands in his `doors`."""

    id: int
    slug: str
    name: str
    chairs: bool = False
    guest: bool = False


@dataclass(frozen=True)
class Actor:
    """Immutable; compared by value. `system` names a hand such as "deadline-sweep" and is empty for people."""

    user_id: int | None = None
    name: str = ""
    email: str = ""
    organizations: tuple[Hat, ...] = ()
    groups: tuple[GroupHat, ...] = ()
    working_groups: tuple[WorkingGroupHat, ...] = ()
    secretariat: bool = False
    committee: bool = False
    chair: bool = False
    seat_organization_id: int | None = None
    second_factor: bool = False
    system: str = ""
    doors: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def hand(cls, name: str) -> "Actor":
        """A named hand of the system, for tasks: `Actor.hand("deadline-sweep")`."""
        return cls(name=f"system:{name}", system=name)

    @classmethod
    def at_the_door(cls, *refs: str) -> "Actor":
        """A visitor without account who holds the key of these records (an application's follow-up code)."""
        return cls(name="visitor", doors=frozenset(refs))

    @property
    def is_anonymous(self) -> bool:
        return self.user_id is None and not self.system

    @property
    def sees_all(self) -> bool:
        """Secretariat staff and the system's hands see every tenant; the committee sees what is put before it."""
        return self.secretariat or bool(self.system)

    @cached_property
    def organization_ids(self) -> frozenset[int]:
        return frozenset(hat.id for hat in self.organizations)

    @cached_property
    def group_ids(self) -> frozenset[int]:
        """Groups that this actor coordinates: membership alone opens no other member's records."""
        return frozenset(hat.id for hat in self.groups if hat.coordinates)

    @cached_property
    def member_group_ids(self) -> frozenset[int]:
        return frozenset(hat.id for hat in self.groups)

    @cached_property
    def working_group_ids(self) -> frozenset[int]:
        """Working groups that this actor is a member of; guests are none."""
        return frozenset(hat.id for hat in self.working_groups if not hat.guest)

    @cached_property
    def chaired_ids(self) -> frozenset[int]:
        return frozenset(hat.id for hat in self.working_groups if hat.chairs)

    def roles_in(self, organization_id: int | None) -> frozenset[str]:
        return next((hat.roles for hat in self.organizations if hat.id == organization_id), frozenset())

    def holds(self, organization_id: int | None, *roles: str) -> bool:
        """Whether this actor holds one of these roles in that organization."""
        return bool(self.roles_in(organization_id) & set(roles))


ANONYMOUS = Actor()
