"""Drawing the figures: what each shows is in `charts`, once; the same chart is drawn for screen and for paper."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from pact.charts import (
    Drawing,
    bars,
    bullet,
    dots,
    share_bar,
    small_multiples,
    stacked_area,
    stacked_bars,
    tornado,
    waterfall,
)
from reports.figures import charts
from reports.figures.charts import Given
from reports.figures.words import coverage, method


@dataclass(frozen=True)
class Figure:
    """One figure of the report: what it answers, and the chapter it stands in."""

    code: str
    chapter: str
    question: str
    drawing: Drawing


@dataclass(frozen=True)
class Plan:
    """How a figure comes about: its numbers, and the kind of drawing."""

    code: str
    chapter: str
    question: str
    numbers: Callable[[dict], Given | None]
    draw: Callable[..., Drawing]


def all_of(body: dict, *, medium: str = "screen") -> list[Figure]:
    """Every figure that this snapshot has numbers for, in the order of the method."""
    given = ((plan, plan.numbers(body)) for plan in FIGURES)
    return [
        Figure(plan.code, plan.chapter, plan.question, _drawn(plan, numbers, body, medium))
        for plan, numbers in given
        if numbers is not None
    ]


def _drawn(plan: Plan, given: Given, body: dict, medium: str) -> Drawing:
    """With coverage under it, and, where an effect is shown, the method and how far the estimate reaches."""
    said = coverage(body) if plan.chapter != "effects" and plan.code != "sure" else f"{coverage(body)}. {method(body)}"
    if isinstance(given.chart, list):
        panels = [replace(chart, coverage=said) for chart in given.chart]
        return plan.draw(panels, medium=medium, coverage=said, **given.more)
    return plan.draw(replace(given.chart, coverage=given.chart.coverage or said), medium=medium, **given.more)


FIGURES = (
    Plan("users", "pact", "Are we gaining procurement power?", charts.users, partial(bars, upright=True)),
    Plan(
        "devices", "procured", "What did we buy, and how circular was it?", charts.devices,
        partial(stacked_bars, upright=False),
    ),
    Plan("per-user", "effects", "Do we meet the ambition?", charts.per_user, bullet),
    Plan("causes", "effects", "What caused it?", charts.causes, waterfall),
    Plan(
        "absolute", "effects", "Is the total falling, or only the comparison?", charts.absolute,
        partial(bars, upright=True),
    ),
    Plan("when", "effects", "When does it happen?", charts.when, stacked_area),
    Plan("lifetimes", "procured", "Are lifetimes really longer?", charts.lifetimes, dots),
    Plan(
        "used-by-group", "procured", "Where do used devices find their way in?", charts.used_by_group, small_multiples
    ),
    Plan("end-of-life", "procured", "Where do devices go?", charts.end_of_life, bars),
    Plan("labels", "fair", "Are we using common criteria?", charts.labels, dots),
    Plan("quality", "outlook", "How good are the figures?", charts.quality, share_bar),
    Plan("sure", "effects", "How sure are we?", charts.sure, tornado),
)  # fmt: skip
