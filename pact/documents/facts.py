"""Facts as JSON and back: what a document was made of can be read again in ten years, and its hash compared.

Days, moments and amounts keep their kind: {"$day": "2027-03-31"}. Translations are kept in the language of the moment.
"""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

_KINDS = {"$moment": datetime.fromisoformat, "$day": date.fromisoformat, "$decimal": Decimal}


def packed(value: Any) -> Any:
    """Plain JSON of plain values; TypeError names what cannot be a fact (a model, a queryset)."""
    if value is None or isinstance(value, (bool, int, str)):
        return _clean(value) if isinstance(value, str) else value
    if isinstance(value, Promise):
        return _clean(str(value))
    if isinstance(value, float):
        if value != value or abs(value) == float("inf"):
            raise TypeError("a fact is a number, not infinity or nothing")
        return value
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, dict):
        return {_name(name): packed(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [packed(child) for child in value]
    raise TypeError(f"{type(value).__name__} is no plain value; facts are dicts, lists, texts, numbers, days")


def unpacked(value: Any) -> Any:
    """What was packed."""
    if isinstance(value, list):
        return [unpacked(child) for child in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (kind := next(iter(value))) in _KINDS:
        return _KINDS[kind](value[kind])
    return {name: unpacked(child) for name, child in value.items()}


def canonical(facts: Any) -> bytes:
    return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def sha256_of(facts: Any) -> str:
    """The hash of packed facts, independent of how a database keeps JSON."""
    return hashlib.sha256(canonical(facts)).hexdigest()


def _name(name: Any) -> str:
    if not isinstance(name, str) or name.startswith("$"):
        raise TypeError("names of facts are texts that do not begin with $")
    return _clean(name)


def _clean(text: str) -> str:
    """Without what PostgreSQL and PDF cannot hold: NUL and lone surrogates."""
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode()
