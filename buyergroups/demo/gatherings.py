"""The demo's meetings: one that was held and told of, one to come with answers to give, a training of the Pact."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from buyergroups.actions import attendance, files, gatherings
from buyergroups.demo.groups import STAFF
from buyergroups.models import BuyerGroup, Gathering, WorkingGroup
from buyergroups.queries.gatherings import Home
from pact.demo.invention import editor_of

ZONES = {
    "norway": ("Europe/Oslo", "Oslo, Akersgata 40"),
    "netherlands": ("Europe/Amsterdam", "The Hague, Turfmarkt 147"),
}
AGENDA = "Welcome\nWhat the last tender taught us\nRefurbished laptops: who begins\nNext meeting"
NOTES = (
    "Three members told how they bought refurbished laptops. Delivery took two weeks longer than for new ones; the "
    "rate of faults was the same. The group will use one list of questions for suppliers."
)
OUTCOMES = "One list of questions for suppliers, by January\nA shared market consultation in spring"
LIFETIMES = b"product;years in use;spare parts for\nlaptop;7;7 years\nsmartphone;5;5 years\n"


def _groups():
    return BuyerGroup.objects.filter(slug__in=ZONES).select_related("coordination__organization").order_by("slug")


def _arranged(stage, group, at: datetime, *, days: int, title: str, place: str = "", **facts) -> Gathering:
    zone, usual = ZONES[group.slug]
    begins = (at + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
    with stage.acting(editor_of(group.slug)[2], at) as actor:
        return gatherings.arrange(
            actor, Home(group=group), at=at,
            **{
                "kind": "MEETING", "title": title, "starts_at": begins, "ends_at": begins + timedelta(hours=3),
                "zone": zone, "place": place or usual, "link": f"https://meet.example/{group.slug}", "agenda": AGENDA,
                "public": True, **facts,
            },
        )  # fmt: skip


def arrange_autumn(stage, at: datetime) -> None:
    for group in _groups():
        _arranged(stage, group, at, days=21, title=f"{group.name}, autumn meeting {at.year}")


def hold_autumn(stage, at: datetime) -> None:
    """Held, with who was there, notes that everybody reads, and a file."""
    for group in _groups():
        met = group.gatherings.filter(state="PLANNED", ends_at__lt=at).order_by("pk").first()
        if met is None:
            continue
        with stage.acting(editor_of(group.slug)[2], at) as actor:
            there = list(met.attendance.exclude(user=None).order_by("pk").values_list("pk", flat=True)[:9])
            attendance.attend(actor, met, there, [("Liv Strand", group.coordination.organization.name)], at=at)
            gatherings.hold(actor, met, at=at)
            gatherings.note(actor, met, notes=NOTES, outcomes=OUTCOMES, at=at)
            gatherings.publish_notes(actor, met, at=at)
            table = SimpleUploadedFile("lifetimes.csv", LIFETIMES, "text/csv")
            home = Home(group=group)
            files.share(actor, home, table, title="Lifetimes and spare parts compared", gathering=met, at=at)


def arrange_workshop(stage, at: datetime) -> None:
    norway = _groups().filter(slug="norway").first()
    if norway:
        _arranged(stage, norway, at, days=14, title="Workshop: reading offers for repair", kind="WORKSHOP")


def arrange_spring(stage, at: datetime) -> None:
    """What is to come: some have answered, the others find the question on their page."""
    for group in _groups():
        met = _arranged(stage, group, at, days=36, title=f"{group.name}, spring meeting {at.year}")
        _answers(stage, met, at + timedelta(hours=4))
    norway = _groups().filter(slug="norway").first()
    if norway:
        facts = {"kind": "CONSULTATION", "public": False, "place": "online"}
        _arranged(stage, norway, at, days=60, title="Preparing a market consultation on repair", **facts)
    gatherings.ask_to_record(at=at)
    _training(stage, at)
    _session(stage, at)


def _answers(stage, met: Gathering, at: datetime) -> None:
    rows = met.attendance.exclude(user=None).select_related("user").order_by("pk")
    people = [row.user.email for row in rows if row.user.email in stage.cast]
    for number, email in enumerate(people[:8:2]):
        with stage.acting(email, at) as actor:
            attendance.answer(actor, met, coming=number % 4 != 3, at=at)


def _training(stage, at: datetime) -> None:
    begins = (at + timedelta(days=44)).replace(hour=12, minute=0)
    with stage.acting(STAFF, at) as actor:
        gatherings.arrange(
            actor, Home(), at=at, kind="TRAINING",
            title="Training: buying circular laptops with the criteria of the Pact",
            starts_at=begins, ends_at=begins + timedelta(hours=2), zone="Europe/Amsterdam", place="",
            link="https://meet.example/training", agenda="What circular means for a laptop\nThree tenders\nQuestions",
        )  # fmt: skip


def _session(stage, at: datetime) -> None:
    """A dialogue of a working group with the market (P13), where there is a working group."""
    row = WorkingGroup.objects.filter(state="ACTIVE").order_by("pk").first()
    if row is None:
        return
    begins = (at + timedelta(days=50)).replace(hour=8, minute=0)
    with stage.acting(STAFF, at) as actor:
        gatherings.arrange(
            actor, Home(working_group=row), at=at, kind="DIALOGUE",
            title="Dialogue with makers and repairers on spare parts",
            starts_at=begins, ends_at=begins + timedelta(hours=3), zone="Europe/Amsterdam", place="Brussels",
            link="", agenda="What buyers ask\nWhat makers can do\nWhat repairers need", public=True,
        )  # fmt: skip
