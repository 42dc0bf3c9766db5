"""The ledger in the demo: first figures for the aim of 2023, a block of others, a correction, one central body."""

from datetime import date, datetime

from buyergroups.actions import users_blocks, users_served
from buyergroups.demo.groups import state_all
from buyergroups.models import BuyerGroup, UsersServed
from pact.demo.invention import editor_of
from participants.models import Organization

AIM = date(2023, 12, 1)
BLOCKS = (
    ("netherlands", "MEMBER", 12, 8400, True, "Schools of the northern provinces, which buy through one foundation."),
    ("norway", "OBSERVER", 3, 950, False, "Hospitals that look on; two may be in the figures of their region."),
)


def first_figures(stage, at: datetime) -> None:
    """What everybody stated for the aim of three million users by the end of 2023."""
    state_all(stage, 2023, at)


def state_blocks(stage, at: datetime) -> None:
    """Two coordinators state members together that they do not name one by one; only one of the two counts."""
    for slug, kind, organizations, users, counts, note in BLOCKS:
        group = BuyerGroup.objects.get(slug=slug)
        users_blocks.state_block(
            stage.actor(editor_of(slug)[2], at),
            group,
            kind=kind,
            as_of=at.date(),
            organizations=organizations,
            users_total=users,
            not_overlapping=counts,
            source="ESTIMATED",
            note=note,
            at=at,
        )


def correct(stage, at: datetime) -> None:
    """Somebody finds that leavers were counted twice, in the figure of the aim and in the latest one."""
    stated = UsersServed.objects.filter(as_of=AIM, superseded_by=None).order_by("-users_total")
    known = stated.select_related("organization").first()
    if known is None:
        return
    fixed = {name: round(getattr(known, name) * 0.96) for name in ("users_total", "laptop_users", "smartphone_users")}
    given = {**fixed, "source": "MEASURED", "served_via": None}
    users_served.state_users(stage.hand, known.organization, as_of=AIM, at=at, **given)
    own = Organization.objects.filter(name="Vestbygd kommune").first()
    last = UsersServed.objects.latest(at.date()).filter(organization=own).first() if own else None
    if last:
        actor = stage.actor(editor_of("vestbygd-municipality")[2], at)
        less = {"laptop_users": last.laptop_users - 40, "smartphone_users": last.smartphone_users}
        figure = {"users_total": last.users_total - 40, "source": "MEASURED", **less}
        users_served.state_users(actor, own, as_of=last.as_of, at=at, **figure)
