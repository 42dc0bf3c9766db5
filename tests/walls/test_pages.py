"""Every address has a page, and the names of view, address and template agree."""

import inspect
import re
from pathlib import Path

from pact.access.checks import declared, every_view_declares, patterns

ROOT = Path(__file__).resolve().parents[2]
# A start page that is named by what it starts.
STARTS = {"join/"}
FLOORS = ("participants", "governance", "buyergroups", "monitoring", "reports", "website")


def our_pages():
    for route, name, entry in patterns():
        if name.split(":")[0] in FLOORS:
            yield route, name, entry.callback


def test_every_view_declares_who_may_open_it():
    assert every_view_declares(None) == []


def test_view_and_address_have_one_name():
    different = []
    for _route, name, view in our_pages():
        callback = getattr(view, "view_class", None) or getattr(view, "cls", None)
        # One view may stand at several addresses that only differ in their ending (template.xlsx, template.csv).
        if callback is None and not name.split(":")[1].replace("-", "_").startswith(view.__name__):
            different.append(f"{name} is answered by {view.__module__}.{view.__name__}")
    assert not different


def test_a_view_draws_its_own_template():
    """A page that renders one template renders the one of its name."""
    different = []
    for _route, name, view in our_pages():
        floor, page = name.split(":")
        # A fragment (_noun_part.html) is drawn by the step that changes it; a page is not.
        drawn = re.findall(rf'"({floor}/[a-z][a-z_]*\.html)"', inspect.getsource(inspect.unwrap(view)))
        wanted = f"{floor}/{page.replace('-', '_')}.html"
        if len(set(drawn)) == 1 and drawn[0] != wanted:
            different.append(f"{name} draws {drawn[0]}, not {wanted}")
    assert not different


def test_every_template_named_in_code_exists():
    missing = []
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            for name in re.findall(r'"([a-z]+/[a-z_/]+\.(?:html|txt))"', path.read_text()):
                found = (ROOT / "templates" / name, ROOT / "templates" / "mail" / name)
                if not any(candidate.exists() for candidate in found):
                    missing.append(f"{path.relative_to(ROOT)}: {name}")
    assert not missing


def test_what_changes_something_is_not_a_get():
    """A step answers POST only; its address is a verb and it never appears as a link."""
    verbs = ("join", "decline", "cast", "recuse", "close", "send", "accept", "freeze", "publish", "withdraw", "confirm")
    loose = [
        route
        for route, _name, view in our_pages()
        if route.rstrip("/").rsplit("/", 1)[-1] in verbs and declared(view) and "GET" in getattr(view, "methods", [])
    ]
    allowed = {route for route in loose if "POST" in _methods(route)}
    assert set(loose) - STARTS == allowed


def _methods(route: str) -> list[str]:
    return next(view.methods for known, _name, view in our_pages() if known == route)
