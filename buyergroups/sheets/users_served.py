"""Users served as files: of all groups for the Secretariat, of one group for its coordinator."""

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column


def _of(name: str):
    return lambda line: getattr(line.users, name)


GROUPS = (
    Column("group", _("Group")),
    Column("coordinator", _("Coordinated by")),
    Column("organizations", _("Members and observers"), value=_of("organizations")),
    Column("stated", _("Stated"), value=_of("stated")),
    Column("stale", _("Older than a year"), value=_of("stale")),
    Column("participants", _("Users of participants"), value=_of("participants")),
    Column("members", _("Users of other members"), value=_of("members")),
    Column("observers", _("Users of observers"), value=_of("observers")),
    Column("unnamed", _("Of which not named one by one"), value=_of("unnamed")),
    Column("total", _("Users served"), value=_of("total")),
    Column("first_as_of", _("Oldest figure of"), value=_of("first_as_of")),
    Column("last_as_of", _("Newest figure of"), value=_of("last_as_of")),
)
MEMBERS = (
    Column("organization", _("Organisation")),
    Column("kind", _("In the group as")),
    Column("basis", _("Participant")),
    Column("users", _("Users served")),
    Column("counted_by", _("Counted by")),
    Column("as_of", _("As of")),
    Column("source", _("Source")),
    Column("current", _("State")),
)
