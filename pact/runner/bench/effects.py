"""G13: the effects of a million lines beside the line-by-line engine, equal to the last digit; the interval."""

import random
import time
from importlib import import_module
from operator import itemgetter

from .measure import Result

SAMPLE = 4_000
GROUPS = ("laptop", "smartphone", "monitor", "desktop", "tablet")
CONDITIONS = ("new", "new", "new", "refurbished", "remanufactured")
COUNTRIES = ("NL", "DE", "BE", "NO", "GB", "AT", "CH", "CA", None)


def rows(calculator, count: int):
    """(buyer group, year, product group) and a line: as a cycle reports them, the same at every run."""
    chance = random.Random(20210614)  # noqa: S311
    factors = calculator.shipped()
    groups = [group for group in GROUPS if f"{group}|new" in factors.embodied]
    for _ in range(count):
        group = chance.choice(groups)
        repairs = (("battery", chance.randint(1, 9)),) if chance.random() < 0.01 else None
        line = calculator.LineInput(
            group,
            chance.choice(CONDITIONS),
            chance.randint(1, 400),
            chance.choice((None, "4", "5", "6", "13/2", "8")),
            chance.choice(COUNTRIES),
            repairs,
            "NL",
        )
        if not calculator.check(line, factors):
            yield (chance.randint(1, 40), 2026, group), line


def effects(bench) -> None:
    calculator = import_module("monitoring.calculator")
    factors = calculator.shipped()
    many = list(rows(calculator, bench.options.lines))
    few = many[:SAMPLE]

    before = time.process_time()
    one_by_one = {}
    for key, line in few:
        one_by_one.setdefault(key, []).append(calculator.line_effect(line, factors))
    slow = {key: calculator.roll_up(found) for key, found in one_by_one.items()}
    slow_each = (time.process_time() - before) / len(few)

    before = time.process_time()
    calculator.roll_up_lines(many, factors)
    fast_each = (time.process_time() - before) / len(many)

    differ = sum(calculator.roll_up_lines(few, factors)[key] != total for key, total in slow.items())
    before = time.perf_counter()
    calculator.monte_carlo(map(itemgetter(1), few), factors, 10_000, seed=1)
    seconds = time.perf_counter() - before
    bench.results += [
        Result(
            "G13", f"effects of {len(many):,} lines, times as fast as by line", slow_each / fast_each, 50, at_least=True
        ),
        Result("G13", "sums that differ in any digit", differ, 0, unit=""),
        Result("G13", "Monte Carlo interval, 10,000 iterations", seconds, 5, unit="s"),
    ]
