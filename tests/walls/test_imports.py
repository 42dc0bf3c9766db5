"""The walls that imports can see: floors, rooms, purity, private rooms, no circles in the foundation."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("participants", "governance", "buyergroups", "monitoring", "reports", "website")
PRIVATE = ("views", "forms", "flow", "mails", "tasks", "deadlines", "documents", "sheets", "urls", "demo")
# Names that compose (settings, urls, the schedule, the demo's builder) may be looked up by name: names are not imports.
BY_NAME = {"apps.get_model", "import_module", "import_string"}


def python_files(*packages: str):
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@cache
def imported(path: Path) -> tuple[str, ...]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return tuple(found)


def test_the_contracts_hold():
    """In a process of its own: the linter sets up logging for itself, and silences every logger that was there."""
    linter = [Path(sys.executable).with_name("lint-imports"), "--config", "pyproject.toml", "--no-cache"]
    told = subprocess.run(linter, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("floor", FLOORS)
def test_private_rooms_are_entered_from_their_own_floor_only(floor):
    doors = tuple(f"{floor}.{room}" for room in PRIVATE)
    strangers = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files("pact", *FLOORS)
        if path.relative_to(ROOT).parts[0] != floor
        for name in imported(path)
        if name.startswith(tuple(f"{door}." for door in doors)) or name in doors
    ]
    assert not strangers


def test_floors_look_nothing_up_by_name_and_receive_no_signals():
    found = []
    for path in python_files(*FLOORS):
        text = path.read_text()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in (*BY_NAME, "@receiver", "signals") if word in text]
    assert not found


def test_the_website_enters_only_public_rooms():
    found = []
    for path in python_files("website"):
        for name in imported(path):
            floor, _, rest = name.partition(".")
            if floor in FLOORS and floor != "website" and not rest.startswith("public"):
                found.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not found
