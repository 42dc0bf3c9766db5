"""Exact numbers: fractions in, decimals out (CFIT-EM 1.0.0, 3.5 "Everything recomputes: exact decimals").

Inside the calculator every quantity is a `fractions.Fraction`; what leaves it is a `decimal.Decimal` rounded half to
even: three places for kg and grams, six for fractions, lifetimes, years and kg Sb eq. Binary floats are refused at the
door; only the Monte Carlo interval uses them, as the method says.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

KG = 3
FINE = 6

# Wide enough for 10^10 devices x 10^6 lines x six places, whatever context the caller has set.
_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
_UNITS = {0: Decimal(1), KG: Decimal("0.001"), FINE: Decimal("0.000001")}
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40}|/[0-9]{1,40})?")
_LONGEST = 40


def exact(value: object) -> Fraction:
    """The number that `value` states: an int, Fraction, finite Decimal, or text such as "3.5", "7/2", "8".

    Raises ValueError for anything else. Length is limited, so that "1e999999999" cannot occupy the machine.
    """
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > _LONGEST or len(value.as_tuple().digits) > 2 * _LONGEST:
            raise ValueError(f"{value} is not a number of usual length")
        return Fraction(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        try:
            return Fraction(value.strip())
        except ZeroDivisionError:
            raise ValueError(f"{value!r} divides by zero") from None
    raise ValueError(f"{str(value)[:60]!r} is not an exact number")


def in_units(value: Fraction, places: int) -> int:
    """`value` as a whole number of 10^-places, half to even."""
    return round(value * 10**places)


def from_units(units: int, places: int) -> Decimal:
    """The decimal of a whole number of 10^-places: from_units(1500, 3) == Decimal("1.500")."""
    return _WIDE.multiply(units, _UNITS[places])


def fixed(value: Fraction, places: int = KG) -> Decimal:
    """`value` rounded half to even, always with `places` digits after the point."""
    return from_units(in_units(value, places), places)


def total(values: Iterable[Decimal], places: int = KG) -> Decimal:
    """The exact sum of stored rounded values (4: "roll-up: sum of stored rounded line values")."""
    result = from_units(0, places)
    for value in values:
        result = _WIDE.add(result, value)
    return result


def ratio(above: Decimal, below: Decimal, times: Fraction | int = 1, places: int = FINE) -> Decimal:
    """times * above / below, rounded; 0 when `below` is 0 (4: "reduction = A / E_b (0 when E_b = 0)")."""
    if not below:
        return from_units(0, places)
    return fixed(Fraction(above) * times / Fraction(below), places)
