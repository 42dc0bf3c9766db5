"""What a chart is given and what it gives back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pact.charts.paint import ident_of
from pact.charts.tables import csv_text
from pact.charts.words import Numbers


def clean(value: object) -> float | None:
    """Numbers as floats; not known, not a number and endless are all None."""
    if value is None:
        return None
    number = float(value)  # type: ignore[arg-type]
    return number if math.isfinite(number) else None


@dataclass(frozen=True)
class Series:
    """One line, one set of bars. `values` stand in the order of the chart's categories; None: not known."""

    name: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    estimated: Sequence[bool] | bool = False

    @cached_property
    def numbers(self) -> list[float | None]:
        return [clean(v) for v in self.values]

    @cached_property
    def ranges(self) -> list[tuple[float, float] | None]:
        pairs = zip(self.low, self.high, strict=False)
        found = [None if a is None or b is None else (clean(a), clean(b)) for a, b in pairs]
        found = [None if p is None or None in p else (min(p), max(p)) for p in found]
        return found + [None] * (len(self.values) - len(found))

    def guessed(self, at: int) -> bool:
        return self.estimated if isinstance(self.estimated, bool) else at < len(self.estimated) and self.estimated[at]


@dataclass(frozen=True)
class Chart:
    """The numbers of one figure with everything a reader must know beside them."""

    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    description: str = ""
    coverage: str = ""
    source: str = ""
    category_head: str = ""
    digits: int | None = None
    target: float | None = None
    target_label: str = ""
    band: tuple[float, float, str] | None = None
    groups: Sequence[tuple[str, int]] = ()
    missing: str = ""
    ident: str = ""

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{series.name!r}: {len(series.values)} values for {len(self.categories)} categories")

    @cached_property
    def names(self) -> list[str]:
        return [str(c) for c in self.categories]

    @cached_property
    def known(self) -> list[float]:
        return [v for s in self.series for v in s.numbers if v is not None]

    @cached_property
    def reach(self) -> list[float]:
        """Every number the axis must hold."""
        ends = [v for s in self.series for pair in s.ranges if pair for v in pair]
        marks = [v for v in (clean(self.target), *(clean(b) for b in (self.band or ())[:2])) if v is not None]
        return self.known + ends + marks

    @cached_property
    def write(self) -> Numbers:
        return Numbers(self.known, self.unit, self.digits)

    @property
    def heading(self) -> str:
        return f"{self.title}, {self.unit}" if self.unit else self.title

    @property
    def word(self) -> str:
        """What stands where a number is missing."""
        return self.missing or _("not known")

    @property
    def code(self) -> str:
        facts = (self.title, self.names, [(s.name, s.numbers) for s in self.series])
        return self.ident or ident_of(*facts)

    def summary(self) -> str:
        """The words a listener gets: the given description, or the numbers themselves, first and last of a long row."""
        said = [self.description] if self.description else [self._sentence(s) for s in self.series[:8]]
        if not self.known:
            said = [_("No figures yet.")]
        if self.target is not None and not self.description:
            said.append(f"{self.target_label or _('Target')}: {self.write(clean(self.target))}.")
        if self.coverage:
            said.append(f"{self.coverage.rstrip('.')}.")
        return " ".join(said)

    def _sentence(self, series: Series) -> str:
        pairs = list(zip(self.names, series.numbers, strict=False))
        if len(pairs) > 6:
            pairs = [pairs[0], pairs[-1]]
        told = ", ".join(f"{name} {self.word if v is None else self.write(v)}" for name, v in pairs)
        return f"{series.name}: {told}." if series.name else f"{told}."

    def with_series(self, series: Sequence[Series]) -> "Chart":
        return replace(self, series=tuple(series))


@dataclass(frozen=True)
class Drawing:
    """A drawing, its words, and the same numbers as a table."""

    svg: SafeString
    title: str
    description: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[tuple[object, ...], ...]
    unit: str = ""
    coverage: str = ""
    source: str = ""
    ident: str = ""

    @property
    def heading(self) -> str:
        return f"{self.title}, {self.unit}" if self.unit else self.title

    @cached_property
    def csv(self) -> str:
        return csv_text(self.head, self.records)


@dataclass(frozen=True)
class MapDrawing(Drawing):
    """A map: also the classes of its key, and the codes it has no place for."""

    legend: tuple[tuple[str, str], ...] = ()
    unplaced: tuple[str, ...] = field(default=())
