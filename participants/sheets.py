"""The columns in which this floor writes its lists."""

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column


def _roles(application) -> str:
    return ", ".join(str(role.get_role_display()) for role in application.roles.all())


APPLICATIONS = (
    Column("ref", _("Reference")),
    Column("organization_name", _("Organisation")),
    Column("roles", _("Role"), value=_roles),
    Column("country", _("Country")),
    Column("state", _("State"), value=lambda row: str(row.get_state_display())),
    Column("received_on", _("Received"), value=lambda row: row.received_at.date()),
    Column("decide_by", _("Decide by")),
    Column("decided_on", _("Decided"), value=lambda row: row.decided_at.date() if row.decided_at else None),
    Column("channel", _("Came"), value=lambda row: str(row.get_channel_display())),
    Column("assigned_to", _("In charge"), value=lambda row: row.assigned_to.name if row.assigned_to_id else ""),
)
ORGANIZATIONS = (
    Column("slug", _("Address name")),
    Column("name", _("Name")),
    Column("name_en", _("Name in English")),
    Column("country", _("Country")),
    Column("legal_kind", _("Kind")),
    Column("procuring_since", _("Procuring since")),
    Column("coordinating_since", _("Coordinating since")),
    Column("supporter_since", _("Supporter since")),
    Column("ended_on", _("Ended")),
    Column("users_served", _("Users served")),
)
PEOPLE = (
    Column("name", _("Name")),
    Column("email", _("E-mail address")),
    Column("function", _("Function")),
    Column("organizations", _("Organisation")),
    Column("powers", _("May")),
    Column("last_seen", _("Last seen"), value=lambda row: row.last_login.date() if row.last_login else None),
    Column("trouble", _("Letters that failed or are held back")),
)
HISTORY = (
    Column("at", _("When")),
    Column("who", _("Who")),
    Column("sentence", _("What")),
    Column("about", _("Which record")),
    Column("clause", _("Clause")),
    Column("facts", _("Facts"), value=lambda line: line.facts_as_text),
)
