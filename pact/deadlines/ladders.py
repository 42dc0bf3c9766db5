"""The ladders as the Secretariat edits them: on which days before and after the due day letters leave."""

import re
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.access import Actor
from pact.audit import record
from pact.deadlines import verbs
from pact.deadlines.actions import ensure_rules
from pact.deadlines.models import ReminderRule
from pact.deadlines.registry import Declared, all_kinds

FARTHEST = 400
_RUNG = re.compile(r"[-+\u2212]?[0-9]{1,3}\Z")


@dataclass(frozen=True)
class Ladder:
    """One kind with the rungs in force."""

    kind: Declared
    rungs: tuple[int, ...]

    @property
    def words(self) -> str:
        """The days in a sentence: "30, 14 and 7 days before, on the day, daily from 1 to 30 days after"."""
        before = [-days for days in self.rungs if days < 0]
        after = [days for days in self.rungs if days > 0]
        parts = [
            _days(before, _("%(days)s days before"), _("1 day before")),
            _("on the day") if 0 in self.rungs else "",
            _days(after, _("%(days)s days after"), _("1 day after")),
        ]
        return ", ".join(filter(None, parts)) or _("never")


def every_ladder() -> list[Ladder]:
    """All kinds that write letters; rungs are the same for every tenant."""
    active: dict[str, list[int]] = {}
    for kind, days in (
        ReminderRule.objects.filter(active=True).order_by("offset_days").values_list("kind", "offset_days")
    ):
        active.setdefault(kind, []).append(days)
    known = set(ReminderRule.objects.values_list("kind", flat=True).distinct())
    return [
        Ladder(kind, tuple(active.get(kind.code, ()) if kind.code in known else sorted(kind.ladder)))
        for kind in all_kinds()
        if kind.letter
    ]


def ladder_of(code: str) -> Ladder | None:
    return next((ladder for ladder in every_ladder() if ladder.kind.code == code), None)


@transaction.atomic
def set_ladder(actor: Actor, kind: Declared, rungs: list[int], *, at: datetime) -> None:
    """From now on letters of this kind leave on these days; what was sent stays sent."""
    ensure_rules()
    rows = {row.offset_days: row for row in ReminderRule.objects.select_for_update().filter(kind=kind.code)}
    for days in sorted(set(rungs) | set(rows)):
        row = rows.get(days) or ReminderRule(kind=kind.code, offset_days=days, active=False)
        wanted = days in rungs
        if row.active != wanted:
            row.active = wanted
            row.save()
            verb = verbs.RUNG_ON if wanted else verbs.RUNG_OFF
            record(actor, verb, row, at=at, clause=kind.clause, kind=kind.code, days=days)


class LadderForm(forms.Form):
    rungs = forms.CharField(
        label=gettext_lazy("Days before and after the due day"),
        help_text=gettext_lazy("Minus for before, like -30 -14 -7 -1 0 7. 0 is the day itself. Empty: no letters."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_rungs(self) -> list[int]:
        words = re.split(r"[\s,;]+", self.cleaned_data["rungs"].strip())
        rungs = [self._rung(word) for word in words if word]
        if len(set(rungs)) > 40:
            raise forms.ValidationError(_("Enter 40 days at most"))
        return sorted(set(rungs))

    @staticmethod
    def _rung(word: str) -> int:
        if not _RUNG.match(word) or abs(int(word.replace("\u2212", "-"))) > FARTHEST:
            raise forms.ValidationError(
                _("“%(word)s” is not a number of days. Write days like -14 or 7, %(most)s at most")
                % {"word": word[:20], "most": FARTHEST}
            )
        return int(word.replace("\u2212", "-"))


def _days(days: list[int], many: str, one: str) -> str:
    if not days:
        return ""
    if days == [1]:
        return one
    if len(days) > 3 and sorted(days) == list(range(min(days), max(days) + 1)):
        return many % {"days": _("daily from %(first)s to %(last)s") % {"first": days[0], "last": days[-1]}}
    return many % {"days": get_text_list(days, _("and"))}
