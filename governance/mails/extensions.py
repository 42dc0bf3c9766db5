"""The letters about the duration of the Pact (6.2): extended or not, and that it ends."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.models import Extension
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post_all
from participants.queries import voters_of

WHY = _("You get this because you may vote or sign for {organization} (Pact 6.2).")


def _sample() -> dict:
    return {
        "organization": "Vestbygd kommune",
        "state": "EXTENDED",
        "agreed": True,
        "old_end": date(2030, 12, 31),
        "new_end": date(2033, 12, 31),
        "consents": 47,
        "electorate": 58,
        "needed": 39,
        "button_url": "/duration/",
        "button_label": _("Read how long the Pact lasts"),
    }


EXTENSION_CLOSED = LetterKind("governance.extension_closed", _("The result of an extension"), WHY, _sample)

PACT_ENDS = LetterKind(
    "governance.pact_ends",
    _("The Pact ends"),
    _("You get this because you sign, vote or manage for an organisation that takes part in the Pact."),
    lambda: {
        "last": date(2030, 12, 31),
        "days": 180,
        "button_url": "/duration/",
        "button_label": _("Read how long the Pact lasts"),
    },
)


def pact_ends(obligation: Obligation, user, days: int) -> Letter:
    """6.2.1: a year, half a year and a month before the end."""
    facts = {
        "last": day_in(obligation.due_at, obligation.zone),
        "days": days,
        "button_url": link("website:duration"),
        "button_label": _("Read how long the Pact lasts"),
    }
    return Letter(PACT_ENDS, to=user, facts=facts)


def extension_closed(row: Extension, organizations: Iterable, *, at: datetime) -> None:
    """To all who were asked; each reads whether its own organization goes on."""
    agreed = {line["slug"] for line in row.round.result["lines"] if line["position"] == "CONSENT"}
    known = {one.pk: one for one in organizations}
    facts = {
        "state": row.state,
        "old_end": row.old_end,
        "new_end": row.new_end,
        "consents": row.round.consents,
        "electorate": row.round.electorate,
        "needed": row.round.needed,
        "button_url": link("website:duration"),
        "button_label": _("Read how long the Pact lasts"),
    }
    letters = []
    for pk, users in voters_of(known, day_in(at, settings.SECRETARIAT_TIME_ZONE)).items():
        own = {**facts, "organization": known[pk].name, "agreed": known[pk].slug in agreed}
        for user in users:
            key = f"governance.extension_closed:{row.ref}:{row.state}:{pk}:{user.pk}"
            letters.append(Letter(EXTENSION_CLOSED, to=user, facts=own, about=row, organization_id=pk, key=key))
    post_all(letters, at=at)
