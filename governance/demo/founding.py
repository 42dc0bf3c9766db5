"""The demo's first committee, and the terms after it."""

from datetime import date, datetime

from governance.actions import foundation, seats
from pact.demo.invention import signer_of

TERMS = (
    (date(2021, 9, 1), date(2023, 9, 1)),
    (date(2023, 9, 1), date(2025, 9, 1)),
    (date(2025, 9, 1), date(2027, 9, 1)),
)
CHAIRS = ("netherlands", "norway", "netherlands")


def lay(stage, at: datetime) -> None:
    """The Pact's own numbers and scope."""
    foundation.lay(at=at)


def constitute(stage, at: datetime) -> None:
    """The first committee from the coordinating organizations in order of joining (5.1.4), and the terms after it.

    A third changes its person at each rotation, two thirds stay for continuity."""
    for number, (start, end) in enumerate(TERMS):
        for rank, organization in enumerate(stage.cast["founders"], start=1):
            name, function, email = signer_of(f"{organization.slug}-committee-{max(0, number - rank % 3)}")
            role = "Steering Committee, chair" if organization.slug == CHAIRS[-1] else "Steering Committee"
            shown = role if number == 2 and rank in (1, 4) else ""
            user = stage.person(
                email, name, at=at, function=function, zone=organization.time_zone, role=shown, of=organization.name
            )
            term = seats.seat(
                stage.hand,
                seat_no=rank,
                organization=organization,
                user=user,
                from_on=start,
                until_on=end,
                joining_rank=rank,
                at=at,
            )
            if organization.slug == CHAIRS[number]:
                seats.elect_chair(stage.hand, term, from_on=start, at=at)
