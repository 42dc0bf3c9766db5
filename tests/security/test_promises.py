"""The table of promises names every row and no test that is not there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = [f"{letter}{number}" for letter, last in zip("ABCDEF", (7, 12, 4, 8, 7, 8), strict=True)
        for number in range(1, last + 1)]  # fmt: skip


def table() -> list[list[str]]:
    lines = (ROOT / "docs" / "security.md").read_text().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| [A-F]\d", line)]


def test_every_row_is_there_once_and_says_what_proves_it_or_what_is_missing():
    assert [row[0] for row in table()] == ROWS
    assert all(len(row) == 4 and row[1] and (row[2] or row[3].startswith("not yet")) for row in table())


def test_every_test_named_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text())
    assert len(named) > 60
    known: dict[str, set[str]] = {}
    for path, _name in named:
        tree = ast.parse((ROOT / path).read_text())
        known.setdefault(path, {node.name for node in tree.body if isinstance(node, ast.FunctionDef)})
    assert not [f"{path}::{name}" for path, name in named if name not in known[path]]
