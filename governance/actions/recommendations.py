"""What the committee recommends in a dispute (Pact 6.7.2): put to the vote, and issued with the decision."""

import hashlib
import json
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from governance import access, deadlines, mails, rules, verbs
from governance.actions import decisions, disputes, matters
from governance.flow import DISPUTE
from governance.models import Decision, Dispute
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing.cache import bump

KIND = "DISPUTE"


def fingerprint(dispute: Dispute) -> str:
    """SHA-256 of what is put: the dispute, what was tried, the views of every party, the recommendation."""
    views = [[one.organization_id, one.views] for one in dispute.parties.order_by("organization_id")]
    content = [dispute.number, dispute.title, dispute.subject, dispute.consultation, views, dispute.recommendation]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


@transaction.atomic
def put(actor: Actor, dispute: Dispute, recommendation: str, *, closes_on: date, at: datetime) -> Decision:
    """Not before the months have passed and every party was asked. Members who are parties are left out."""
    access.PUT_TO_VOTE.require(actor, dispute)
    row = disputes.locked(dispute, Dispute.State.PRESENTED)
    parties = list(row.parties.select_related("organization").order_by("pk"))
    asked = {one.organization.name: one.asked_at is not None for one in parties}
    if gaps := rules.before_recommending(row.recommend_from, day_in(at, settings.SECRETARIAT_TIME_ZONE), asked):
        raise CannotNow(*gaps)
    if not recommendation.strip():
        raise CannotNow("Write the recommendation: with the decision it is public.")
    row.recommendation = recommendation.strip()
    row.save()
    names = " and ".join(asked) if len(asked) == 2 else ", ".join(asked)
    matter = matters.put_before_committee(
        actor,
        kind=KIND,
        clause="6.7.2",
        title=f"Issue the recommendation in dispute {row.number} ({names})?",
        summary="",
        subject=row,
        subject_sha256=fingerprint(row),
        url_name="governance:dispute-file",
        url_kwargs={"ref": row.ref},
        due_on=row.recommend_from,
        at=at,
    )
    matter.content = {"organizations": row.party_ids}
    matter.save(update_fields=["content"])
    return decisions.open_for_day(actor, matter, closes_on=closes_on, at=at)


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """Adopted, it is issued and public, and each party says whether it accepts it. Not adopted, another one is put."""
    dispute = Dispute.objects.select_for_update().get(ref=decision.matter.subject_ref)
    if decision.state != Decision.State.ADOPTED:
        dispute.recommendation = ""
        dispute.save(update_fields=["recommendation"])
        record(actor, verbs.RECOMMENDATION_REFUSED, dispute, at=at, clause="6.7.2", decision=decision.number)
        return
    if fingerprint(dispute) != decision.subject_sha256:
        raise CannotNow("The file was changed after it was put to the vote. Settle that first (Pact 6.7.2).")
    with DISPUTE.step("recommend", dispute, actor=actor, at=at, decision_number=decision.number) as row:
        row.decision, row.recommended_on = decision, day_in(at, settings.SECRETARIAT_TIME_ZONE)
    deadlines.DISPUTE_VIEWS.waive(dispute, at)
    deadlines.DISPUTE_DUE.meet(dispute, at)
    disputes.ask_acceptance(dispute, at=at)
    mails.dispute_recommended(dispute, at=at)
    bump()
