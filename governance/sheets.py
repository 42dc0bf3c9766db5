"""The columns in which this floor writes its lists."""

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column

DECISIONS = (
    Column("number", _("Number")),
    Column("question", _("Question")),
    Column("kind", _("Kind")),
    Column("clause", _("Clause")),
    Column("state_words", _("State")),
    Column("opened_on", _("Opened"), value=lambda line: line.opened_at.date()),
    Column("decided_on", _("Decided"), value=lambda line: line.decided_at.date() if line.decided_at else None),
    Column("yes", _("In favour")),
    Column("no", _("Against")),
    Column("abstain", _("Abstained")),
    Column("electors", _("Entitled to vote")),
)
