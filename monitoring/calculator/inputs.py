"""What a line states, and whether it can be calculated (CFIT-EM 4, "Inputs" and "Rules: Validation").

`check` lists every problem of a line at once; `Problem.code` and `.field` are stable, `.message` is a plain sentence
for logs and command lines. Forms show their own translated sentence by code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from .exact import exact
from .factors import CONDITIONS, WORLD, FactorSet

LARGEST_QUANTITY = 10**10
LONG_LIFETIME = 10

# Flags of a line: what was assumed or cut. They are stored with the result and shown beside it.
LIFETIME_IMPUTED = "lifetime_imputed"
LIFETIME_CAPPED = "lifetime_capped"
LIFETIME_LONG = "lifetime_long"
COUNTRY_IMPUTED = "country_imputed"
GRID_FALLBACK = "grid_fallback"
COUNT_ONLY = "count_only"

Repairs = tuple[tuple[str, int], ...]


class LineInput(NamedTuple):
    """One submission line as it was reported.

    quantity: devices, 0 to 10^10. expected_lifetime_years: any exact number (int, Fraction, Decimal, text), further
    service life for used devices, None when not known. country: ISO 3166-1 code or None. repairs: None when not
    reported; an empty tuple or mapping when reported as none; else pairs (part, count), for all devices together.
    organization_country: used when the line states no country.
    """

    product_group: str
    condition: str
    quantity: int
    expected_lifetime_years: object = None
    country: str | None = None
    repairs: Repairs | Mapping[str, int] | None = None
    organization_country: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line cannot be calculated: code, the field it concerns, and a sentence."""

    code: str
    field: str
    message: str


class InvalidLine(ValueError):
    """A line that cannot be calculated; `problems` says why."""

    def __init__(self, problems: list[Problem]):
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in problems))


class Grid(NamedTuple):
    """Which electricity a line is counted with: alpha-3 code or WORLD, kg CO2e per kWh, and the flags it brings."""

    code: str
    kg_per_kwh: Fraction
    flags: tuple[str, ...]


def clean(line: LineInput, factors: FactorSet) -> LineInput:
    """The line with an exact lifetime, sorted repairs and no empty texts. Raises InvalidLine."""
    problems = check(line, factors)
    if problems:
        raise InvalidLine(problems)
    lifetime, repairs = line.expected_lifetime_years, line.repairs
    return line._replace(
        expected_lifetime_years=None if lifetime in (None, "") else exact(lifetime),
        country=line.country or None,
        organization_country=line.organization_country or None,
        repairs=None if repairs is None else tuple(sorted(dict(repairs).items())),
    )


def check(line: LineInput, factors: FactorSet) -> list[Problem]:
    """Every problem of the line, in the order of its fields; an empty list when it can be calculated."""
    problems = []
    if not _known_group(line.product_group, factors):
        problems.append(_unknown("product_group", line.product_group, "product group"))
    if line.condition not in CONDITIONS:
        problems.append(_unknown("condition", line.condition, "condition"))
    problems += _count_problems("quantity", line.quantity, "The number of devices")
    problems += _lifetime_problems(line.expected_lifetime_years, factors)
    for field in ("country", "organization_country"):
        code = getattr(line, field)
        if code not in (None, "") and not (isinstance(code, str) and code in factors.countries):
            problems.append(_unknown(field, code, "ISO 3166-1 country code"))
    return problems + _repair_problems(line, factors)


def grid_of(line: LineInput, factors: FactorSet) -> Grid:
    """The electricity of a clean line: its country, else the organisation's, else WORLD; flagged (4, "Rules")."""
    flags = () if line.country else (COUNTRY_IMPUTED,)
    stated = line.country or line.organization_country
    code = factors.countries[stated] if stated else WORLD
    if code not in factors.grid:
        code, flags = WORLD, (*flags, GRID_FALLBACK)
    return Grid(code, factors.grid[code] / 1000, flags)


def _known_group(group: object, factors: FactorSet) -> bool:
    return isinstance(group, str) and (group in factors.groups or f"{group}|new" in factors.embodied)


def _unknown(field: str, value: object, kind: str) -> Problem:
    if value in (None, ""):
        return Problem("required", field, f"The {kind} is missing.")
    return Problem("unknown", field, f"{str(value)[:60]!r} is not a known {kind}.")


def _count_problems(field: str, value: object, what: str) -> list[Problem]:
    if value is None:
        return [Problem("required", field, f"{what} is missing.")]
    if isinstance(value, bool) or not isinstance(value, int):
        return [Problem("not_integer", field, f"{what} must be a whole number, not {str(value)[:60]!r}.")]
    if value < 0:
        return [Problem("negative", field, f"{what} must not be negative.")]
    if value > LARGEST_QUANTITY:
        return [Problem("too_large", field, f"{what} must be at most {LARGEST_QUANTITY}.")]
    return []


def _lifetime_problems(value: object, factors: FactorSet) -> list[Problem]:
    field = "expected_lifetime_years"
    if value in (None, ""):
        return []
    try:
        years = exact(value)
    except ValueError:
        return [Problem("not_number", field, f"The expected lifetime must be a number, not {str(value)[:60]!r}.")]
    least = factors.parameter("min_lifetime_years").central
    most = factors.parameter("max_lifetime_years").central
    if years < least:
        return [Problem("too_small", field, f"The expected lifetime must be at least {float(least):g} years.")]
    if years > most:
        return [Problem("too_large", field, f"The expected lifetime must be at most {float(most):g} years.")]
    return []


def _repair_problems(line: LineInput, factors: FactorSet) -> list[Problem]:
    if line.repairs is None:
        return []
    try:
        counts = dict(line.repairs)
    except (TypeError, ValueError):
        return [Problem("not_repairs", "repairs", "Repairs must list parts with the number replaced.")]
    problems = []
    for part, count in counts.items():
        if f"{line.product_group}|{part}" not in factors.parts:
            problems.append(_unknown("repairs", part, f"part of product group {str(line.product_group)[:60]!r}"))
        else:
            problems += _count_problems("repairs", count, f"The number of replaced parts ({part})")
    return problems
