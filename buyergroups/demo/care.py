"""The demo's part about the care of groups: start-ups, settings, a vacant representative, a list of members."""

from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from buyergroups.actions import groups, member_imports, representatives, start_ups
from buyergroups.demo.groups import STAFF
from buyergroups.models import BuyerGroup, Representative
from buyergroups.sheets import members as sheets
from pact.demo.invention import editor_of
from pact.sheets import write_csv
from participants.actions import territories
from participants.models import Territory

_SET_UP = (
    ("norway", "norway", "Three meetings a year. Tenders are prepared together; each member buys alone.",
     ["en"], "https://norway.groups.example"),
    ("norway", "nordic-municipalities", "A network of towns: two meetings, one market consultation each spring.",
     ["nb", "sv", "da"], ""),
    ("netherlands", "netherlands", "Five members decide what is bought together. Observers join the meetings.",
     ["en"], "https://netherlands.groups.example"),
)  # fmt: skip
_CLEAR = {"makes_ict": "NO", "sells_ict": "NO", "owned_by_ict": "NO", "represents_ict": "NO"}
_LIST = (
    {"name": "Waterschap Rivierenkwartier", "legal_kind": "OTHER_PUBLIC", "kind": "MEMBER", "users_total": 640},
    {"name": "Stichting Scholengroep De Vaart", "legal_kind": "NON_PROFIT", "kind": "MEMBER", "users_total": 2150},
    {"name": "Kenniscentrum Hergebruik", "legal_kind": "NON_PROFIT", "kind": "OBSERVER", "owned_by_ict": "UNSURE"},
)


def set_up(stage, at: datetime) -> None:
    """Coordinators say how their groups work (preamble P7); the Secretariat adds a town to the tree of areas."""
    for coordinator, slug, words, languages, website in _SET_UP:
        group = BuyerGroup.objects.get(slug=slug)
        with stage.acting(editor_of(coordinator)[2], at) as actor:
            described = {"set_up": words, "other_languages": languages, "website": website}
            groups.describe_group(actor, group, at=at, **described)
    with stage.acting(STAFF, at) as actor:
        above = Territory.objects.get(code="BE-VLG")
        town = {"name": "Lindebrugge", "code": "BE-LINDEBR", "kind": "MUNICIPALITY"}
        territories.add(actor, **town, parent=above, at=at)


def vacate(stage, at: datetime) -> None:
    """The representative of the Belgium group takes up another work; nobody follows."""
    for row in Representative.objects.on(at.date()).filter(group__slug="belgium"):
        representatives.end(stage.hand, row, on=at.date(), at=at)


def start_groups(stage, at: datetime) -> None:
    """Two start-ups: the workshop of Iberia was held, and somebody asks about Ireland."""
    jonas = stage.cast[STAFF]
    with stage.acting(STAFF, at) as actor:
        iberia = BuyerGroup.objects.get(slug="iberia")
        case = start_ups.open_case(
            actor,
            title="Iberia: from a circle of buyers to a group",
            territory=Territory.objects.get(code="ES"),
            organization_name="Alianza de Compras de Valdera",
            group=iberia,
            assignee=jonas,
            at=at,
        )
        held = at + timedelta(days=2)
        start_ups.hold_workshop(actor, case, on=held.date(), at=held)
        step = "Send the draft of the charter to the seven buyers of the workshop"
        start_ups.note_step(actor, case, next_step=step, next_on=date(2027, 3, 19), assignee=jonas, at=held)
        start_ups.open_case(
            actor,
            title="A group for Ireland",
            territory=Territory.objects.get(code="IE"),
            organization_name="Kilbride County Council",
            next_step="Call about who else would join",
            next_on=date(2027, 3, 24),
            at=held,
        )


def send_members(stage, at: datetime) -> None:
    """The night asks for a representative where there is none; a coordinator has a list of members to confirm."""
    representatives.ask(at=at)
    words = {"country": "NL", "evidence": "Its statutes and its website.", **_CLEAR, "users_total": None, "as_of": None}
    rows = [{**words, **row} for row in _LIST]
    rows = [{**row, "as_of": date(2027, 3, 1) if row["users_total"] else None} for row in rows]
    sheet = sheets.members_sheet()
    upload = ContentFile(write_csv(rows, sheet.columns), name="leden-maart-2027.csv")
    understood, problems, facts = sheets.understood(upload)
    with stage.acting(editor_of("netherlands")[2], at) as actor:
        group = BuyerGroup.objects.get(slug="netherlands")
        member_imports.upload(actor, group, understood, problems, at=at, **facts)
