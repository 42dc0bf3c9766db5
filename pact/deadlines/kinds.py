"""Kinds of obligations: declared once by the floor that owns the subject, in its `deadlines.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pact.deadlines import registry


@dataclass(frozen=True)
class Kind:
    """What falls due.

    `ladder`: days before (negative) and after the due day on which a letter leaves. `wakes(obligation)` names the
    people who may act; `letter(obligation, user, days)` writes to one of them, `days` being the days left (negative:
    over). `roles`: who of an organization acts (empty: all its people); the others see it among what they wait for.
    `shows_from`: so many days before the due day it moves from "coming up" to "needs you". `letters_only`: it writes
    beside another kind about the same work, which alone stands on the tasks page.
    """

    code: str
    title: str
    clause: str = ""
    ladder: tuple[int, ...] = ()
    letter: Callable[[Any, Any, int], Any] | None = None
    wakes: Callable[[Any], list] | None = None
    roles: tuple[str, ...] = ()
    action: str = ""
    shows_from: int = 92
    letters_only: bool = False

    def __post_init__(self):
        if self.ladder and not (self.letter and self.wakes):
            raise ValueError(f"deadline {self.code} has a ladder but no letter or nobody to wake")
        registry.declare(self)

    def set(
        self,
        *,
        about: Any,
        at: datetime,
        due_at: datetime | None = None,
        closes_at: datetime | None = None,
        title: str = "",
        url_name: str = "",
        url_kwargs: Mapping[str, Any] | None = None,
        workspace: str = "",
        organization_id: int | None = None,
        group_id: int | None = None,
        user=None,
        zone: str = "",
    ) -> None:
        """Put it on the tasks page of those who act. Setting the same again changes nothing.

        `workspace` may be left out where one owner is named. `zone` is the one whose days count: the
        organization's; the Secretariat's if left out.
        """
        from pact.deadlines import actions

        actions.set_obligation(
            self,
            about=about,
            at=at,
            due_at=due_at,
            closes_at=closes_at,
            title=str(title or self.title),
            url_name=url_name,
            url_kwargs=dict(url_kwargs or {}),
            workspace=workspace,
            organization_id=organization_id,
            group_id=group_id,
            user=user,
            zone=zone,
        )

    def meet(self, about: Any, at: datetime, **owner: Any) -> int:
        """It is done: every open one about this record is met (late after its due moment).

        `owner` narrows it to one of several who each have to do it: `user=`, `organization_id=`, `group_id=`.
        """
        from pact.deadlines import actions

        return actions.meet(self, about, at=at, **owner)

    def waive(self, about: Any, at: datetime, **owner: Any) -> int:
        """It need not be done any more."""
        from pact.deadlines import actions

        return actions.waive(self, about, at=at, **owner)

    def reopen(self, about: Any, at: datetime, **owner: Any) -> int:
        """What was met is to be done again, by the same day (a report that was sent back)."""
        from pact.deadlines import actions

        return actions.reopen(self, about, at=at, **owner)

    def replace(
        self, about: Any, *, due_at: datetime, at: datetime, closes_at: datetime | None = None, **owner: Any
    ) -> int:
        """More (or less) time: open ones end and new ones with the new day point back to them."""
        from pact.deadlines import actions

        return actions.replace(self, about, due_at=due_at, closes_at=closes_at, at=at, **owner)
