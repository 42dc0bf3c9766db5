"""Small enough to be seen whole: files, functions, views, templates; and no room without a subject."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("pact", "participants", "governance", "buyergroups", "monitoring", "reports", "website")
FILE, TEST_FILE, FUNCTION, VIEW, TEMPLATE = 300, 400, 40, 15, 120
NO_ROOMS = {"utils", "helpers", "common", "misc", "services", "managers", "signals", "util", "helper"}


def files(*folders, suffix=".py"):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(f"*{suffix}")):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            docstring = isinstance(first, ast.Expr) and isinstance(getattr(first, "value", None), ast.Constant)
            start = (first.end_lineno if docstring else node.lineno) or node.lineno
            yield node.name, (node.end_lineno or start) - start, node


def test_files_are_short():
    long = [f"{path.relative_to(ROOT)}: {lines(path)}" for path in files(*CODE) if lines(path) > FILE]
    long += [f"{path.relative_to(ROOT)}: {lines(path)}" for path in files("tests") if lines(path) > TEST_FILE]
    assert not long


def test_functions_are_short():
    long = []
    for path in files(*CODE):
        long += [f"{path.relative_to(ROOT)}: {name} {size}" for name, size, _node in functions(path) if size > FUNCTION]
    assert not long


def test_views_are_sentences():
    """A view binds a form, calls one query or one action, renders or redirects."""
    long = []
    for path in files(*CODE):
        if "views" not in path.parts and path.stem != "views":
            continue
        for name, size, node in functions(path):
            if any("page" in ast.dump(decorator) for decorator in node.decorator_list) and size > VIEW:
                long.append(f"{path.relative_to(ROOT)}: {name} {size}")
    assert not long


def test_templates_are_short():
    long = [f"{p.relative_to(ROOT)}: {lines(p)}" for p in files("templates", suffix=".html") if lines(p) > TEMPLATE]
    assert not long


def test_no_room_without_a_subject():
    found = [str(path.relative_to(ROOT)) for path in files(*CODE) if NO_ROOMS & {*path.parts[:-1], path.stem}]
    assert not found
