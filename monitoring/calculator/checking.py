"""Comparing calculated examples with what their file expects: one sentence for each figure that disagrees."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from .attribution import Conflict
from .exact import exact
from .examples import BadExample, computed
from .inputs import InvalidLine
from .vectors import ExampleFile

# Words for "this is no such number": files may use one, forms another.
NO_NUMBER = frozenset(("not_integer", "not_number", "not_an_integer", "not_a_number", "invalid"))

# Monte Carlo figures are floats: relative agreement, as the examples state.
TOLERANCE = 1e-6


def disagreements(example: Mapping, file: ExampleFile) -> list[str]:
    """What the file and this calculation say differently about one example; an empty list when they agree."""
    refusal, wanted = example.get("expected_error"), example.get("expected")
    if refusal is None and not isinstance(wanted, dict):
        return ["it states neither expected nor expected_error"]
    if refusal is not None and not _states_refusal(refusal):
        return ["its expected_error must state code and field"]
    if refusal is None and not wanted:
        return ["its expected states no figure"]
    try:
        figures = computed(example, file)
    except InvalidLine as error:
        return _refused(error, refusal)
    except (BadExample, Conflict) as error:
        return [f"cannot be calculated: {error}"]
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        return [f"cannot be calculated: {type(error).__name__} {error}"]
    if refusal is not None:
        return [f"the file expects the error {_error_words(refusal)}, but the input was accepted"]
    return list(_differences(wanted, figures, ""))


def _refused(error: InvalidLine, refusal: Mapping | None) -> list[str]:
    found = [{"code": problem.code, "field": problem.field} for problem in error.problems]
    if refusal is None:
        return [f"the input was refused: {error}"]
    for problem in found:
        same = problem["code"] == refusal["code"] or {problem["code"], refusal["code"]} <= NO_NUMBER
        if same and problem["field"] == refusal["field"]:
            return []
    words = ", ".join(_error_words(problem) for problem in found)
    return [f"the file expects the error {_error_words(refusal)}, found {words}"]


def _states_refusal(refusal: object) -> bool:
    return isinstance(refusal, dict) and all(isinstance(refusal.get(name), str) for name in ("code", "field"))


def _error_words(error: Mapping) -> str:
    return f"{error.get('code')!r} at {error.get('field')!r}"


def _differences(wanted: object, found: object, where: str) -> Iterator[str]:
    """Walks what is expected; what the file does not mention is not compared, except the years of a series."""
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            yield f"{where}: the file expects several figures, calculated {_words(found)}"
            return
        for name, value in wanted.items():
            path = f"{where}.{name}" if where else name
            if name in found:
                yield from _differences(value, found[name], path)
            elif not _unknown_material(name, value):
                yield f"{path}: the file expects {_words(value)}, this calculation has no such figure"
        if where.split(".")[-1] == "by_year":
            for name in found.keys() - wanted.keys():
                yield f"{where}.{name}: the file expects nothing, calculated {_words(found[name])}"
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for position, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _differences(one, other, f"{where}[{position}]")
    elif not _same(wanted, found):
        yield f"{where}: the file expects {_words(wanted)}, calculated {_words(found)}"


def _unknown_material(name: str, value: object) -> bool:
    """Nothing, or none of a material, where there is no factor and so no figure (no zero filling)."""
    return value is None or ("_saved_" in name and _same(value, Fraction(0)))


def _same(wanted: object, found: object) -> bool:
    if isinstance(wanted, bool) or isinstance(found, bool) or found is None or wanted is None:
        return wanted is found
    if isinstance(found, (str, list, dict)) or isinstance(wanted, (list, dict)):
        return wanted == found
    try:
        number = exact(wanted)
    except ValueError:
        return False
    if isinstance(found, float):
        return number == round(found) or abs(float(number) - found) <= TOLERANCE * abs(float(number))
    return number == Fraction(found)


def _words(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(round(value))
    if isinstance(value, list):
        return "[" + ", ".join(_words(item) for item in value) + "]"
    return "several figures" if isinstance(value, dict) else str(value)[:80]
