"""Extending the Pact (6.2.2): what "sufficient" means is decided before anybody is asked (register I-19)."""

import hashlib
import json
from datetime import date
from typing import Any

from governance.rules.rounds import Criterion, day_words


def criterion_of(content: dict[str, Any]) -> Criterion:
    """What a decision of kind EXTENSION_CRITERION says."""
    return Criterion(content["share"], content["share_of"], content["fewest"])


def fingerprint(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def against_criterion(criterion: Criterion) -> list[str]:
    if not 0 < criterion.share <= criterion.share_of or criterion.fewest < 1:
        return ["Say which share of all participants has to agree, like 2/3, and at least how many of them."]
    return []


def against_extending(
    criterion: Criterion | None, old_end: date, new_end: date, closes_on: date, today: date
) -> list[str]:
    """What speaks against asking everybody for an extension now."""
    if criterion is None:
        return [
            "The Steering Committee decides first how much consent is sufficient (6.2.2; How we read the Pact, I-19)."
        ]
    against = []
    if today > old_end:
        against.append(f"The Pact ended on {day_words(old_end)}; it can no longer be extended (Pact 6.2.1).")
    if new_end <= old_end:
        against.append(f"The Pact ends on {day_words(old_end)}: choose a later day for its new end.")
    if closes_on >= old_end:
        against.append(f"The committee decides after the consent and before {day_words(old_end)}: close it earlier.")
    return against
