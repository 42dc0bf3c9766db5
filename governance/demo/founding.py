"""The demo's first committee in the order of joining, and the two rotations after it (Pact 5.1.4)."""

from datetime import UTC, date, datetime

from governance.actions import constitution, foundation, rotation, seats
from governance.models import SeatTerm
from pact.demo.invention import signer_of

FIRST = date(2021, 9, 1)
SECOND = date(2023, 9, 1)
THIRD = date(2025, 9, 1)
CHAIR = "netherlands"
# Who gave the seat up in 2023; two years later they sit again (register I-10), beside two that never sat (I-9).
PAUSED = ("united-kingdom", "austria", "circular-innovation-council-of-canada")
FOLLOWED = {"belgium": "flemish-digital-services-agency", "switzerland": "city-of-lindebrugge"}
SHOWN = {CHAIR: "Steering Committee, chair", "norway": "Steering Committee"}


def lay(stage, at: datetime) -> None:
    """The Pact's own numbers and scope."""
    foundation.lay(at=at)


def sits(stage, organization, number: int, at: datetime, shown: str = ""):
    """Whoever sits for an organization; a few change their person with a rotation."""
    name, function, email = signer_of(f"{organization.slug}-committee-{number}")
    return stage.person(
        email, name, at=at, function=function, zone=organization.time_zone, role=shown, of=organization.name
    )


def constitute(stage, at: datetime) -> None:
    """The first committee from the coordinating organizations in the order of joining, its chair, and the rotation of
    2023, in which three of eight leave."""
    for organization in stage.cast["founders"]:
        constitution.invite(stage.hand, organization, at=at)
        user = sits(stage, organization, 0, at)
        term = constitution.accept(stage.hand, organization, user=user, from_on=FIRST, at=at)
        if organization.slug == CHAIR:
            seats.elect_chair(stage.hand, term, from_on=FIRST, at=at)
    at = datetime(2023, 6, 20, 9, tzinfo=UTC)
    plan = rotation.draft(stage.hand, begins_on=SECOND, at=at)
    for term in SeatTerm.objects.on(FIRST).select_related("organization"):
        if term.organization.slug in PAUSED:
            rotation.leave_seat(stage.hand, plan, term.seat_no, at=at)
    rotation.carry_out(stage.hand, plan, at=at)


def rotate(stage, at: datetime) -> None:
    """The rotation of 2025: two of five change, three come back; some organizations send another person."""
    plan = rotation.draft(stage.hand, begins_on=THIRD, at=at)
    before = SeatTerm.objects.on(at.date()).select_related("organization").order_by("seat_no")
    coming = {term.seat_no: stage.cast[FOLLOWED.get(term.organization.slug, term.organization.slug)] for term in before}
    paused = [stage.cast[slug] for slug in PAUSED]
    free = [number for number in range(1, 9) if number not in coming]
    coming |= dict(zip(free, paused, strict=True))
    for number, organization in sorted(coming.items()):
        user = sits(stage, organization, 1, at, SHOWN.get(organization.slug, ""))
        rotation.plan_seat(stage.hand, plan, number, organization=organization, user=user, at=at)
    rotation.carry_out(stage.hand, plan, at=at)


def plan_rotation(stage, at: datetime) -> None:
    """A draft for 2027 that does not hold yet: one seat changes, three have to."""
    plan = rotation.draft(stage.hand, begins_on=date(2027, 9, 1), at=at)
    newcomer = stage.cast["vestbygd-municipality"]
    user = sits(stage, newcomer, 0, at)
    rotation.plan_seat(stage.hand, plan, 5, organization=newcomer, user=user, at=at)
