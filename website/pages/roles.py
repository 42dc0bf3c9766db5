"""Roles and states in the words of the public pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROLES = {
    "COORDINATING": gettext_lazy("coordinating organisation"),
    "PROCURING": gettext_lazy("procuring organisation"),
    "SUPPORTER": gettext_lazy("supporter"),
}
# How an organisation stands in a year: shape, and words behind the year.
_REPORTED = {
    "REPORTED": ("done", gettext_lazy("%(year)s reported")),
    "NIL": ("done", gettext_lazy("%(year)s reported: none bought")),
    "NOT_ACCEPTED": ("warn", gettext_lazy("%(year)s not accepted in time")),
    "MISSING": ("none", gettext_lazy("%(year)s not reported")),
}


def role_words(roles: tuple[str, ...]) -> str:
    """ "Coordinating and procuring organisation"."""
    words = [str(ROLES[role]) for role in roles]
    if words == [str(ROLES["COORDINATING"]), str(ROLES["PROCURING"])]:
        return _("Coordinating and procuring organisation")
    return ", ".join(words).capitalize()


def year_status(year: int | None, state: str) -> tuple[str, str]:
    """Shape and words for the figures of a year; before the first there is a word too."""
    shape, words = _REPORTED.get(state, ("none", gettext_lazy("%(year)s not reported")))
    return (shape, words % {"year": year}) if year else ("none", _("none yet"))
