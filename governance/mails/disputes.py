"""Letters about a dispute (M34, Pact 6.7): to those who sign or vote for a party, the Secretariat, the committee."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from governance.models import Dispute
from governance.queries.disputes import every_dispute
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.mail import Letter, LetterKind, link, post_all
from participants.models import Organization
from participants.queries import people_with, secretariat_people

WHY = _("You get this because you sign or vote for {organization}, a party of this dispute.")
WHY_STAFF = _("You get this because you work for the Secretariat or sit in the Steering Committee.")


def _sample(**more: Any):
    facts = {
        "organization": "Vestbygd kommune", "number": "D-2027-01", "title": "Use of a joint statement",
        "parties": "Vestbygd kommune, City of Lindebrugge", "button_url": "/me/", "button_label": _("Open the dispute"),
    }  # fmt: skip
    return lambda: {**facts, **more}


OPENED = LetterKind(
    "governance.dispute_opened", _("A dispute was opened"), WHY, _sample(by="City of Lindebrugge", subject="Its use.")
)  # fmt: skip
_DAYS = {"answer_by": date(2027, 4, 16), "recommend_from": date(2027, 9, 17)}
PRESENTED = LetterKind("governance.dispute_presented", _("Your views on a dispute"), WHY, _sample(**_DAYS, days=30))
REMINDER = LetterKind("governance.dispute_views", _("Reminder: your views on a dispute"), WHY, _sample(**_DAYS, days=7))
DUE = LetterKind("governance.dispute_due", _("A recommendation is due"), WHY_STAFF, _sample(**_DAYS, days=30))
PROPOSED = LetterKind(
    "governance.settlement_proposed", _("A settlement to confirm"), WHY,
    _sample(by="City of Lindebrugge", words="We agree."),
)  # fmt: skip
SETTLED = LetterKind("governance.dispute_settled", _("A dispute is settled"), WHY, _sample(words="We agree."))
RECOMMENDED = LetterKind(
    "governance.dispute_recommended", _("The recommendation in a dispute"), WHY,
    _sample(words="We recommend to name both.", decision="SC-2027-014"),
)  # fmt: skip
CLOSED = LetterKind("governance.dispute_closed", _("A dispute is closed"), WHY, _sample())


def _facts(dispute: Dispute, organization: Organization, **more: Any) -> dict[str, Any]:
    return {
        "organization": organization.name,
        "number": dispute.number,
        "title": dispute.title,
        "button_url": link("governance:dispute-detail", org=organization.slug, ref=dispute.ref),
        "button_label": _g("Open the dispute"),
        **more,
    }


def _write(kind: LetterKind, dispute: Dispute, at: datetime, *, but: Organization | None = None, **more: Any) -> None:
    """To every party, or to all others."""
    day, letters = day_in(at, settings.SECRETARIAT_TIME_ZONE), []
    for party in dispute.parties.select_related("organization"):
        own = party.organization_id
        if but is None or own != but.pk:
            facts = _facts(dispute, party.organization, **more)
            for user in people_with(own, ("SIGNATORY", "VOTER"), day):
                letters.append(Letter(kind, to=user, facts=facts, about=dispute, organization_id=own))
    post_all(letters, at=at)


def dispute_opened(dispute: Dispute, *, by: Organization, at: datetime) -> None:
    _write(OPENED, dispute, at, but=by, by=by.name, subject=dispute.subject)


def dispute_presented(dispute: Dispute, answer_by: datetime, *, at: datetime) -> None:
    """6.7.2: every party is asked at once; the Secretariat hears of it."""
    answer_on = day_in(answer_by, settings.SECRETARIAT_TIME_ZONE)
    days = {"answer_by": answer_on, "recommend_from": dispute.recommend_from}
    _write(PRESENTED, dispute, at, **days)
    left = (dispute.recommend_from - day_in(at, settings.SECRETARIAT_TIME_ZONE)).days
    post_all([_due(dispute, user, left) for user in secretariat_people()], at=at)


def dispute_views(obligation: Obligation, user, days: int) -> Letter:
    """A reminder to one party."""
    dispute = every_dispute(obligation.subject_ref)
    party = dispute.parties.select_related("organization").get(organization_id=obligation.organization_id)
    answer_by = day_in(obligation.due_at, obligation.zone)
    facts = _facts(dispute, party.organization, answer_by=answer_by, days=days)
    return Letter(REMINDER, to=user, facts=facts, about=dispute, organization_id=party.organization_id)


def dispute_due(obligation: Obligation, user, days: int) -> Letter:
    """T-30 and on the day: to the Secretariat and the committee (6.7.2)."""
    return _due(every_dispute(obligation.subject_ref), user, days)


def _due(dispute: Dispute, user, days: int) -> Letter:
    facts = {
        "number": dispute.number,
        "title": dispute.title,
        "parties": ", ".join(_names(dispute)),
        "recommend_from": dispute.recommend_from,
        "days": days,
        "button_url": link("governance:dispute-file", ref=dispute.ref),
        "button_label": _g("Open the dispute"),
    }
    return Letter(DUE, to=user, facts=facts, about=dispute)


def _names(dispute: Dispute) -> Iterable[str]:
    return dispute.parties.order_by("side", "pk").values_list("organization__name", flat=True)


def settlement_proposed(dispute: Dispute, *, by: Organization, at: datetime) -> None:
    _write(PROPOSED, dispute, at, but=by, by=by.name, words=dispute.settlement)


def dispute_settled(dispute: Dispute, *, at: datetime) -> None:
    _write(SETTLED, dispute, at, words=dispute.settlement)


def dispute_recommended(dispute: Dispute, *, at: datetime) -> None:
    _write(RECOMMENDED, dispute, at, words=dispute.recommendation, decision=dispute.decision.number)


def dispute_closed(dispute: Dispute, *, at: datetime) -> None:
    _write(CLOSED, dispute, at)
