"""The demo's tender calendar: who buys what and when, alone and together, in every stage."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from buyergroups import rules
from buyergroups.actions import tender_rounds, tender_stages, tenders
from buyergroups.demo.groups import STAFF
from buyergroups.models import LibraryVersion, TenderEntry
from governance.models import ProductGroup
from pact.demo.invention import editor_of
from participants.models import Organization, Participation

LAST = "The supplier takes back every device and reports what becomes of it."


@dataclass(frozen=True)
class Coming:
    """A tender as its buyer enters it; `by` is the code of the buyer."""

    by: str
    title: str
    when: str
    lots: dict[str, int | None]
    stage: str = "IDEA"
    group: str = ""
    description: str = ""
    framework: bool = False
    open_to_others: bool = False
    pilot: str = ""
    reason: str = ""
    criteria: bool = False
    award: str = ""
    months: int | None = None
    cpv: tuple[str, ...] = ("30213100",)
    partners: tuple[str, ...] = ()


EARLY = (
    Coming("vestbygd-municipality", "Smartphones that can be repaired", "Q3 2026", {"smartphone": 900}, "ANNOUNCED",
           "norway", "Two models, spare parts for seven years.", pilot="Batteries that everybody can change.",
           cpv=("32250000",), months=36),
    Coming("city-of-lindebrugge", "Refurbished laptops for schools", "October 2026", {"laptop": 600}, "CONSULTATION",
           "belgium", "For the primary schools of the city.", pilot="Only refurbished devices.", award="2027-05-14"),
    Coming("world-meteorology-services-office", "Laptops for field work", "Q4 2026", {"laptop": 240}, "IDEA"),
    Coming("canton-of-seefeld", "Workplace devices as a service", "March 2027", {"laptop": 9600, "smartphone": 2400},
           "ANNOUNCED", "switzerland", "Devices, repair and return in one contract.", criteria=True, months=48),
    Coming("university-of-harrowfield", "Laptops for students on loan", "January 2027", {"laptop": 350}, "CONSULTATION",
           "united-kingdom", "A loan pool of devices that last."),
    Coming("saint-amarant-hospital", "Smartphones for the wards", "Q1 2027", {"smartphone": 700}, "IDEA", "belgium",
           cpv=("32250000",)),
)  # fmt: skip
LATER = (
    Coming("vestbygd-municipality", "Laptops with take-back and repair", "May 2027", {"laptop": 4000}, "CONSULTATION",
           "norway", LAST, framework=True, open_to_others=True, criteria=True, award="2027-10-15", months=24),
    Coming("norway", "Nordic framework for laptops", "Q4 2027", {"laptop": 15000, "smartphone": None}, "IDEA",
           "nordic-municipalities", "One market consultation for three countries.", framework=True, months=48,
           open_to_others=True,
           partners=("vestbygd-municipality", "nordvik-county-authority", "world-meteorology-services-office")),
    Coming("germany", "Refurbished smartphones, framework", "June 2027", {"smartphone": 12000}, "ANNOUNCED", "germany",
           "Refurbished by social enterprises.", framework=True, pilot="All devices refurbished.", cpv=("32250000",)),
    Coming("netherlands", "Circular laptops for the ministries", "Q1 2028", {"laptop": None}, "IDEA", "netherlands",
           "The number depends on how long today's devices are kept."),
    Coming("flemish-digital-services-agency", "Laptops and smartphones for Flemish bodies", "September 2027",
           {"laptop": 7000, "smartphone": 1500}, "ANNOUNCED", "belgium", LAST, framework=True, open_to_others=True,
           criteria=True, months=36, cpv=("30213100", "32250000")),
    Coming("de-meander-water-authority", "Laptops for inspectors, joint market consultation", "Q4 2027",
           {"laptop": None}, "CONSULTATION", "netherlands", open_to_others=True),
    Coming("district-of-sonnental", "Laptops of the second life", "November 2027", {"laptop": 1800}, "IDEA", "germany"),
    Coming("city-of-lindebrugge", "Smartphones for the city's services", "July 2027", {"smartphone": 1250}, "ANNOUNCED",
           "belgium", reason="Our system for managing devices knows two makers only.", cpv=("32250000",)),
    Coming("state-of-hohenrain", "Laptops for the administration", "Q2 2028", {"laptop": 5200}, "IDEA", "austria"),
)  # fmt: skip


def announce_tenders(stage, at: datetime, *, which: str) -> None:
    """Buyers enter what they plan; partners of a joint tender are named by its buyer."""
    for number, coming in enumerate(EARLY if which == "early" else LATER):
        moment = at + timedelta(minutes=20 * number)
        organization = _taking_part(coming.by, moment)
        if organization is None or editor_of(coming.by)[2] not in stage.cast:
            continue
        with stage.acting(editor_of(coming.by)[2], moment) as actor:
            row = tenders.enter(actor, organization, _told(coming, organization, moment), stage=coming.stage, at=moment)
            found = [partner for code in coming.partners if (partner := _taking_part(code, moment))]
            for partner in found[:2]:
                tenders.name_partner(actor, row, partner, at=moment + timedelta(minutes=5))


def tender_on_paper(stage, at: datetime) -> None:
    """A letter came: the Secretariat enters it, marked."""
    organization = _taking_part("oakmere-borough-council", at) or _taking_part("belgium", at)
    if organization is None:
        return
    told = _told(Coming(organization.slug, "Laptops for the libraries", "Q3 2027", {"laptop": 80}), organization, at)
    with stage.acting(STAFF, at) as actor:
        tenders.enter(actor, organization, told, at=at)


def go_on_with_tenders(stage, at: datetime, *, which: str) -> None:
    """Notices, an award with lessons, a tender that is postponed and one that is cancelled."""
    steps = {
        "autumn": (
            ("vestbygd-municipality", "Smartphones that can be repaired", _publish("2026-09-08", "512044-2026")),
            ("city-of-lindebrugge", "Refurbished laptops for schools", _publish("2026-10-12", "587310-2026")),
        ),
        "winter": (
            ("vestbygd-municipality", "Smartphones that can be repaired", _award),
            ("canton-of-seefeld", "Workplace devices as a service", _postpone),
            ("saint-amarant-hospital", "Smartphones for the wards", _cancel),
        ),
    }
    for by, title, act in steps[which]:
        row = TenderEntry.objects.filter(organization__slug=by, title=title).select_related("organization").first()
        if row:
            with stage.acting(editor_of(by)[2], at) as actor:
                act(actor, row, at)


def ask_about_tenders(stage, at: datetime) -> None:
    """The first of March: is this still right? Germany says so at once, and what has passed is on somebody's tasks."""
    tender_rounds.every_night(at=at)
    organization = _taking_part("germany", at)
    if organization and TenderEntry.objects.filter(organization=organization).exists():
        moment = at + timedelta(days=2)
        with stage.acting(editor_of("germany")[2], moment) as actor:
            tender_rounds.confirm_all(actor, organization, at=moment)


def _publish(day: str, number: str):
    def act(actor, row, at):
        url = f"https://ted.europa.eu/en/notice/-/detail/{number}"
        tender_stages.publish(actor, row, on=date.fromisoformat(day), notice_url=url, notice_id=number, at=at)

    return act


def _award(actor, row, at) -> None:
    lessons = (
        "Ask for spare parts by name and for how long. Three of five suppliers could show repair times; "
        "those who could not asked for a dialogue, which we would hold earlier next time."
    )
    tender_stages.award(actor, row, on=at.date() - timedelta(days=6), lessons=lessons, at=at)


def _postpone(actor, row, at) -> None:
    why = "The pilot with two offices runs until the summer."
    tender_stages.postpone(actor, row, rules.quarter(2027, 3), note=why, at=at)


def _cancel(actor, row, at) -> None:
    tender_stages.cancel(actor, row, note="The wards keep their phones for two more years.", at=at)


def _taking_part(slug: str, at: datetime) -> Organization | None:
    there = Participation.objects.on(at.date()).values("organization_id")
    return Organization.objects.filter(slug=slug, pk__in=there).first()


def _told(coming: Coming, organization: Organization, at: datetime) -> tenders.Told:
    codes = {one.code: one.pk for one in ProductGroup.objects.filter(code__in=coming.lots)}
    group = tenders.queries.groups_of(organization, at.date()).filter(slug=coming.group).first()
    used = LibraryVersion.objects.filter(state="PUBLISHED", item__kind="CRITERIA").order_by("pk")[
        : int(coming.criteria)
    ]
    award = date.fromisoformat(coming.award) if coming.award else None
    return tenders.Told(
        title=coming.title,
        expected=rules.read_expected(coming.when),
        lots={codes[code]: number for code, number in coming.lots.items() if code in codes},
        group=group,
        criteria=tuple(used[:1]) if coming.criteria else (),
        description=coming.description,
        award_expected_on=award,
        contract_from=award + timedelta(days=45) if award else None,
        contract_months=coming.months,
        framework=coming.framework,
        open_to_others=coming.open_to_others,
        cpv=coming.cpv,
        pilot=coming.pilot,
        no_criteria_reason=coming.reason,
        contact_email=f"procurement@{organization.slug}.example",
    )
