"""Letters and their kinds: plain values, declared by the floor that has the news in its `mails.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

_kinds: dict[str, "LetterKind"] = {}


@dataclass(frozen=True)
class LetterKind:
    """One message of a floor.

    `code` names the floor and the letter ("monitoring.submission_returned"), and so its template
    `templates/mail/monitoring/submission_returned.txt`. `why` says why the reader gets it; names in braces are
    facts. `sample()` returns invented facts for the preview page. The words of a `secret` letter (a sign-in code)
    are wiped once it is sent.
    """

    code: str
    title: str
    why: str
    sample: Callable[[], Mapping[str, Any]] = dict
    template: str = ""
    secret: bool = False

    def __post_init__(self):
        if self.code in _kinds:
            raise ValueError(f"letter {self.code} is declared twice")
        _kinds[self.code] = self

    @property
    def template_name(self) -> str:
        return self.template or self.code.replace(".", "/")


@dataclass(frozen=True)
class Letter:
    """One letter to one person.

    `to` is a user or an address. `facts` fill the template; `button_url` and `button_label` among them draw the
    button. `about` is the record it speaks of, or a pair (kind, ref). Two letters with the same `key` are one
    letter: it is sent once. Without a key it is made of kind, record, reader and moment. `calendar` is an iCalendar
    object that goes with it.
    """

    kind: LetterKind | str
    template: str = ""
    to: Any = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    about: Any = None
    organization_id: int | None = None
    group_id: int | None = None
    key: str | None = None
    reply_to: str = ""
    optional: bool = False
    not_before: datetime | None = None
    calendar: str = ""


def kind_of(kind: LetterKind | str) -> LetterKind:
    """The declared kind; an unknown code raises KeyError."""
    return _kinds[kind] if isinstance(kind, str) else kind


def all_kinds() -> list[LetterKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.code)


def link(url_name: str, **kwargs: Any) -> str:
    """The full address of a page; the host is the installation's, never that of a request (Security D5)."""
    return settings.SITE_ADDRESS + reverse(url_name, kwargs=kwargs or None)
