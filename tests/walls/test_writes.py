"""Writes stand in actions, states change in flows, and nothing reaches round the one mechanism for each need."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("participants", "governance", "buyergroups", "monitoring", "reports", "website")
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
MAY_WRITE = {"actions", "migrations"}
# Calls named like a write that write nothing: of dictionaries, sets and hashes.
HARMLESS = re.compile(r"(hashlib|digest|seen|context|facts|counts|initial|kwargs|cache)\b")


def floor_files():
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if not MAY_WRITE & set(path.relative_to(ROOT).parts) and path.stem != "actions":
                yield path


def calls(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr, ast.unparse(node.func.value)


def test_only_actions_write():
    found = []
    for path in floor_files():
        for node, name, owner in calls(path):
            if name in WRITES and ("objects" in owner or name.startswith(("bulk_", "get_or", "update_or"))):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {owner}.{name}")
            elif name == "save" and not HARMLESS.search(owner):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {owner}.{name}")
    assert not found


def test_states_are_set_by_flows_only():
    """No assignment to `.state` on the floors: `flow.step` sets it, creation gives the first one."""
    found = []
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                targets = node.targets if isinstance(node, ast.Assign) else []
                for target in targets:
                    if (
                        isinstance(target, ast.Attribute)
                        and target.attr == "state"
                        and ast.unparse(target) != "self.state"
                    ):
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(target)}")
    assert not found


def test_views_and_forms_ask_no_manager():
    found = []
    for path in floor_files():
        if {"views", "forms", "urls.py", "forms.py", "views.py", "flow.py", "api"} & set(path.parts):
            found += [f"{path.relative_to(ROOT)}:{n.lineno}" for n, _name, owner in calls(path) if ".objects" in owner]
    assert not found


def test_one_mechanism_for_each_need():
    """The calls that belong to one room of the foundation stand nowhere else (Security, design consequence 6)."""
    rooms = {
        r"\bweasyprint\b": "pact/documents",
        r"\bsmtplib\b|EmailMessage\(|EmailMultiAlternatives": "pact/mail",
        r"(from|import) (docx|odf)\b": "pact/papers",
        r"\bopenpyxl\b|\bcalamine\b": "pact/sheets",
        r"\.delay\(|apply_async|countdown=|eta=": "pact/",
        r"mark_safe\(|autoescape off": "pact/",
        r"timezone\.now\(|datetime\.now\(|date\.today\(": "pact/",
    }
    found = []
    for path in (*floor_files(), *(p for f in FLOORS for p in (ROOT / f).rglob("actions/*.py"))):
        for pattern, room in rooms.items():
            if re.search(pattern, path.read_text()):
                found.append(f"{path.relative_to(ROOT)} uses {pattern}, which belongs to {room}")
    assert not found


def test_rules_change_only_with_the_text_an_adopted_decision_or_an_amendment():
    """Nobody else writes the rule book (5.1, 6.5): the foundation, effects of decisions, amendments."""
    may = {"foundation.py", "proposals.py", "amendments.py", "rounds.py", "extensions.py"}
    found = []
    for floor in ("pact", *FLOORS):
        for path in sorted((ROOT / floor).rglob("*.py")):
            if path.is_relative_to(ROOT / "pact" / "rulebook") or "migrations" in path.parts:
                continue
            allowed = path.parent == ROOT / "governance" / "actions" and path.name in may
            for node in ast.walk(ast.parse(path.read_text())):
                name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
                if name in {"set_rule", "change_rule"} and not allowed:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {name}")
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("RuleParameter.objects.create"):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not found
