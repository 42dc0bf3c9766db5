"""The columns in which this floor writes its lists."""

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column
from participants.queries import STAGES

APPLICATIONS = (
    Column("ref", _("Reference")),
    Column("name", _("Organisation")),
    Column("roles", _("Role"), value=lambda line: ", ".join(line.role_names)),
    Column("country", _("Country")),
    Column("stage", _("Stage"), value=lambda line: str(STAGES[line.stage][0])),
    Column("state", _("State"), value=lambda line: str(line.state_label)),
    Column("received_on", _("Received"), value=lambda line: line.received_at.date()),
    Column("decide_by", _("Decide by")),
    Column("left", _("Time left")),
    Column("votes", _("Votes cast"), value=lambda line: ", ".join(line.votes)),
    Column("decided_on", _("Decided"), value=lambda line: line.decided_at.date() if line.decided_at else None),
    Column("channel", _("Came")),
    Column("in_charge", _("In charge")),
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
