"""What the effects of a year are calculated from: the factors that were adopted, and the lines that were accepted."""

from decimal import Decimal
from functools import cache

from django.db.models import Count, F

from monitoring import calculator
from monitoring.calculator import LineInput
from monitoring.calculator.tables import factor_set
from monitoring.models import Cycle, DeviceLine, MethodologyVersion
from pact.access import CannotNow

ACCEPTED = ("ACCEPTED", "FROZEN")
_GIVEN = ("product_group__code", "condition", "quantity", "lifetime_months", "country", "organization__country")


@cache
def _factors(version: str, sha256: str) -> calculator.FactorSet:
    """The factor set of a version, built from its stored tables; the hash proves it is the one that was adopted."""
    if version == calculator.shipped().version:
        factors = calculator.shipped()
    else:
        factors = factor_set(MethodologyVersion.objects.get(version=version).factors, version)
    if factors.sha256() != sha256:
        raise CannotNow(f"The factors of version {version} are not those that were adopted. Do not publish with them.")
    return factors


def factors_of(cycle: Cycle) -> calculator.FactorSet:
    """The factors that were pinned to a year when it opened: everything published about it is calculated with them."""
    if cycle.methodology is None:
        raise CannotNow(f"The cycle {cycle.year} has no methodology.")
    return _factors(cycle.methodology.version, cycle.methodology.sha256)


def every_accepted_line(cycle: Cycle):
    """Rows of the accepted version of each submission of a cycle; the caller enters the scope of its actor."""
    return DeviceLine.objects.filter(
        version__submission__cycle=cycle,
        version__submission__state__in=ACCEPTED,
        version__submission__accepted_version=F("version"),
    )


def every_reduction(cycle: Cycle) -> tuple[Decimal, int]:
    """The share by which the accepted devices of a year emit less than the reference, and how many devices that is of
    (CFIT-EM 4); in the system's scope. Equal lines are calculated once."""
    factors = factors_of(cycle)
    rows = every_accepted_line(cycle).filter(quantity__gt=0)
    lines = []
    for row in rows.values_list(*_GIVEN).annotate(times=Count("pk")).order_by(*_GIVEN):
        given = _input(*row[:-1])
        if not calculator.check(given, factors):
            lines += [(None, given)] * row[-1]
    total = calculator.roll_up_lines(lines, factors).get(None)
    return (total.reduction_fraction, total.devices) if total else (Decimal(0), 0)


def _input(product: str, condition: str, quantity: int, months: int | None, country: str, home: str) -> LineInput:
    """A line as the method takes it; without lifetime the method's own rule applies and is flagged."""
    years = f"{months}/12" if months else None
    return LineInput(product, condition.lower(), quantity, years, country or None, None, home or None)
