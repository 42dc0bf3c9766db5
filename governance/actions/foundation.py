"""The Pact's own numbers and its starting scope, entered once from its text (clauses 1.1.1 and those of each rule)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from governance import verbs
from governance.models import ProductGroup, ScopePeriod
from governance.rules.readings import readings, source
from pact.access import Actor
from pact.audit import record
from pact.rulebook.actions import set_rule
from pact.rulebook.models import RuleParameter

START = date(2021, 6, 14)
TEXT = "Text of the Pact, version 1"
READ = source()
# key, value, unit, clause, sentence
RULES = [
    ("pact.start", "2021-06-14", "day", "6.2.1", "The Pact comes into effect."),
    ("pact.end", "2030-12-31", "day", "6.2.1", "The Pact ends, unless it is extended."),
    ("apply.decide_within", 1, "months", "6.4.2", "The Steering Committee decides within one month of receipt."),
    ("sc.min", 5, "members", "5.1.3", "The Steering Committee has at least five members."),
    ("sc.max", 11, "members", "5.1.3", "The Steering Committee has at most eleven members."),
    ("sc.term", 24, "months", "5.1.4", "Membership is updated every two years."),
    ("sc.meetings", [2, 3], "a year", "5.1.5", "The Steering Committee meets two or three times a year."),
    ("amend.share", [3, 4], "of all participants", "6.5.2", "An amendment needs the consent of at least 75%."),
    ("dispute.wait", 6, "months", "6.7.2", "After six months the Steering Committee issues its recommendations."),
    ("fee.initial", "15000.00", "EUR a year", "5.3.2", "The yearly contribution of a coordinating organisation."),
    ("impact.window", 8, "years", "1.2.1.b", "Effects are measured over eight years."),
    ("impact.baseline_life", ["3", "4"], "years", "preamble", "The baseline: new products every three to four years."),
    ("impact.band", ["1/3", "1/2"], "reduction", "1.2.1.b", "The aim: one third to one half."),
    ("report.language", "en", "language", "3.2.1.d", "The coordinated report is in English."),
    ("sc.rotation", [1, 3], "stay, and as many change", "5.1.4", "A rotation keeps a third and changes a third."),
    ("hearing.answer_within", 14, "days", "6.6.2", "An invitation to be heard runs out when nobody answers it."),
    ("sc.quorum", [1, 2], "of the seats not recused", "5.1", "More than this share takes part in a vote."),
    ("sc.casting", "NONE", "casting vote", "5.1", "Whose vote decides a tie."),
    ("reps.min", 1, "a group", "3.3.2.d", "Each buyer group appoints at least one international representative."),
]
# What the text leaves to the Steering Committee (5.1.1, 5.3.2, and how it is read); all else takes the consent of all.
READINGS = {"sc.rotation", "hearing.answer_within", "sc.quorum", "sc.casting"}
BY_DECISION = {"fee.initial", *READINGS}
LAPTOP = (
    "A portable personal computer with built-in screen and keyboard, also as a two-in-one that runs a desktop system."
)
PHONE = "A hand-held device for mobile telephony that runs applications."
TABLET = "A portable touch-screen computer without built-in keyboard. Outside the starting scope (register I-6)."
GROUPS = [
    ("laptop", "Laptop", "Laptops", LAPTOP, True),
    ("smartphone", "Smartphone", "Smartphones", PHONE, True),
    ("tablet", "Tablet", "Tablets", TABLET, False),
]


_READ = {one.key for one in readings()}


@transaction.atomic
def lay(*, at: datetime) -> None:
    """Enter rules and scope; what is there stays as it is, a rule that came with a newer version is added."""
    known, added = set(RuleParameter.objects.values_list("key", flat=True)), 0
    for key, value, unit, clause, sentence in [row for row in _rules() if row[0] not in known]:
        by = RuleParameter.By.DECISION if key in BY_DECISION or key in _READ else RuleParameter.By.AMENDMENT
        by_what = READ if key in READINGS or key in _READ else TEXT
        facts = {"unit": unit, "clause": clause, "sentence": sentence, "changed_by": by}
        set_rule(key, value, valid_from=START, source=by_what, **facts)
        added += 1
    if added:
        group = _lay_scope()
        record(Actor.hand("foundation"), verbs.FOUNDATION_LAID, group, at=at, clause="1.1.1", rules=added)


def _rules() -> list[tuple]:
    """The numbers of the text, and how it is read where it is silent (register I-1 to I-24)."""
    return [*RULES, *((one.key, one.reading, "", one.clause, one.question) for one in readings())]


def _lay_scope() -> ProductGroup:
    """The groups of the Pact's text, and those of them that are in scope (1.1.1)."""
    if (first := ProductGroup.objects.order_by("order").first()) is not None:
        return first
    for order, (code, name, plural, definition, in_scope) in enumerate(GROUPS):
        group = ProductGroup.objects.create(
            code=code, name=name, name_plural=plural, definition=definition, computed=True, order=order
        )
        if in_scope:
            ScopePeriod.objects.create(product_group=group, period=DateRange(START, None), source=TEXT)
    return group
