"""The letter about a decision that concerns every participant: scope, target, contribution (1.1.2, 1.2.1.d, 5.3.2)."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from governance.queries.contents import in_words
from governance.queries.people import every_reader_of
from pact.deadlines.days import day_in
from pact.mail import Letter, LetterKind, link, post_all

DECIDED = LetterKind(
    "governance.decided",
    _("The Steering Committee has decided"),
    _("You get this because you sign for a participant of the Pact or manage its people."),
    lambda: {
        "number": "SC-2027-014",
        "question": "Bring monitors into scope from 1 January 2028?",
        "lines": [("Product group", "Monitors"), ("From", "1 January 2028")],
        "button_url": "/about/decisions/SC-2027-014/",
        "button_label": _("Read the decision"),
    },
)


def decided(decision: Decision, *, at: datetime) -> None:
    """One letter for each person, once the decision is adopted; other kinds are read in the register."""
    readers = every_reader_of(decision.kind, day_in(at, settings.SECRETARIAT_TIME_ZONE))
    facts = {
        "number": decision.number,
        "question": decision.question,
        "lines": in_words(decision.matter),
        "button_url": link("website:decision-detail", number=decision.number),
        "button_label": _("Read the decision"),
    }
    post_all([Letter(DECIDED, to=user, facts=facts, about=decision) for user in readers], at=at)
