"""The checks of a report, one function each. They compare, they never correct (3.1.2.a to c)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from monitoring.rules.cells import COUNTED, MEETS, NEW, NOTHING, REFURBISHED, REMANUFACTURED, Answer, why_unreadable
from monitoring.rules.findings import ERROR, INFO, WARN, Finding, gettext_noop

TIMES = ("", "", "twice", "three times", "four times", "five times", "six times", "seven times", "eight times",
         "nine times", "ten times")  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """Where a difference is worth a question; settings of the installation, not rules of the Pact."""

    times: int = 3
    difference: int = 20
    baseline_months: int = 36


@dataclass(frozen=True)
class Cells:
    """One line as the checks see it: answers of this year, numbers of last year, lifetimes by counted column."""

    line: str
    now: Mapping[str, Answer]
    was: Mapping[str, int | None] = field(default_factory=dict)
    lifetimes: Mapping[str, Answer] = field(default_factory=dict)

    def value(self, column: str) -> int | None:
        return self.now.get(column, NOTHING).value


Findings = list[Finding]


def unreadable(cells: Cells) -> Findings:
    """Texts that are no figures: kept as they were typed, to be corrected before a report is sent."""
    found = []
    for column, answer in cells.now.items():
        if answer.typed:
            why = why_unreadable(answer)
            facts = (("text", why.text), *why.facts)
            found.append(Finding("unreadable", ERROR, why.message, facts, cells.line, column))
    return found


def meets_criteria_within_new(cells: Cells) -> Findings:
    """Devices that meet the criteria are among the new ones, so there are never more of them."""
    meets, new = cells.value(MEETS), cells.value(NEW)
    if not meets or cells.now.get(NEW, NOTHING).open or (new is not None and meets <= new):
        return []
    if new is None:
        sentence = gettext_noop("%(meets)s meet the criteria, but no new devices are entered. Enter all new ones too.")
        return [Finding("meets_criteria_within_new", ERROR, sentence, (("meets", meets),), cells.line, MEETS)]
    sentence = gettext_noop("%(meets)s meet the criteria, but only %(new)s are new. Correct one of the two.")
    return [Finding("meets_criteria_within_new", ERROR, sentence, (("meets", meets), ("new", new)), cells.line, MEETS)]


def jump_against_last_year(cells: Cells, limits: Limits) -> Findings:
    """More than three times or less than a third of last year, and by more than twenty devices."""
    found = []
    for column, answer in cells.now.items():
        was, now = cells.was.get(column), answer.value
        if was is None or now is None or abs(now - was) <= limits.difference:
            continue
        if now > limits.times * was:
            found.append(_jump(cells.line, column, now, was))
        elif now * limits.times < was:
            sentence = gettext_noop("Less than a third of last year’s figure (%(was)s).")
            found.append(Finding("jump_against_last_year", WARN, sentence, (("was", was),), cells.line, column))
    return found


def _jump(line: str, column: str, now: int, was: int) -> Finding:
    times = round(now / was) if was else 0
    if not was:
        sentence, facts = gettext_noop("Last year’s figure was 0."), ()
    elif times < len(TIMES):
        words = TIMES[times]
        sentence = gettext_noop("%(times)s last year’s figure (%(was)s).")
        facts = (("times", words[:1].upper() + words[1:]), ("was", was))
    else:
        sentence = gettext_noop("%(times)s times last year’s figure (%(was)s).")
        facts = (("times", times), ("was", was))
    return Finding("jump_against_last_year", WARN, sentence, facts, line, column)


def first_used_devices(cells: Cells) -> Findings:
    """The first refurbished or remanufactured devices of a line are good news and worth knowing."""
    was = [cells.was.get(column) for column in (REFURBISHED, REMANUFACTURED)]
    now = [cells.value(column) or 0 for column in (REFURBISHED, REMANUFACTURED)]
    if all(value is None for value in was) or any(was) or not any(now):
        return []
    column = REFURBISHED if now[0] else REMANUFACTURED
    sentence = gettext_noop("Used devices for the first time here. Your buyer group may want to hear how.")
    return [Finding("first_used_devices", INFO, sentence, (), cells.line, column)]


def lifetime_below_baseline(cells: Cells, limits: Limits) -> Findings:
    """Devices that count as circular but are kept shorter than the usual three years (preamble; 3.1.2.b)."""
    counted = {
        NEW: cells.value(MEETS),
        REFURBISHED: cells.value(REFURBISHED),
        REMANUFACTURED: cells.value(REMANUFACTURED),
    }
    found = []
    for column, devices in counted.items():
        months = cells.lifetimes.get(column, NOTHING).value
        if devices and months is not None and months < limits.baseline_months:
            sentence = gettext_noop("To be used for less than %(years)s years, the usual life of a new device.")
            facts = (("years", limits.baseline_months // 12),)
            found.append(Finding("lifetime_below_baseline", WARN, sentence, facts, cells.line, column, "3.1.2.b"))
    return found


def lifetime_not_stated(cells: Cells) -> Findings:
    """Without a lifetime the effect is calculated with the usual one, and the report says for how many devices."""
    missing = [c for c in COUNTED if cells.value(c) and not cells.lifetimes.get(c, NOTHING).given]
    sentence = gettext_noop("No expected lifetime. We then count with the usual one and say so.")
    return [Finding("lifetime_not_stated", INFO, sentence, (), cells.line, missing[0], "3.1.2.b")] if missing else []


def total_zero_with_lines(lines: Iterable[Cells]) -> Findings:
    """Lines without a single device: perhaps nothing was bought, which has a shorter way."""
    lines = list(lines)
    answers = [answer for cells in lines for column, answer in cells.now.items() if column in COUNTED]
    if not answers or any(answer.value or answer.open for answer in answers):
        return []
    if not any(answer.given for answer in answers):
        return []
    sentence = gettext_noop("All lines add up to 0. If you bought no devices, say so in one step instead.")
    return [Finding("total_zero_with_lines", WARN, sentence)]


def nothing_filled_in(lines: Iterable[Cells]) -> Findings:
    """An empty report says nothing: neither figures nor that there were none."""
    if any(answer.given for cells in lines for answer in cells.now.values()):
        return []
    sentence = gettext_noop("Fill in at least one figure, or say that you bought no devices.")
    return [Finding("nothing_filled_in", ERROR, sentence)]


def findings_of_line(cells: Cells, limits: Limits) -> Findings:
    """Everything the checks say of one line while it is typed."""
    return [
        *unreadable(cells),
        *meets_criteria_within_new(cells),
        *jump_against_last_year(cells, limits),
        *first_used_devices(cells),
    ]


def findings_of_all(lines: Iterable[Cells], limits: Limits) -> Findings:
    """Everything the checks say before a report is sent."""
    lines = list(lines)
    found = [*nothing_filled_in(lines), *total_zero_with_lines(lines)]
    for cells in lines:
        found += findings_of_line(cells, limits)
        found += lifetime_below_baseline(cells, limits)
        found += lifetime_not_stated(cells)
    return found
