"""How long each kind of persons' data stays and why: the page Privacy shows this table, the night acts on it.

Each room and floor names its kinds; `settings.PERSON_RETENTION` gathers them.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.flow.effects import named

Purged = Callable[[datetime, datetime, int], int]


@dataclass(frozen=True)
class Kept:
    """One kind. `purge(before, at, limit)` removes at most `limit` rows whose time ended before that moment, and says
    how many; without it nothing ends by the clock and `lasts` says how long. `lasts` may name the "%(period)s".

    `machine`: measured by the machine's own clock, as sessions are; the demo's clock moves.
    """

    code: str
    what: Any
    why: Any
    months: int = 0
    days: int = 0
    lasts: Any = "%(period)s"
    purge: Purged | None = None
    machine: bool = False

    @property
    def period(self) -> str:
        if self.months and self.months % 12 == 0 and self.months > 24:
            words = ngettext("%(n)s year", "%(n)s years", self.months // 12) % {"n": self.months // 12}
        elif self.months:
            words = ngettext("%(n)s month", "%(n)s months", self.months) % {"n": self.months}
        else:
            words = ngettext("%(n)s day", "%(n)s days", self.days) % {"n": self.days}
        return str(self.lasts) % {"period": words}

    def before(self, at: datetime) -> datetime:
        """The moment before which the time of a row must have begun for it to be over."""
        start = timezone.now() if self.machine else at
        year, month = divmod(start.year * 12 + start.month - 1 - self.months, 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        return start.replace(year=year, month=month + 1, day=day) - timedelta(days=self.days)


def table() -> list[Kept]:
    """Every kind, in the order of the floors."""
    return [kind for part in named("PERSON_RETENTION") for kind in part]


def sentence() -> str:
    return _("Each night removes what is over. What was removed is counted in the register of events, without names.")
