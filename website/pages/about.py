"""The Pact itself: its text, who decides, by which numbers, and how effects are counted."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from governance import public as governance
from monitoring import public as monitoring
from pact.rulebook import rule
from pact.ui.figures import day_words, grouped, language_name, percentage
from participants import public as participants
from reports import public as reports

DEFINITIONS = "1.3."
NEWEST = 5
SHARES = {"of all participants", "of the seats not recused", "stay, and as many change"}
_CASTING = {"NONE": _lazy("nobody’s"), "CHAIR": _lazy("the vote of the chair")}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Heading:
    """One paragraph of the Pact for the list of contents."""

    id: str
    title: str


def pact_text(version: int | None = None) -> dict | None:
    """One version of the text; every clause has an address."""
    card = None if version == 0 else participants.pact_text(version)
    if card is None:
        return None
    headings = [Heading(clause.id, clause.title) for clause in card.clauses if clause.kind == "heading"]
    versions = participants.pact_versions()
    current = participants.pact_text()
    return {
        "text": card,
        "clauses": with_points(card.clauses),
        "headings": headings,
        "versions": versions,
        "in_force": bool(current and current.version == card.version),
        "ahead": not current or card.version > current.version,
        "before": next((number for number, _title, _first in versions if number < card.version), None),
    }


@dataclass(frozen=True)
class ClausePair:
    """A clause of two versions under one address; an empty text: it is not there."""

    id: str
    title: str
    before: str
    after: str


def pact_compared(before: str, after: str) -> dict | None:
    """Two versions, clause by clause: those that differ. Without numbers, the two newest ones."""
    versions = participants.pact_versions()
    numbers = [number for number, _title, _first in versions]
    if len(numbers) < 2 and not (before or after):
        return {"versions": versions, "pairs": [], "old": None, "new": None}
    asked = [before or str(numbers[min(1, len(numbers) - 1)]), after or str(numbers[0])]
    if not all(one.isdecimal() and int(one) in numbers for one in asked):
        return None
    old, new = (participants.pact_text(int(one)) for one in asked)
    return {"versions": versions, "pairs": _pairs(old, new), "old": old, "new": new}


def _pairs(old: participants.PactTextCard, new: participants.PactTextCard) -> list[ClausePair]:
    """In the order of the newer text; what only the older one has, at the place it had."""
    after = {clause.id: clause for clause in new.clauses}
    before = {clause.id: clause for clause in old.clauses}
    order = [clause.id for clause in new.clauses]
    for place, clause in enumerate(old.clauses):
        if clause.id not in after:
            previous = next((one.id for one in reversed(old.clauses[:place]) if one.id in order), None)
            order.insert(order.index(previous) + 1 if previous else 0, clause.id)
    pairs = (ClausePair(one, one, _words(before.get(one)), _words(after.get(one))) for one in order)
    return [pair for pair in pairs if pair.before != pair.after]


def _words(clause: participants.Clause | None) -> str:
    """A heading has its words in its title, a clause its number."""
    return "" if clause is None else clause.text or clause.title


def with_points(
    clauses: tuple[participants.Clause, ...],
) -> list[tuple[participants.Clause, list[participants.Clause]]]:
    """Each clause with its points a, b, c."""
    found: list[tuple[participants.Clause, list[participants.Clause]]] = []
    for clause in clauses:
        if clause.kind == "point" and found:
            found[-1][1].append(clause)
        else:
            found.append((clause, []))
    return found


def definitions() -> dict:
    """Paragraph 1.3 in the words of the text in force."""
    card = participants.pact_text()
    clauses = [clause for clause in card.clauses if clause.id.startswith(DEFINITIONS)] if card else []
    return {"text": card, "definitions": [(clause, *_split(clause.text)) for clause in clauses]}


def _split(text: str) -> tuple[str, str]:
    """ "A circular economy is defined as: …" as term and meaning."""
    term, found, meaning = text.partition(" defined as: ")
    term = term.removesuffix(" is").removesuffix(" are")
    return (term, meaning) if found else ("", text)


def governance_page(day: date) -> dict:
    """Seats, and the newest public decisions; the registers have pages of their own."""
    return {
        "seats": [(seat, seat.until - timedelta(days=1)) for seat in governance.committee(day)],
        "coming": _terms(governance.coming_members(day)),
        "former": _terms(governance.former_members(day)),
        "meetings": governance.meetings(),
        "chairs": _terms(governance.chairs()),
        "decisions": [(decision, tally(decision.tally)) for decision in governance.decisions(NEWEST)],
    }


def _terms(cards: list[governance.TermCard]) -> list[tuple[governance.TermCard, date]]:
    """Each with its last day."""
    return [(card, card.until - timedelta(days=1)) for card in cards]


def said(rule: governance.RuleCard) -> tuple[str, str]:
    """Value and unit as people read them: days in words, numbers grouped, 3 of 4 as a share."""
    if rule.unit == "day":
        return day_words(date.fromisoformat(rule.value)), ""
    if rule.unit == "language":
        return language_name(rule.value), ""
    if rule.value in _CASTING:
        return str(_CASTING[rule.value]), ""
    if rule.unit in SHARES:
        return _share(rule.value), rule.unit
    unit = _DAY.sub(lambda found: day_words(date.fromisoformat(found[0])), rule.unit)
    whole, _, rest = rule.value.partition(".")
    if whole.isdigit() and not rest.strip("0"):
        return grouped(int(whole)), unit.removesuffix("s") if whole == "1" else unit
    return rule.value, unit


def _share(value: str) -> str:
    """3 of 4 as 75%; what is no whole percent stays a fraction, since it is counted in integers."""
    part, _dash, whole = (text.strip() for text in value.partition("–"))
    exact = 100 * int(part) % int(whole) == 0
    return percentage(int(part) / int(whole)) if exact else f"{part}/{whole}"


def tally(counted: dict) -> list[tuple[str, int]]:
    """Votes by what was voted: numbers, no names."""
    words = (("yes", _("in favour")), ("no", _("against")), ("abstain", _("abstained")), ("electors", _("entitled")))
    return [(word, counted[name]) for name, word in words if isinstance(counted.get(name), int)]


def method(day: date) -> dict:
    """The rule values that counting rests on, and the version of the method the newest report was counted with."""
    card = reports.latest_figures()
    return {
        "report": card,
        "used": card.body["methodology"] if card else None,
        "users_words": grouped(monitoring.users_target(day).value),
        "window": rule("impact.window", on=day),
    }


def contact() -> dict:
    """Where letters to the Secretariat go: the address our own letters come from."""
    return {"email": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}
