"""Amendments of the Pact (6.5): clauses by their address, the text that results, and what it is bound to."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

from governance.rules.rounds import day_words, earliest_closing

_ADDRESS = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?){1,2}(?:\.[a-z])?")
CHANGEABLE = {"text", "clause", "point", "note"}


def fingerprint(base_sha256: str, changes: list[dict], rule_changes: list[dict], in_force_from: date) -> str:
    """SHA-256 of what is consented to: the version it starts from, each change, each value, and the day."""
    content = {"base": base_sha256, "changes": changes, "rules": rule_changes, "from": in_force_from.isoformat()}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def new_text(clauses: list[dict], changes: Iterable[Mapping]) -> list[dict]:
    """The text with the changes in it. Raises ValueError when a clause no longer reads as the change has it."""
    found = [dict(clause) for clause in clauses]
    for change in changes:
        place = next((n for n, clause in enumerate(found) if clause["id"] == change["clause"]), None)
        if (place is None) != (not change["old"]) or (place is not None and found[place]["text"] != change["old"]):
            raise ValueError(f"{change['clause']} reads otherwise now")
        if place is None:
            found.insert(_place(found, change["clause"]), _clause(change["clause"], change["new"]))
        elif change["new"]:
            found[place]["text"] = change["new"]
        else:
            del found[place]
    return found


def _clause(address: str, words: str) -> dict:
    letter = address.rsplit(".", 1)[-1]
    point = letter.isalpha()
    return {"id": address, "kind": "point" if point else "clause", "title": letter if point else address, "text": words}


def _place(clauses: list[dict], address: str) -> int:
    """After the last clause with a smaller address: 6.5.3 follows 6.5.2 and its points."""
    key = _sort(address)
    before = [n for n, clause in enumerate(clauses) if clause["id"][0].isdigit() and _sort(clause["id"]) < key]
    return before[-1] + 1 if before else len(clauses)


def _sort(address: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in address.split(".")]


def against_address(address: str, clauses: Iterable[Mapping]) -> str:
    """Why a clause with this address cannot be added; an empty text when it can."""
    known = {clause["id"] for clause in clauses}
    if not _ADDRESS.fullmatch(address):
        return "Write an address like 6.5.3, or 3.2.1.e for a point."
    if address in known:
        return f"Clause {address} exists. Choose it above to change its words."
    parent = address.rsplit(".", 1)[0]
    if parent not in known:
        return f"There is no {parent} under which {address} could stand."
    return ""


def against_requesting(
    base: list[dict],
    changes: list[dict],
    rule_changes: list[dict],
    in_force_from: date,
    *,
    today: date,
    base_from: date,
) -> list[str]:
    """What speaks against a request as it is written (6.5.1); the forms say the same at the field."""
    against = []
    if not changes:
        against.append("Change, add or remove at least one clause; otherwise there is nothing to agree to (6.5.1).")
    if any(change["old"] == change["new"] for change in changes):
        against.append("One of the clauses reads as before. Change its words, or leave it out.")
    earliest = max(earliest_closing(today), base_from)
    if in_force_from <= earliest:
        against.append(
            f"It can be in force on the day after everybody could answer: choose a day after {day_words(earliest)}."
        )
    try:
        new_text(base, changes)
    except ValueError:
        against.append("The text of the Pact was changed meanwhile. Open the page again and write your request anew.")
    return [*against, *against_rules({row["key"]: row["value"] for row in rule_changes})]


def against_rules(values: Mapping) -> list[str]:
    """Numbers that contradict each other; `values` are those that are to rule together."""
    least, most = values.get("sc.min"), values.get("sc.max")
    if least is not None and most is not None and least > most:
        return ["The Steering Committee cannot have more members at least than at most (5.1.3)."]
    return []


def against_putting(closes_on: date, in_force_from: date) -> list[str]:
    if closes_on >= in_force_from:
        return [
            f"The new text is to be in force from {day_words(in_force_from)}: the consent closes before that day. "
            "Choose an earlier day, or return the request."
        ]
    return []


def number(year: int, serial: int) -> str:
    """The number of a request: A-2027-01."""
    return f"A-{year}-{serial:02d}"
