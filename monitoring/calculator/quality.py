"""How good the data are: grades and coverage by devices (CFIT-EM 4, "Data quality"; 8 figure 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .exact import from_units, ratio

REGISTER, SUPPLIER, ESTIMATE, IMPUTED = "A", "B", "C", "D"
GRADES = {"invoice": REGISTER, "supplier report": SUPPLIER, "estimate": ESTIMATE}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a line's sender stated: devices, evidence (a key of GRADES or None), and which answers were given."""

    quantity: int
    evidence: str | None
    lifetime: bool
    country: bool
    arrangement: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of devices, six places: with stated lifetime, country, arrangement, with grade A or B; and by grade."""

    devices: int
    lifetime: Decimal
    country: Decimal
    arrangement: Decimal
    good_grade: Decimal
    by_grade: dict[str, int]


def grade(line: Stated) -> str:
    """A register or invoice, B supplier statement, C estimate, D imputed: no evidence or a lifetime taken by rule."""
    return GRADES.get(line.evidence or "", IMPUTED) if line.lifetime else IMPUTED


def coverage(lines: Iterable[Stated]) -> Coverage:
    """The shares over all lines; all 0 without devices."""
    lines = list(lines)
    devices = sum(line.quantity for line in lines)
    by_grade = dict.fromkeys((REGISTER, SUPPLIER, ESTIMATE, IMPUTED), 0)
    for line in lines:
        by_grade[grade(line)] += line.quantity

    def share(number: int) -> Decimal:
        return ratio(from_units(number, 0), from_units(devices, 0))

    return Coverage(
        devices=devices,
        lifetime=share(sum(line.quantity for line in lines if line.lifetime)),
        country=share(sum(line.quantity for line in lines if line.country)),
        arrangement=share(sum(line.quantity for line in lines if line.arrangement)),
        good_grade=share(by_grade[REGISTER] + by_grade[SUPPLIER]),
        by_grade=by_grade,
    )
