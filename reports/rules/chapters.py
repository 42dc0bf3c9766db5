"""The words of the annual report: its chapters by the outline of CFIT-EM 9, and the hash that is approved."""

from dataclasses import dataclass

from reports.rules import snapshots


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    hint: str


CHAPTERS = (
    Chapter("summary", "Summary", "Three or four sentences: what changed this year, and what it means."),
    Chapter("pact", "The Pact this year", "Who joined and left, events, decisions that matter."),
    Chapter("procured", "What was procured", "What stands out in the figures."),
    Chapter("effects", "Effects", "How to read the estimate, in plain words."),
    Chapter("fair", "Fair value chains", "Labels, due diligence, dialogue with the market."),
    Chapter("lessons", "Lessons and good examples", "What buyers can take from each other."),
    Chapter("outlook", "Progress and outlook to 2030", "Where the Pact stands against its aims, what comes next."),
)
CODES = tuple(chapter.code for chapter in CHAPTERS)


def starting_words(body: dict) -> dict[str, str]:
    """First words made from the figures, for the Secretariat to write on."""
    coverage, devices, pact = body["coverage"], body["devices"], body["pact"]
    return {
        "summary": (
            f"In {body['year']}, {coverage['reported']} of {coverage['asked']} procuring organisations reported. "
            f"They bought {devices['total']:,} devices in scope, {devices['used']:,} of them refurbished or "
            f"remanufactured."
        ),
        "pact": (
            f"At the end of the year the Pact had {pact['participants']} participants in "
            f"{pact['countries']} countries; "
            f"{pact['joined']} joined and {pact['left']} left during the year."
        ),
    }


def sha256(snapshot_sha256: str, title: str, words: dict[str, str]) -> str:
    """The hash of the report: its snapshot's hash together with every word. What the committee approves (5.1.2)."""
    text = {code: words.get(code, "") for code in CODES}
    return snapshots.sha256(snapshots.canonical({"snapshot": snapshot_sha256, "title": title, "chapters": text}))
