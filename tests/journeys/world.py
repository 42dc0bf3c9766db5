"""The world of the stories: the address, the letters that arrived, the people at their browsers."""

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pact.demo.invention import editor_of, signer_of
from pact.runner.processes import wait_until
from tests.journeys.person import Person

STAFF = "jonas.meertens@pact.example"
PATIENCE = 60
CODE = re.compile(r"\b(\d{3} ?\d{3}|[A-Z0-9]{3,4}-[A-Z0-9]{3,4}|(?=[A-Z]*\d)[A-Z0-9]{6,8})\b")


@dataclass(frozen=True)
class Letter:
    name: str
    to: str
    subject: str
    text: str

    @property
    def code(self) -> str:
        """The code in a letter: six digits or capitals in two groups."""
        return CODE.search(f"{self.subject}\n{self.text}").group(1)

    def link(self, part: str) -> str:
        """The address in it that holds a part, from its path on."""
        return re.search(rf"https?://[^/\s]+(\S*{re.escape(part)}\S*)", self.text).group(1)


class World:
    """What lasts for the whole run. `seen` are the pages looked at already, `kept` what a story left for others."""

    def __init__(self, browser, address: str, mailbox: Path):
        self.browser, self.address, self.mailbox = browser, address, mailbox
        self.seen: set[tuple] = set()
        self.kept: dict[str, Any] = {}
        self._here: list[Person] = []
        self._faults: list[str] = []
        self._read: dict[str, Letter] = {}

    def person(self, name: str, **options) -> Person:
        """Somebody with a browser of his own; not signed in."""
        person = Person(self, name, **options)
        self._here.append(person)
        return person

    def signed_in(self, address: str, **options) -> Person:
        person = self.person(address, **options)
        person.sign_in(address)
        return person

    def secretariat(self, **options) -> Person:
        return self.signed_in(STAFF, **options)

    def editor(self, key: str, **options) -> Person:
        """Who enters the figures of an organisation of the demo; for a founder: who coordinates."""
        return self.signed_in(editor_of(key)[2], **options)

    def signer(self, key: str, **options) -> Person:
        return self.signed_in(signer_of(key)[2], **options)

    def fault(self, sentence: str) -> None:
        self._faults.append(sentence)

    def part(self) -> list[str]:
        """Everybody leaves; what was broken on the way."""
        for person in self._here:
            person.leave()
        faults, self._here, self._faults = list(dict.fromkeys(self._faults)), [], []
        return faults

    def once(self, name: str, story: Callable[["World"], Any]) -> Any:
        """What an earlier story left behind; if it was not told yet, it is told now."""
        if name not in self.kept:
            self.kept[name] = story(self)
        return self.kept[name]

    def letters(self, to: str = "", about: str = "", leading: str = "") -> list[Letter]:
        """What arrived so far, the oldest first; `leading` is a part of an address in it."""
        for path in self.mailbox.glob("*.eml"):
            if path.name not in self._read:
                self._read[path.name] = _read(path)
        found = [self._read[name] for name in sorted(self._read)]
        return [
            one
            for one in found
            if to in one.to and about.casefold() in f"{one.subject}\n{one.text}".casefold() and leading in one.text
        ]

    def letter(self, to: str, about: str, *, leading: str = "", number: int = 1) -> Letter:
        """The newest such letter, once there are so many."""
        came = wait_until(lambda: len(self.letters(to, about, leading)) >= number, seconds=PATIENCE)
        assert came, f"No letter to {to} about {about}; it got {[one.subject for one in self.letters(to)]}"
        return self.letters(to, about, leading)[-1]


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body else ""
    return Letter(path.name, str(message["To"] or ""), str(message["Subject"] or ""), text)
