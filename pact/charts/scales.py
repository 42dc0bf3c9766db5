"""Axes: where a number lies, and the round numbers beside it."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight scale from numbers to places on the sheet."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def __call__(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) * (self.end - self.start) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [n * self.step for n in range(first, last + 1)]


def scale(values: list[float], start: float, end: float, *, steps: int = 5, zero: bool = True) -> Scale:
    """A scale with round steps that holds every value, from zero unless `zero` is given up (tornado only)."""
    low = min([*values, 0.0] if zero else values, default=0.0)
    high = max([*values, 0.0] if zero else values, default=1.0)
    if high - low < 1e-12:
        low, high = (0.0, 1.0) if high == 0 else (min(0.0, high), max(0.0, high))
    step = _step((high - low) / steps)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, start, end, step)


def _step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next((m * size for m in (1, 2, 2.5, 5) if m * size >= rough * 0.999), 10 * size)


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Labels at the places wanted, moved apart so that none lies on another, and kept between low and high."""

    def settle(middle: float, members: list[int]) -> tuple[float, list[int]]:
        half = gap * (len(members) - 1) / 2
        return min(max(middle, low + half), max(high - half, low + half)), members

    blocks: list[tuple[float, list[int]]] = []
    for i in sorted(range(len(wanted)), key=lambda i: wanted[i]):
        blocks.append(settle(wanted[i], [i]))
        while len(blocks) > 1:
            (a, first), (b, second) = blocks[-2:]
            if b - a >= gap * (len(first) + len(second)) / 2 - 1e-9:
                break
            middle = (a * len(first) + b * len(second)) / (len(first) + len(second))
            blocks[-2:] = [settle(middle, first + second)]
    placed = [0.0] * len(wanted)
    for middle, members in blocks:
        for n, i in enumerate(members):
            placed[i] = middle + (n - (len(members) - 1) / 2) * gap
    return placed
