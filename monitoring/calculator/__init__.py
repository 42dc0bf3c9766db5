"""The effects of what was bought, in carbon and raw materials: CFIT-EM (Pact 1.2.1.b, 3.1.2; effect methodology).

A second rules room: pure Python, exact numbers in, decimals out; no database, no clock, no web. The rooms inside:

- `exact` numbers and rounding; `factors` the immutable set of factors and its fingerprints; `tables` from CSV to it
- `inputs` what a line states and whether it can be calculated; `devices` one device in one scenario; `materials`
- `lines` the effect of a line; `classes` and `bulk` many lines at once; `rollup` sums; `attribution` of lines to sums
- `montecarlo` and `drawing` the interval; `years` when it happens; `secondlife` the potential kept apart; `users`
- `waterfall`, `sensitivities`, `quality` for the report's figures
- `engines` the formulas by version; `vectors`, `examples`, `checking` worked examples and the comparison with them

From other rooms import what stands below; everything else is the calculator's own.
"""

from .bulk import line_effects, roll_up_lines
from .engines import engine, engine_for
from .factors import FactorSet
from .inputs import InvalidLine, LineInput, Problem, check
from .lines import LineEffect, line_effect
from .montecarlo import Interval, monte_carlo
from .rollup import Rollup, roll_up, roll_up_by, stress_range
from .tables import shipped
from .users import GroupUsers, OrganizationUsers, UsersServed, users_served
from .years import avoided_by_year

__all__ = [
    "FactorSet",
    "GroupUsers",
    "Interval",
    "InvalidLine",
    "LineEffect",
    "LineInput",
    "OrganizationUsers",
    "Problem",
    "Rollup",
    "UsersServed",
    "avoided_by_year",
    "check",
    "engine",
    "engine_for",
    "line_effect",
    "line_effects",
    "monte_carlo",
    "roll_up",
    "roll_up_by",
    "roll_up_lines",
    "shipped",
    "stress_range",
    "users_served",
]
