"""The demo's joint statements of demand: closed with its totals, open for signing, and before its working group."""

from datetime import date, datetime, timedelta

from buyergroups.actions import adoptions, sign_ups, statements
from buyergroups.demo.working_groups import LAPTOPS
from buyergroups.models import BuyerGroup, JointStatement, WorkingGroup
from buyergroups.queries.gatherings import Home
from governance.models import ProductGroup
from pact.demo.invention import editor_of, signer_of
from participants.models import Participation

OWNER = "norway"
# Who finds the open one on its page, and has not signed yet.
LATE = "vestbygd-municipality"
CLOSED = {
    "title": "Smartphones with batteries that people can change",
    "text": "We want smartphones whose batteries people change without tools.\n\nBatteries and screens are sold for "
    "seven years after the last phone of a model was sold. Software is kept safe for as long.",
    "kind": "CURRENT", "product_group": "smartphone", "wanted_from": date(2027, 1, 1),
    "wanted_until": date(2027, 12, 31), "closes_on": date(2026, 12, 15),
}  # fmt: skip
OPEN = {
    "title": "Laptops that serve for seven years",
    "text": "We want laptops that serve for seven years.\n\nMemory, storage, battery and keyboard can be changed by "
    "our own people. Spare parts and safe software are there for seven years from delivery. The maker tells how the "
    "embodied emissions were calculated.\n\nWe ask makers to tell us by 2028 what they can offer.",
    "kind": "INNOVATION", "product_group": "laptop", "wanted_from": date(2028, 1, 1), "wanted_until": date(2029, 6, 30),
    "closes_on": date(2027, 4, 30),
}  # fmt: skip

ASKED = {
    "title": "Refurbished laptops for a second life of four years",
    "text": "We want refurbished laptops that serve four more years.\n\nEvery device is tested and graded in the open, "
    "its battery holds four fifths of what it held when it was new, and its parts can be had as long as it serves.",
    "kind": "CURRENT", "product_group": "laptop", "wanted_from": date(2027, 9, 1), "wanted_until": date(2028, 8, 31),
    "closes_on": date(2027, 9, 30),
}  # fmt: skip


def _opened(stage, given: dict, at: datetime) -> JointStatement | None:
    group = BuyerGroup.objects.filter(slug=OWNER).select_related("coordination__organization").first()
    product = ProductGroup.objects.filter(code=given["product_group"]).first()
    if group is None or product is None:
        return None
    with stage.acting(editor_of(OWNER)[2], at) as actor:
        facts = {**given, "product_group": product}
        row = statements.draft(actor, Home(group=group), at=at, **facts)
        return statements.open_for_signing(actor, row, closes_on=given["closes_on"], at=at + timedelta(hours=2))


def _signed(stage, row: JointStatement, at: datetime, quantities: tuple[int, ...], *, without: str = "") -> None:
    """By buyers whose signers are in the cast; the devices are wanted within the time of the statement."""
    buyers = Participation.objects.on(at.date()).filter(role=Participation.Role.PROCURING)
    keys = {one["name"]: one.get("key") for one in stage.cast["applicants"]}
    organizations = [one.organization for one in buyers.select_related("organization").order_by("period", "pk")]
    ready = [(one, key) for one in organizations if (key := keys.get(one.name)) and key != without]
    ready = [(one, key) for one, key in ready if signer_of(key)[2] in stage.cast]
    for number, ((organization, key), quantity) in enumerate(zip(ready, quantities, strict=False)):
        name, title, email = signer_of(key)
        when = at + timedelta(days=number)
        with stage.acting(email, when) as actor:
            sign_ups.sign(
                actor, row, organization, quantity=quantity, wanted_by=None if number == 1 else row.wanted_until,
                signer_name=name, signer_title=title, at=when,
            )  # fmt: skip


def state_and_close(stage, at: datetime) -> None:
    row = _opened(stage, CLOSED, at)
    if row:
        _signed(stage, row, at + timedelta(days=3), (2400, 860, 12500))


def freeze(stage, at: datetime) -> None:
    statements.close_due(at=at)


def state_demand(stage, at: datetime) -> None:
    row = _opened(stage, OPEN, at)
    if row:
        _signed(stage, row, at + timedelta(days=2), (5200, 1150, 18000), without=LATE)


def ask_working_group(stage, at: datetime) -> None:
    """The chair drafts a statement and puts it to the vote of the working group; one member has voted already."""
    group = WorkingGroup.objects.filter(slug=LAPTOPS, state="ACTIVE").first()
    if group is None:
        return
    with stage.acting(editor_of(OWNER)[2], at) as actor:
        facts = {**ASKED, "product_group": ProductGroup.objects.get(code=ASKED["product_group"])}
        row = statements.draft(actor, Home(working_group=group), at=at, **facts)
        vote = statements.put_to_vote(actor, row, closes_on=date(2027, 3, 31), at=at + timedelta(hours=1))
        adoptions.cast(actor, vote, "YES", "", at=at + timedelta(hours=1))
