"""Rules of the collective tender calendar (Pact 3.1.1.e, 6.3.2, preamble P6): pure functions on plain values."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTH, QUARTER = "MONTH", "QUARTER"
REMINDED_AFTER = (7, 30)  # days after the time that was named has passed
ROUND_MONTHS = (3, 9)  # "Is this still right?" on the first of March and of September
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NAMED = re.compile(r"([a-z]{3,9})\.?,? (\d{4})")
_QUARTER_FIRST = re.compile(r"(?:q|quarter )([1-4])[-/ ,]*(?:of )?(\d{4})")
_QUARTER_LAST = re.compile(r"(\d{4})[-/ ]?q([1-4])")
_QUARTER_NAMED = re.compile(r"(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter(?: of)? (\d{4})")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


@dataclass(frozen=True)
class Expected:
    """Within these days a notice is expected; `kind` says whether a month or a quarter was meant."""

    first: date
    last: date
    kind: str


def month(year: int, number: int) -> Expected:
    first = date(year, number, 1)
    return Expected(first, _before(year, number + 1), MONTH)


def quarter(year: int, number: int) -> Expected:
    return Expected(date(year, 3 * number - 2, 1), _before(year, 3 * number + 1), QUARTER)


def quarter_of(day: date) -> Expected:
    return quarter(day.year, (day.month + 2) // 3)


def _before(year: int, number: int) -> date:
    """The last day before a month; the thirteenth is the first of the year after."""
    return date(year + (number > 12), (number - 1) % 12 + 1, 1) - timedelta(days=1)


def read_expected(text: str) -> Expected:
    """A month or a quarter as people write it: May 2027, 5/2027, 2027-05, Q2 2027, second quarter of 2027.

    ValueError for anything else, and for years that nobody plans for."""
    words = " ".join(text.casefold().split())
    found = _quarter(words) or _month(words)
    if found is None or not 2020 <= found.first.year <= 2099:
        raise ValueError(text)
    return found


def _quarter(words: str) -> Expected | None:
    if one := _QUARTER_FIRST.fullmatch(words):
        return quarter(int(one[2]), int(one[1]))
    if one := _QUARTER_LAST.fullmatch(words):
        return quarter(int(one[1]), int(one[2]))
    one = _QUARTER_NAMED.fullmatch(words)
    return quarter(int(one[2]), _ORDINALS[one[1]]) if one else None


def _month(words: str) -> Expected | None:
    if one := _YEAR_MONTH.fullmatch(words):
        return month(int(one[1]), int(one[2])) if 1 <= int(one[2]) <= 12 else None
    if one := _MONTH_YEAR.fullmatch(words):
        return month(int(one[2]), int(one[1])) if 1 <= int(one[1]) <= 12 else None
    if one := _NAMED.fullmatch(words):
        number = next((n for n, name in enumerate(MONTHS, 1) if _means(one[1], name)), 0)
        return month(int(one[2]), number) if number else None
    return None


def _means(word: str, name: str) -> bool:
    return word in (name, name[:3], name[:4])


def written(expected: Expected) -> str:
    """As an address or a form holds it: 2027-05 or 2027-Q2."""
    if expected.kind == QUARTER:
        return f"{expected.first.year}-Q{(expected.first.month + 2) // 3}"
    return f"{expected.first:%Y-%m}"


def typed(expected: Expected) -> str:
    """As somebody would type it: May 2027 or Q2 2027; `read_expected` reads it again."""
    if expected.kind == QUARTER:
        return f"Q{(expected.first.month + 2) // 3} {expected.first.year}"
    return f"{MONTHS[expected.first.month - 1].capitalize()} {expected.first.year}"


def is_planned(last: date, today: date) -> bool:
    """3.1.1.e speaks of coming tenders: when it is entered, some of the time that is named lies ahead."""
    return last > today


def has_passed(stage: str, last: date, today: date) -> bool:
    """The time that was named has passed without news: shown as such, and its owner is asked."""
    return stage in ("IDEA", "CONSULTATION", "ANNOUNCED", "POSTPONED") and last < today


def round_begun(today: date) -> date | None:
    """The first of March or of September while that month lasts: who was not asked on the day is asked later in it."""
    return today.replace(day=1) if today.month in ROUND_MONTHS else None


def round_ends(begun: date) -> date:
    return _before(begun.year, begun.month + 1)


def publish_problems(notice: bool, criteria: bool, day: date | None, today: date) -> list[tuple[str, str]]:
    """What a published tender needs: pairs of field and sentence."""
    problems = []
    if not notice:
        problems.append(("notice_url", "Give the link or the number of the notice: others look it up."))
    if day is None:
        problems.append(("on", "Enter the day on which the notice was published."))
    elif day > today:
        problems.append(("on", "The notice cannot have been published in the future. Enter the day once it is out."))
    if not criteria:
        problems.append(
            ("", "Say first which criteria it uses, what goes further, or why none are used (preamble of the Pact).")
        )
    return problems


# --- no prices (6.3.2) ---

_AMOUNT = r"\d[\d\s.,'\u2019\u00a0\u202f]{0,20}"
_SCALE = r"(?:\s?(?:k|m|bn|mln|mio|mrd|thousand|million|billion|miljoen|millionen|millions|millioner|miljoner)\.?)?"
_SIGN = r"[\u20ac$\u00a3\u00a5\u20a3\u20a4\u20b9\u20ba\u20bd\u20a9\u20b4]"
_CODE = (
    r"(?:eur|euros?|usd|gbp|chf|nok|sek|dkk|isk|pln|czk|huf|ron|bgn|cad|aud|nzd|jpy|cny|inr|kr\.?|kroner|kronor|krone"
    r"|kronen|franken|francs?|pounds?|sterling|dollars?|z\u0142oty|zloty|cents?)"
)
_MONEY = (
    re.compile(rf"{_SIGN}\s?{_AMOUNT}{_SCALE}", re.IGNORECASE),
    re.compile(rf"{_AMOUNT}{_SCALE}\s?{_SIGN}", re.IGNORECASE),
    re.compile(rf"(?<![\w]){_CODE}\s?{_AMOUNT}{_SCALE}(?![\w])", re.IGNORECASE),
    re.compile(rf"(?<![\w.,]){_AMOUNT}{_SCALE}\s?(?:,-|,\u2013)?\s?{_CODE}(?![\w-])", re.IGNORECASE),
    re.compile(rf"(?<![\w]){_AMOUNT},[-\u2013](?!\w)"),
    re.compile(
        r"(?<!\w)(?:unit\s+price|price|prices|priced|costs?|costing|budget|estimated\s+value|contract\s+value"
        r"|ceiling|rate)(?:\s+(?:of|is|are|at|about|around|per\s+\w+|up\s+to|max(?:imum)?|not\s+above|below|under))*"
        rf"\s*[:=]?\s*(?!20\d\d(?!\d)){_AMOUNT}{_SCALE}(?!\s?(?:%|\d|months?|years?|days?|weeks?|points?|per\s?cent|criteria|devices?"
        r"|laptops?|lots?|parts?|suppliers?|offers?|pages?|steps?|times))(?![\w])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w){_AMOUNT}{_SCALE}\s*(?:per|a|each|/)\s*(?:unit|piece|device|laptop|phone|smartphone|seat|user)"
        r"\s+(?:price|in\s+price|excl|incl|ex\.?\s*vat)",
        re.IGNORECASE,
    ),
)
NO_PRICES = "Leave out “{found}”: prices are never shared in the Pact (6.3.2). Say it without the amount."


def mentions_price(text: str) -> str:
    """6.3.2: the amount of money that a text names, as it stands there; empty where it names none."""
    for pattern in _MONEY:
        if one := pattern.search(text):
            return " ".join(one[0].split()).rstrip(".,")
    return ""


def no_prices(text: str) -> str:
    """The sentence for a text that names an amount of money; empty for one that may be shared."""
    found = mentions_price(text)
    return NO_PRICES.format(found=found) if found else ""
