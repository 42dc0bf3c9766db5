"""What a check found: a code, how grave it is, a sentence with named places, where it is, and the clause."""

from dataclasses import dataclass
from typing import Any

ERROR, WARN, INFO = "error", "warn", "info"


def gettext_noop(message: str) -> str:
    """Marks a sentence for translation; this room knows no framework."""
    return message


@dataclass(frozen=True)
class Finding:
    """`line` and `column` say which cell; both empty: the whole report. Errors block, warnings want a reason."""

    code: str
    severity: str
    message: str
    facts: tuple[tuple[str, Any], ...] = ()
    line: str = ""
    column: str = ""
    clause: str = "3.1.2.a"

    @property
    def sentence(self) -> str:
        return self.message % dict(self.facts)

    @property
    def key(self) -> tuple[str, str, str]:
        """What an explanation refers to."""
        return (self.line, self.column, self.code)
