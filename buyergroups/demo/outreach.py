"""Reaching out in the demo (3.2.1.a): two coordinators, a few organizations, one that joined, two to speak to again."""

from datetime import date, datetime, timedelta

from buyergroups.actions import outreach
from buyergroups.models import BuyerGroup, LibraryItem
from pact.demo.invention import editor_of

# group, organization, country, contacted, answers in turn, days until the next contact, uses something, note
ENTRIES = (
    (
        "norway",
        "Fjordland fylkeskommune",
        "NO",
        "2026-09-14",
        ("interested",),
        2,
        True,
        "Asks for the criteria in Norwegian.",
    ),
    ("norway", "Nordhavn sykehus", "NO", "2026-11-03", (), 30, False, "Wants to wait for the next framework."),
    (
        "norway",
        "Bykle interkommunale innkjøp",
        "NO",
        "2027-01-20",
        ("not-interested",),
        0,
        False,
        "Buys through the state.",
    ),
    (
        "netherlands",
        "Veiligheidsregio Waterland",
        "NL",
        "2026-10-06",
        ("interested", "joined"),
        0,
        True,
        "Joined as a member.",
    ),
    (
        "netherlands",
        "Hogeschool Merwede",
        "NL",
        "2027-02-09",
        ("interested",),
        1,
        False,
        "Invited to the next meeting.",
    ),
)


def reach_out(stage, at: datetime) -> None:
    """Written down by the coordinators over half a year, each on its day."""
    used = list(LibraryItem.objects.filter(versions__state="PUBLISHED").distinct().order_by("slug")[:1])
    for slug, name, country, day, answers, next_in, uses, note in ENTRIES:
        group, contacted_on = BuyerGroup.objects.get(slug=slug), date.fromisoformat(day)
        actor = stage.actor(editor_of(slug)[2], at)
        entry = outreach.begin(
            actor,
            group,
            organization_name=name,
            country=country,
            contacted_on=contacted_on,
            next_on=stage.until.date() + timedelta(days=next_in) if next_in else None,
            taken_up=used if uses else [],
            note=note,
            at=at,
        )
        for answer in answers:
            outreach.take_step(actor, entry, answer, at=at)
