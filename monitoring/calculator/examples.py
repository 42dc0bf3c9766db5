"""What each kind of worked example asks for, calculated (CFIT-EM 7). The input's words are those of vectors.json."""

from collections.abc import Callable, Mapping

from .attribution import PACT, OwnedLine, by_home
from .exact import KG, total
from .factors import METHODOLOGY
from .inputs import LIFETIME_IMPUTED, InvalidLine, LineInput, Problem, clean
from .lines import MATERIALS, SUMMED, LineEffect
from .rollup import Rollup
from .users import APPROVED, PROCURING, GroupUsers, OrganizationUsers
from .vectors import BrokenFile, ExampleFile, ranges

DEFAULT_RUNS = 10_000


class BadExample(ValueError):
    """An example whose input is not of its kind; the sentence says what is missing."""


def computed(example: Mapping, file: ExampleFile) -> object:
    """The figures of an example, under the names of the file format. Raises InvalidLine, BadExample."""
    kind = example.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadExample(f"the kind {str(kind)[:60]!r} is not known")
    given = example.get("input")
    if not isinstance(given, dict):
        raise BadExample("it has no input")
    return KINDS[kind](given, example, file)


def line_of(given: object) -> LineInput:
    """The line of an input object; repairs may be null, {} or {part: count}."""
    if not isinstance(given, dict):
        raise BadExample("a line is not an object")
    stated = {field: given.get(field) for field in LineInput._fields}
    return LineInput(**stated | {"organization_country": given.get("organisation_country")})


def line_figures(effect: LineEffect) -> dict:
    """Every figure of a line by its name in the file format."""
    if not effect.computed:
        return {"computed": False, "quantity": effect.quantity}
    low, middle, high = (effect[name] for name in ("avoided_low_kg", "avoided_kg", "avoided_high_kg"))
    figures = {
        "computed": True,
        "quantity": effect.quantity,
        "lifetime_imputed": LIFETIME_IMPUTED in effect.flags,
        "grid_code": effect.grid_code,
        "avoided_interval_kg": [min(low, middle, high), max(low, middle, high)],
        **effect.figures,
    }
    if "product_mass_saved_kg" in figures:
        figures["ewaste_avoided_kg"] = figures["product_mass_saved_kg"]
    return figures


def rollup_figures(rollup: Rollup) -> dict:
    """Every figure of a roll-up by its name in the file format."""
    return {
        **{name: rollup[name] for name in (*SUMMED, *MATERIALS)},
        **rollup.figures,
        "ewaste_avoided_kg": rollup["ewaste_avoided_kg"],
        "devices": rollup.devices,
        "lines": rollup.lines,
        "reduction_fraction": rollup.reduction_fraction,
        "per_user_8y_kg": rollup.per_user_8y_kg,
        "baseline_per_user_8y_kg": rollup.baseline_per_user_8y_kg,
        "actual_per_user_8y_kg": rollup.actual_per_user_8y_kg,
        "avoided_interval_kg": list(rollup.avoided_interval_kg),
    }


def _line(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    return line_figures(file.engine.line_effect(line_of(given), file.factors))


def _aggregate(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    scope = given.get("in_scope_product_groups")
    scope = file.factors.scope_at_start() if scope is None else frozenset(_texts(scope, "in_scope_product_groups"))
    lines = [_owned(line) for line in _list(given, "lines")]
    for owned in lines:  # a line outside the scope is left out of the sums, but never unchecked
        clean(owned.line, file.factors)
    primary = _object(given, "primary_buyer_group")
    primary = {organization: _text(primary, organization) for organization in primary}
    homes = by_home(lines, primary, scope)
    rows = [(home, line) for home, members in homes.items() for line in members]
    sums = file.engine.roll_up_lines(rows, file.factors)
    figures = {home: sums.get(home, Rollup()) for home in homes}
    everything = sum(figures.values(), Rollup(horizon=file.factors.parameter("horizon_years").central))
    return {home: rollup_figures(rollup) for home, rollup in {**figures, PACT: everything}.items()}


def _owned(given: object) -> OwnedLine:
    line = line_of(given)
    groups = given.get("buyer_groups") or ()
    return OwnedLine(
        id=_text(given, "id"),
        line=line,
        organization=_text(given, "org") or "",
        buyer_groups=tuple(_texts(groups, "buyer_groups")),
        on_behalf_of=_text(given, "on_behalf_of"),
        revision=_whole(given, "revision", 1),
    )


def _calendar(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    line, year = line_of(given), _whole(given, "year")
    effect = file.engine.line_effect(line, file.factors)
    if not effect.computed:
        return line_figures(effect)
    by_year = file.engine.avoided_by_year(line, year, file.factors)
    return {
        **line_figures(effect),
        "total_kg": effect["avoided_kg"],
        "by_year": {str(calendar_year): amount for calendar_year, amount in by_year.items()},
        "sum_by_year_kg": total(by_year.values(), KG),
    }


def _users(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    groups = [
        GroupUsers(
            str(group.get("id")),
            _users_number(group, "reported_users"),
            tuple(_texts(group.get("member_org_ids") or (), "member_org_ids")),
        )
        for group in _objects(given, "buyer_groups")
    ]
    organizations = [
        OrganizationUsers(
            str(organization.get("id")),
            _users_number(organization, "users"),
            organization.get("status") == APPROVED,
            organization.get("role", PROCURING) == PROCURING,
        )
        for organization in _objects(given, "organisations")
    ]
    served = file.engine.users_served(groups, organizations, file.factors)
    return {name: getattr(served, name) for name in served.__dataclass_fields__}


def _users_number(given: Mapping, name: str) -> int | None:
    number = None if given.get(name) is None else _whole(given, name)
    if number is not None and number < 0:
        raise InvalidLine([Problem("negative", name, "The number of users must not be negative.")])
    return number


def _second_life(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    line = line_of({"condition": "new", **given})
    arrangement = given.get("eol_arrangement")
    clean(line, file.factors)
    if not isinstance(arrangement, str) or arrangement not in file.factors.arrangements:
        raise InvalidLine(
            [
                Problem(
                    "unknown", "eol_arrangement", f"{str(arrangement)[:60]!r} is not a known end-of-life arrangement."
                )
            ]
        )
    potential = file.engine.second_life(line.product_group, line.quantity, arrangement, file.factors)
    if potential is None:
        return {"computed": False, "quantity": line.quantity}
    return {
        "computed": True,
        "potential_second_life_devices": potential.devices,
        "potential_second_life_avoided_kg": potential.avoided_kg,
        "potential_second_life_avoided_low_kg": potential.avoided_low_kg,
        "potential_second_life_avoided_high_kg": potential.avoided_high_kg,
    }


def _version(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    """The line under the file's version and, with the changed parameters, under each other version expected."""
    line = line_of(given.get("line"))
    try:
        changed = ranges(given.get("changed_parameter", {}), "changed_parameter")
    except BrokenFile as error:
        raise BadExample(str(error)) from None
    expected = example.get("expected")
    names = [file.version, *(name for name in (expected if isinstance(expected, dict) else ()) if name != file.version)]
    result = {"methodology": METHODOLOGY}
    for name in names:
        factors = file.factors if name == file.version else file.factors.changed(name, changed)
        figures = line_figures(file.engine.line_effect(line, factors))
        result[name] = {**figures, "parameter_sha256": factors.parameter_sha256()}
    return result


def _montecarlo(given: Mapping, example: Mapping, file: ExampleFile) -> dict:
    lines = [clean(line_of(line), file.factors) for line in _list(given, "lines")]
    runs, seed = _whole(given, "N", DEFAULT_RUNS), _whole(given, "seed")
    try:
        interval = file.engine.monte_carlo(lines, file.factors, runs, seed=seed)
    except InvalidLine:
        raise
    except ValueError as error:
        raise BadExample(str(error)) from None
    return {
        "N": runs,
        "seed": seed,
        "p05_kg": interval.p5,
        "p50_kg": interval.median,
        "p95_kg": interval.p95,
        "mean_kg": interval.mean,
    }


def _list(given: Mapping, name: str) -> list:
    if not isinstance(given.get(name), list):
        raise BadExample(f"its input has no list {name}")
    return given[name]


def _objects(given: Mapping, name: str) -> list[dict]:
    items = _list(given, name)
    if not all(isinstance(item, dict) for item in items):
        raise BadExample(f"{name} must hold objects")
    return items


def _object(given: Mapping, name: str) -> dict:
    if not isinstance(given.get(name, {}), dict):
        raise BadExample(f"{name} must be an object")
    return given.get(name, {})


def _texts(values: object, name: str) -> list[str]:
    if not isinstance(values, (list, tuple)) or not all(isinstance(value, str) for value in values):
        raise BadExample(f"{name} must be a list of texts")
    return list(values)


def _text(given: Mapping, name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise BadExample(f"{name} must be a text")
    return value


def _whole(given: Mapping, name: str, default: int | None = None) -> int:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadExample(f"{name} must be a whole number")
    return value


KINDS: dict[str, Callable[[Mapping, Mapping, ExampleFile], object]] = {
    "line": _line,
    "validation": _line,
    "aggregate": _aggregate,
    "calendar": _calendar,
    "users": _users,
    "second_life": _second_life,
    "version": _version,
    "montecarlo": _montecarlo,
}
