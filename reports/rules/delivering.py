"""What a coordinated report needs before it may be delivered (Pact 3.2.1.d)."""

from collections.abc import Iterable

SECTIONS = ("MONITORING", "LESSONS", "EXAMPLES", "FEEDBACK", "TENDERS")
TITLES = {
    "MONITORING": "Monitoring results",
    "LESSONS": "Lessons learned",
    "EXAMPLES": "Good examples",
    "FEEDBACK": "Feedback on criteria",
    "TENDERS": "Coming tenders",
}


def gaps(language: str, sections: Iterable[tuple[str, str, str]], users_stale: int) -> list[str]:
    """Sentences for what is missing. `sections`: (code, text, reason for none); `users_stale`: members whose users
    served are missing or older than twelve months (3.2.1.c)."""
    found = []
    if language != "en":
        found.append("The coordinated report is delivered in English (Pact 3.2.1.d).")
    written = {code for code, text, reason in sections if text.strip() or reason.strip()}
    for code in SECTIONS:
        if code not in written:
            found.append(f"Write the part “{TITLES[code]}”, or say why there is none.")
    if users_stale:
        found.append(
            f"Confirm the users served: {users_stale} figures are missing or older than twelve months (Pact 3.2.1.c)."
        )
    return found
