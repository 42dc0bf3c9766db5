"""Verbs, permissions and clauses are declared once and used; the project speaks of itself alone."""

import ast
import json
import re
import subprocess
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from pact.access import Permission

ROOT = Path(__file__).resolve().parents[2]
CODE = ("pact", "participants", "governance", "buyergroups", "monitoring", "reports", "website")
PLACES = re.compile(r"index-url|extra-index|/root/|/home/[a-z]+/|127\.0\.0\.1:\d+/simple")


def tracked(*suffixes: str):
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name.endswith(suffixes) and (ROOT / name).exists()]


def test_every_verb_is_recorded_somewhere():
    unused = []
    for floor in CODE[1:]:
        verbs = ROOT / floor / "verbs.py"
        if not verbs.exists():
            continue
        names = [node.targets[0].id for node in ast.parse(verbs.read_text()).body if isinstance(node, ast.Assign)]
        code = "".join(path.read_text() for path in (ROOT / floor).rglob("*.py") if path != verbs)
        unused += [f"{floor}.{name}" for name in names if f"verbs.{name}" not in code]
    assert not unused


def test_no_file_names_a_machine_or_a_registry():
    found = [str(path.relative_to(ROOT)) for path in tracked(".txt", ".in", ".toml", ".lock", ".json", ".md", ".yml")
             if path.stat().st_size < 2_000_000 and PLACES.search(path.read_text(errors="ignore"))]  # fmt: skip
    assert not found


def test_nothing_is_left_for_later():
    found = []
    for path in tracked(".py", ".html", ".css", ".js"):
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found


# What an organisation does in its own name rests on no clause: nobody else speaks for it.
ITS_OWN = {"edit_organization", "sign_for_organization", "manage_organization", "hand_over", "erase_person"}


def test_each_permission_of_a_floor_answers_why_not():
    """With the clause that it rests on; the text of the Pact has that clause, so the link of a refusal leads to it."""
    text = json.loads((ROOT / "participants" / "data" / "pact-text.json").read_text())
    clauses = {clause["id"] for clause in text["clauses"]}
    wrong = []
    for floor in CODE[1:]:
        with suppress(ModuleNotFoundError):
            for one in vars(import_module(f"{floor}.access")).values():
                if isinstance(one, Permission):
                    known = one.clause in clauses or one.code in {f"participants.{name}" for name in ITS_OWN}
                    if not one.rests_on or one.rests_on.endswith(".") or not known:
                        wrong.append(one.code)
    assert not wrong


def test_2_1_4_the_four_questions_are_worded_once():
    """Each floor that asks them takes the words from one place (participants.queries.conflicts)."""
    words = ("parts of it", "by such a company", "interest of the ICT", "sell or lease ICT")
    elsewhere = [
        str(path.relative_to(ROOT))
        for floor in CODE
        for path in (ROOT / floor).rglob("*.py")
        if path.name != "conflicts.py" or floor != "participants"
        if any(word in path.read_text() for word in words)
    ]
    assert elsewhere == []
