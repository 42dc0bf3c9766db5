"""The columns in which this floor writes its lists."""

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column

PLANS = (
    Column("organization", _("Coordinating organisation")),
    Column("state", _("State"), value=lambda line: line.state_words),
    Column("due_on", _("Due")),
    Column("shared_on", _("Shared on")),
    Column("items", _("Items")),
    Column("marked", _("Items looked back at")),
    Column("overdue", _("Overdue"), value=lambda line: "yes" if line.overdue else "no"),
)
