"""Every applicant's way through the committee in the demo."""

from datetime import date, datetime, timedelta

from governance.actions import applications, confirmations, decisions, doubts
from governance.models import Decision
from governance.queries.confirmations import every_participant
from pact.demo.invention import editor_of, signer_of
from pact.demo.stage import moment
from participants.access import actor_for
from participants.actions import applications as joining
from participants.actions import appointments, organizations, paper
from participants.models import Application
from participants.queries import people_with
from participants.rules import CONFLICT_QUESTIONS, slug_from

STAFF = "jonas.meertens@pact.example"
# Who was admitted since has not looked at its public profile yet: a list of first steps is to be found open.
NEWCOMERS = date(2026, 12, 1)


def admit_applicants(stage, at: datetime, *, until: str) -> None:
    """Everybody in the demo's table who joined by a day and is not in yet: application, findings, votes, admission."""
    for row in stage.cast["applicants"]:
        joined = date.fromisoformat(row["joined"])
        if joined > min(date.fromisoformat(until), stage.until.date()) or "key" in row:
            continue
        key = slug_from(row["name_en"] or row["name"])
        if stage.only and key not in stage.only:
            continue
        for copy in range(stage.scale):
            _admit(stage, row if copy == 0 else {**row, "name": f"{row['name']} {copy + 1}"}, joined)
        row["key"] = key


def _admit(stage, row: dict[str, str], joined: date) -> None:
    received = joined - timedelta(days=24)
    application = _apply(stage, row, received)
    opened = moment(received + timedelta(days=10))
    _find(stage, application, opened)
    applications.put_to_vote(stage.actor(STAFF, opened), application, closes_on=joined + timedelta(days=4), at=opened)
    voted = opened + timedelta(days=2)
    _vote(stage, application, voted, everybody=True)
    _welcome(stage, row, application, voted + timedelta(hours=3))


def _apply(stage, row: dict[str, str], received: date) -> Application:
    at = moment(received, 11)
    return paper.record_paper(stage.actor(STAFF, at), answers_of(row), received_on=received, signed_on=received, at=at)


def answers_of(row: dict[str, str]) -> dict[str, dict]:
    """The answers an organization of the table gives, step by step."""
    key = slug_from(row["name_en"] or row["name"])
    roles = row["roles"].split(";")
    contact, function, email = editor_of(key)
    signer, title, signer_email = signer_of(key)
    no_conflict = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
    return {
        "part": {"kind": "SUPPORTER" if roles == ["SUPPORTER"] else "PARTICIPANT", "roles": roles},
        "eligibility": {"legal_kind": row["legal_kind"], "buys_ict": "YES", **no_conflict, "explanation": ""},
        "organization": {
            "name": row["name"],
            "name_en": row["name_en"],
            "language": row["language"],
            "country": row["country"],
            "territory": row["territory"],
            "legal_kind": row["legal_kind"],
            "city": row["city"],
            "website": f"https://www.{key}.example",
        },
        "reach": {"users_served": row["users"], "devices": str(int(row["users"] or 0) // 4)},
        "contribution": {"ways": ["CRITERIA"], "how": "We use the baseline criteria in our next frameworks."},
        "signatory": {
            "contact_name": contact,
            "contact_function": function,
            "contact_email": email,
            "who": "OTHER",
            "signer_name": signer,
            "signer_title": title,
            "signer_email": signer_email,
        },
    }


def _find(stage, application: Application, at: datetime, *, signed: bool = True) -> None:
    """Three findings and a recommendation; `signed`: whether the signer may sign."""
    staff = stage.actor(STAFF, at)
    findings = {
        "A": "Signed by the person responsible; commitments endorsed in the letter.",
        "B": "Own ICT procurement; a framework for the next two years is planned.",
        "C": "Public register consulted; nothing found.",
    }
    if not signed:
        findings["A"] = "The person who signed holds no function in the municipality; no mandate came on request."
    for criterion, evidence in findings.items():
        finding = "MET" if signed or criterion != "A" else "NOT_MET"
        joining.record_finding(staff, application, criterion, finding, evidence, at=at)
    joining.recommend(staff, application, "Admit." if signed else "Do not admit: there is no mandate.", at=at)


def _vote(stage, application: Application, at: datetime, *, everybody: bool, against: int = 0) -> None:
    """The members' votes; with everybody in, the decision closes and carries itself out."""
    open_votes = Decision.objects.filter(matter__subject_ref__startswith=f"{application.ref}/", state="OPEN")
    for decision in open_votes:
        electors = list(decision.electors.filter(recused=False).select_related("user"))
        for number, elector in enumerate(electors if everybody else electors[:5]):
            cast_by = stage.actor(elector.user.email, at)
            choice = "NO" if number < against else "YES"
            decisions.cast(cast_by, decision, choice, "", at=at + timedelta(minutes=number))


def _welcome(stage, row: dict[str, str], application: Application, at: datetime) -> None:
    """The people of a new participant can sign in with the demo's password."""
    application.refresh_from_db()
    organization = application.organization
    if organization is None:
        return
    stage.cast[organization.slug] = organization
    key = slug_from(row["name_en"] or row["name"])
    for (name, function, email), roles in ((editor_of(key), ("EDITOR", "MANAGER")), (signer_of(key), ("SIGNATORY",))):
        shown = SHOWN.get((key, roles[0]), "")
        user = stage.person(email, name, at=at, function=function, role=shown, of=organization.name)
        for role in roles:
            appointments.appoint(stage.hand, user, organization, role, from_on=at.date(), source="Admission", at=at)
    if at.date() < NEWCOMERS:
        organizations.describe(stage.hand, organization, at=at + timedelta(days=9))


# Who of the procuring organizations stands in the table of people.
SHOWN = {
    ("vestbygd-municipality", "EDITOR"): "Procurer, editor",
    ("vestbygd-municipality", "SIGNATORY"): "Procurer, signatory",
    ("city-of-lindebrugge", "EDITOR"): "Procurer in another group",
    ("flemish-digital-services-agency", "EDITOR"): "Appointed organisation (delegate)",
    ("repair-alliance-europe", "EDITOR"): "Supporter",
}


def pipeline(stage, at: datetime) -> None:
    """Applications in every state: with the committee, asked, just received, withdrawn, refused, in doubt, draft."""
    today = stage.until
    rows = [
        ("Universität Seefeld am Inn", "Seefeld University", "de", "AT", "AT-7", "OTHER_PUBLIC", "vote"),
        ("Gmina Złota Górka", "Złota Górka Municipality", "pl", "PL", "PL", "LOCAL_GOVERNMENT", "asked"),
        ("Stadtwerke Lindenbrück", "Lindenbrück Utilities", "de", "DE", "DE-NW", "OTHER_PUBLIC", "received"),
        ("Byteland Resale BV", "", "nl", "NL", "NL-NB", "PRIVATE_COMPANY", "doubt"),
        ("Comune di Valleserena", "Municipality of Valleserena", "it", "IT", "IT", "LOCAL_GOVERNMENT", "refused"),
        (
            "Bibliothèque nationale de Belleroche",
            "National Library of Belleroche",
            "fr",
            "BE",
            "BE",
            "AGENCY",
            "withdrawn",
        ),
    ]
    for number, (name, name_en, language, country, territory, kind, state) in enumerate(rows):
        row = {
            "name": name, "name_en": name_en, "language": language, "country": country, "territory": territory,
            "legal_kind": kind, "city": "", "users": "1800",
            "roles": "PROCURING;COORDINATING" if state == "received" else "PROCURING",
        }  # fmt: skip
        received = (today - timedelta(days=26 - 4 * number)).date()
        _leave_in(stage, row, received, state)


def _leave_in(stage, row: dict[str, str], received: date, state: str) -> None:
    answers = answers_of(row)
    if state == "doubt":
        answers["eligibility"]["owned_by_ict"] = "UNSURE"
        answers["eligibility"]["explanation"] = "A shareholder also holds shares in a reseller of used devices."
    answers["reach"]["group"] = {"AT": "austria", "DE": "germany"}.get(row["country"], "")
    at = moment(received, 11)
    staff = stage.actor(STAFF, at)
    application = paper.record_paper(staff, answers, received_on=received, signed_on=received, at=at)
    later = moment(received + timedelta(days=2), 14)
    if state in ("asked", "doubt"):
        joining.assign(staff, application, at=later)
    if state == "asked":
        joining.ask(staff, application, "Which function does the person who signed hold?", at=later)
    elif state == "withdrawn":
        joining.withdraw(joining.door(application), application, at=later)
    elif state == "doubt":
        _find(stage, application, later)
        doubts.ask(staff, application, "CONFLICT", DOUBT, closes_on=application.decide_by, at=later)
    elif state in ("vote", "refused"):
        refused = state == "refused"
        _find(stage, application, later, signed=not refused)
        applications.put_to_vote(staff, application, closes_on=received + timedelta(days=28), at=later)
        _vote(stage, application, later + timedelta(days=1), everybody=refused, against=7 if refused else 0)
        if refused:
            _refuse(stage, application, later + timedelta(days=1, hours=1))


def confirm(stage, at: datetime, *, only: str = "", without: str = "") -> None:
    """Who takes part confirms that there is no conflict of interest (2.1.4): one early, all others a year later."""
    for organization in every_participant(at.date()):
        if organization.slug == without or (only and organization.slug != only):
            continue
        signatory = next(iter(people_with(organization.pk, ("SIGNATORY", "MANAGER"), at.date())), None)
        if signatory:
            actor = actor_for(signatory, at=at)
            confirmations.confirm(actor, organization, dict.fromkeys(CONFLICT_QUESTIONS, "NO"), evidence="", at=at)


def ask_to_confirm(stage, at: datetime) -> None:
    """Whoever has not confirmed this year is asked."""
    confirmations.ask_all(at=at)


def _refuse(stage, application: Application, at: datetime) -> None:
    """A vote against waits for its reasons: the applicant reads them."""
    for decision in Decision.objects.filter(matter__subject_ref__startswith=f"{application.ref}/", state="OPEN"):
        decisions.close(stage.actor(STAFF, at), decision, reasons=REASONS, public_text="", at=at)


DOUBT = (
    "Is a small holding in a reseller a conflict of interest? It is a financial one of four per cent, without a seat "
    "on any board; nobody of the reseller has a say in the company."
)
REASONS = "The letter does not show who may sign for the municipality. You can apply again with the council's mandate."
