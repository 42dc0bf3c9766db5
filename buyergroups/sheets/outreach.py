"""Outreach of a group as a file."""

from django.utils.translation import gettext_lazy as _

from pact.sheets import Column

ENTRIES = (
    Column("organization", _("Organisation")),
    Column("country", _("Country")),
    Column("state", _("State")),
    Column("contacted_on", _("Contacted on")),
    Column("next_on", _("Next contact")),
    Column("joined_on", _("Joined on")),
    Column("taken_up", _("Library items taken up")),
    Column("note", _("Note")),
)
