"""When the effect happens (CFIT-EM 4, "Year by year"): service starts at year + 1/2, A is spread in proportion.

The year series may be summed over reporting years; the per-user figure over eight years may not.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from .exact import KG, fixed, total
from .factors import FactorSet
from .inputs import LineInput, clean
from .lines import line_rates

HALF = Fraction(1, 2)


def spread(amount: Fraction, lifetime: Fraction, year: int) -> dict[int, Fraction]:
    """`amount` (kg) over the calendar years that [year + 1/2, year + 1/2 + lifetime] touches; lifetime > 0 in years."""
    start, end = year + HALF, year + HALF + lifetime
    result = {}
    for calendar_year in range(year, int(end) + 1):
        overlap = min(end, Fraction(calendar_year + 1)) - max(start, Fraction(calendar_year))
        if overlap > 0:
            result[calendar_year] = amount * overlap / lifetime
    return result


def avoided_by_year(line: LineInput, year: int, factors: FactorSet, scenario: str = "central") -> dict[int, Decimal]:
    """Avoided kg of one line by calendar year, each rounded; {} for a count-only group. Raises InvalidLine.

    `year`: the year of delivery.
    """
    line = clean(line, factors)
    if not factors.computes(line.product_group, line.condition):
        return {}
    rates = line_rates(line, factors, scenario).summed
    shares = spread(line.quantity * rates["avoided_kg"], rates["service_years"], year)
    return {calendar_year: fixed(amount, KG) for calendar_year, amount in shares.items()}


def series(parts: Iterable[dict[int, Decimal]]) -> dict[int, Decimal]:
    """Several year series summed, in the order of the years."""
    by_year: dict[int, list[Decimal]] = {}
    for part in parts:
        for year, amount in part.items():
            by_year.setdefault(year, []).append(amount)
    return {year: total(by_year[year], KG) for year in sorted(by_year)}
