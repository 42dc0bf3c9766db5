"""Numbers, days and clocks as people read them."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

SOON = 7  # days before a deadline at which its clock changes colour and shape

Number = int | float | Decimal


def grouped(value: Number | None, places: int = 0) -> str:
    """1,240 or 1 240 by locale; nothing at all for a value that is not there (never a zero)."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def language_name(code: str) -> str:
    """English for en; a code that nobody knows stays as it is."""
    try:
        return get_language_info(code)["name"]
    except KeyError:
        return code


def percentage(share: Number | None, places: int = 0) -> str:
    if share is None or share == "":
        return ""
    return _("%(number)s%%") % {"number": grouped(Decimal(str(share)) * 100, places)}


def figure(value: Number | None, unknown: bool = False) -> str | SafeString:
    """Empty, 0 and not known are three values; a total with an unknown part reads "at least"."""
    if value is None:
        return format_html('<span class="unk">{}</span>', _("not known")) if unknown else ""
    if not unknown:
        return grouped(value)
    aloud = _("at least %(number)s") % {"number": grouped(value)}
    return format_html('<span aria-hidden="true">≥&nbsp;{}</span><span class="vh">{}</span>', grouped(value), aloud)


def as_day(value: date | datetime) -> date:
    """The day of a moment in the reader's time zone."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day_words(value: date | datetime, short: bool = False) -> str:
    """Words, never 3/4: 31 March 2027."""
    return formats.date_format(as_day(value), "j M Y" if short else "j F Y")


def moment_words(value: datetime) -> str:
    local = timezone.localtime(value)
    return _("%(day)s, %(time)s") % {"day": day_words(local), "time": formats.date_format(local, "H:i T")}


class Clock(NamedTuple):
    """What a deadline says today: words, urgency (ok, soon, late) and how much of the time is used, 0 to 1000."""

    words: str
    urgency: str
    used: int | None


def clock(deadline: date | datetime | None, now: date | datetime, start: date | datetime | None = None) -> Clock:
    if deadline is None:
        return Clock(_("no deadline"), "ok", None)
    last, today = as_day(deadline), as_day(now)
    left = (last - today).days
    if left < 0:
        words = ngettext("%(n)s day over", "%(n)s days over", -left) % {"n": grouped(-left)}
        return Clock(words, "late", 1000)
    begun = as_day(start) if start else None
    whole = (last - begun).days if begun else 30
    used = 1000 if whole <= 0 else max(0, min(1000, round(1000 * (whole - left) / whole)))
    if left == 0:
        return Clock(_("today"), "soon", 1000)
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": grouped(left)}
    return Clock(words, "soon" if left <= SOON else "ok", used)
