"""The registry of formulas by version (CFIT-EM 4, "Versioning").

Patch = text only, minor = new factors, major = formula. So a version is calculated by the engine of its major number,
with its own factor set; old engines stay here, with their examples in the tests, so that an old report recomputes.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from .bulk import line_effects, roll_up_lines
from .lines import line_effect
from .montecarlo import monte_carlo
from .secondlife import second_life
from .users import users_served
from .years import avoided_by_year


class Engine(NamedTuple):
    """The formulas of one major version."""

    line_effect: Callable
    line_effects: Callable
    roll_up_lines: Callable
    monte_carlo: Callable
    avoided_by_year: Callable
    second_life: Callable
    users_served: Callable


engine = {
    "1.0": Engine(line_effect, line_effects, roll_up_lines, monte_carlo, avoided_by_year, second_life, users_served)
}


def engine_for(version: str) -> Engine:
    """The engine of a version such as "1.0.0" or "1.1.0-test". Raises KeyError when its formulas are not known."""
    major = re.match(r"(\d+)\.\d+", version)
    known = {name.split(".")[0]: found for name, found in engine.items()}
    if not major or major[1] not in known:
        raise KeyError(version)
    return known[major[1]]
