"""What the committee decides for itself in the demo: a strategy, the contribution, the scope; a budget to vote on."""

from datetime import date, datetime, timedelta

from governance.actions import decisions, proposals
from governance.models import ProductGroup
from pact.deadlines import end_of_day

STAFF = "jonas.meertens@pact.example"
STRATEGY = {
    "title": "Reuse first, 2026 to 2028",
    "text": "Buyer groups plan what they no longer buy new before they plan what they buy.\n"
    "Every working group says in its yearly plan what it does for repair and for a second life.",
    "paper": None,
}
BUDGET = (
    ("Secretariat, staff and travel", 14_000_000),
    ("Working groups", 4_500_000),
    ("Website and software", 2_250_000),
    ("Yearly meeting", 1_800_050),
)


def decide(stage, at: datetime, *, kind: str) -> None:
    """Put, voted on and carried out, each in its own year."""
    content, reasons = _CONTENTS[kind]()
    staff = stage.actor(STAFF, at)
    matter = proposals.put(staff, kind, content, reasons=reasons, at=at)
    closes_at = end_of_day((at + timedelta(days=14)).date(), "Europe/Brussels")
    decision = decisions.open_vote(staff, matter, question=matter.title, closes_at=closes_at, at=at)
    for number, elector in enumerate(decision.electors.filter(recused=False).select_related("user")):
        voted = at + timedelta(days=2, minutes=number)
        choice = "ABSTAIN" if number == 3 else "YES"
        decisions.cast(stage.actor(elector.user.email, voted), decision, choice, "", at=voted)


def propose_budget(stage, at: datetime) -> None:
    """A proposal whose vote is open, with two votes cast."""
    lines = [{"purpose": purpose, "cents": cents} for purpose, cents in BUDGET]
    content = {"year": 2028, "lines": lines, "total": sum(cents for _purpose, cents in BUDGET)}
    reasons = "The same as for 2027, with a little more for the working groups."
    matter = proposals.put(stage.actor(STAFF, at), "BUDGET", content, reasons=reasons, at=at)
    closes_at = end_of_day(date(2027, 4, 9), "Europe/Brussels")
    decision = decisions.open_vote(
        stage.actor(STAFF, at), matter, question=matter.title, closes_at=closes_at, at=at + timedelta(hours=1)
    )
    for elector in list(decision.electors.filter(recused=False).select_related("user"))[-2:]:
        voted = at + timedelta(hours=3)
        decisions.cast(stage.actor(elector.user.email, voted), decision, "YES", "", at=voted)


def _tablets() -> dict:
    group = ProductGroup.objects.get(code="tablet")
    names = {"name": group.name, "plural": group.name_plural, "definition": group.definition}
    return {"code": group.code, "enters": True, "valid_from": date(2028, 1, 1), **names}


_CONTENTS = {
    "STRATEGY": lambda: (STRATEGY, "Discussed in the autumn meeting."),
    "FEE": lambda: ({"year": 2028, "cents": 1_550_000}, "Prices have risen since 2021."),
    "SCOPE": lambda: (_tablets(), "Half of the buyer groups count them already."),
}
