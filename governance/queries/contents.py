"""What a matter puts to the vote, in words: for the page of the vote, its record and the register."""

from datetime import date

from governance.models import Decision, Matter
from governance.rules import proposals
from pact.documents.facts import unpacked
from pact.flow import effects


def in_words(matter: Matter) -> list[tuple[str, str]]:
    """Label and value of each thing that is decided, as the floor names them that put it there; without such names,
    as they are held. None: another row holds what is decided."""
    held = unpacked(matter.content)
    told = effects.words(matter.kind, held) if held else []
    if told is not None:
        return told
    return [(name.replace("_", " ").capitalize(), _plain(value)) for name, value in held.items()]


def last_vote_day(matter: Matter) -> date | None:
    """The last day on which a vote on it may close; None where what is decided has no day of its own."""
    held = unpacked(matter.content)
    return proposals.last_vote_day(matter.kind, held) if held else None


def _plain(value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(child)}" for name, child in value.items())
    if isinstance(value, list) and value:
        return "; ".join(_plain(child) for child in value)
    return "–" if value in (None, "", []) else str(value)


def public_text_of(decision: Decision, result: str) -> str:
    """The question and its answer; of a proposal that was adopted, what it says."""
    text = f"{decision.question} {'Adopted' if result == 'ADOPTED' else 'Not adopted'}."
    if result != "ADOPTED" or decision.kind not in proposals.PROPOSALS:
        return text
    return "\n".join([text, *(f"{label}: {value}" for label, value in in_words(decision.matter))])
