"""What matters of the whole Pact put to the vote, in words: the consent to an amendment or an extension, a dispute."""

from datetime import date

from django.utils.translation import gettext as _

_DAY = "%-d %B %Y"


def words(kind: str, content: dict) -> list[tuple[str, str]] | None:
    """`settings.MATTER_WORDS`; None for a matter of another kind."""
    return _WORDS[kind](content) if kind in _WORDS else None


def _criterion(content: dict) -> list[tuple[str, str]]:
    share = _("%(share)s of %(of)s") % {"share": content["share"], "of": content["share_of"]}
    return [(_("Share of all participants"), share), (_("And at least"), str(content["fewest"]))]


def _amendment(content: dict) -> list[tuple[str, str]]:
    return [(_("All participants answer until"), date.fromisoformat(content["closes_on"]).strftime(_DAY))]


def _dispute(content: dict) -> list[tuple[str, str]]:
    """Whom it concerns, for the recusals; the file says the rest."""
    return []


_WORDS = {"EXTENSION_CRITERION": _criterion, "AMENDMENT_PUT": _amendment, "DISPUTE": _dispute}
