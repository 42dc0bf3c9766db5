"""Shares as text with six places, and whole numbers of devices."""

from decimal import ROUND_HALF_EVEN, Decimal


def share(part: int, whole: int) -> str:
    """part / whole with six places, "0.000000" of nothing."""
    if not whole:
        return "0.000000"
    return str((Decimal(part) / Decimal(whole)).quantize(Decimal("0.000001"), ROUND_HALF_EVEN))


def counted(lines) -> int:
    """Devices of lines whose quantity is known."""
    return sum(line.quantity or 0 for line in lines)
