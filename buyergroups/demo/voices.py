"""The demo's part of what buyers say and share: feedback on the library, a summary of a group, good examples."""

from datetime import datetime

from buyergroups.actions import examples, feedback
from buyergroups.models import BuyerGroup, GroupMembership, LibraryVersion
from governance.models import ProductGroup
from participants.models import Organization, Participation

# Who, title, what, how, who took part, outcome, lessons, language, product groups, how far it is.
EXAMPLES = {
    "keep": (
        "vestbygd-municipality",
        "Bærbare PC-er som varer i seks år",
        "Kommunen byttet PC-er hvert fjerde år. Vi ville bruke dem i seks år uten at brukerne merket det.",
        "Vi ba om reservedeler i sju år, batteri som kan byttes uten spesialverktøy, og pris på reparasjon i avtalen.",
        "Innkjøp, IKT-drift, to skoler som piloter, én leverandør.",
        "412 PC-er er inne i sitt sjette år. 61 batterier og 38 tastaturer ble byttet på stedet.",
        "Be om reservedeler før kontrakten, ikke etterpå. Regn med en halv stilling til reparasjon i år fire og fem.",
        "nb",
        ("laptop",),
        "PUBLIC",
    ),
    "refurbished": (
        "city-of-lindebrugge",
        "Refurbished smartphones for field staff",
        "We needed 180 smartphones for inspectors and asked for refurbished ones in the same tender as new ones.",
        "Two lots, the same requirements; we asked for a grade, battery health of 85 % and two years of warranty.",
        "Procurement, facility services, the works council, three suppliers.",
        "164 of 180 phones are refurbished. Nine were exchanged under warranty in the first year.",
        "Say what a grade means: suppliers use one letter for different things. Let users hold one before they judge.",
        "en",
        ("smartphone",),
        "PUBLIC",
    ),
    "return": (
        "vestbygd-municipality",
        "Taking laptops back from schools without losing chargers",
        "Of 300 laptops that came back from schools a third came without a charger and could not be sold.",
        "A bag with a list goes out with each class; the caretaker ticks it off; all are collected on one day.",
        "Schools, caretakers, IT operations, a reuse company of the region.",
        "Of the next 240 laptops 231 came back complete, and 219 were sold for reuse.",
        "The list was cheap and worked. Putting names on chargers did not.",
        "en",
        ("laptop",),
        "CHECKED",
    ),
}
# Who, how it was used, how the market answered, what was difficult, what should change.
FEEDBACK = (
    ("vestbygd-municipality", "YES", "Five suppliers offered; all could show spare parts for seven years.", "",
     "Say how the price of a repair is asked for."),
    ("city-of-lindebrugge", "PARTLY", "Four of six suppliers left one row open.",
     "The proof of working conditions was read in two ways.", "Add an example of an accepted proof."),
    ("flemish-digital-services-agency", "PILOT", "Two suppliers went for the ambitious level.", "",
     "The ambitious level could become the baseline in two years."),
)  # fmt: skip
SUMMARY = (
    "Members could use the criteria as they stand. Suppliers answered well to spare parts and batteries. "
    "Members ask for words on how the price of a repair is compared."
)


def share(stage, at: datetime, *, which: tuple[str, ...]) -> None:
    """Good examples of organizations that are there; public ones were looked at by who cares for the group."""
    for name in which:
        who, title, what, how, part, outcome, lessons, language, codes, state = EXAMPLES[name]
        organization = _taking_part(who, at)
        if organization is None:
            continue
        row = examples.write(
            stage.hand, organization, at=at, title=title, what=what, how=how, who=part, outcome=outcome,
            lessons=lessons, language=language, product_groups=ProductGroup.objects.filter(code__in=codes),
            versions=_published(codes)[:1],
        )  # fmt: skip
        row = examples.send(stage.hand, row, at=at)
        if state == "PUBLIC":
            examples.publish(stage.hand, row, at=at)


def tell(stage, at: datetime) -> None:
    """Three organizations say how what is published did; one group sums it up."""
    version = next(iter(_published(("laptop",))), None)
    if version is None:
        return
    for who, used, market, problem, suggestion in FEEDBACK:
        if organization := _taking_part(who, at):
            feedback.give(
                stage.hand, organization, version, used=used, market_answer=market, problem=problem,
                suggestion=suggestion, at=at,
            )  # fmt: skip
    group = BuyerGroup.objects.filter(slug="norway").first()
    if group and GroupMembership.objects.active_on(at.date()).filter(group=group).exists():
        feedback.sum_up(stage.hand, group, version, text=SUMMARY, at=at)


def _taking_part(slug: str, at: datetime) -> Organization | None:
    there = Participation.objects.on(at.date()).values("organization_id")
    return Organization.objects.filter(slug=slug, pk__in=there).first()


def _published(codes: tuple[str, ...]):
    rows = LibraryVersion.objects.filter(state="PUBLISHED", item__kind="CRITERIA", item__product_groups__code__in=codes)
    return rows.order_by("published_at", "pk").distinct()
