"""Before the Steering Committee: exactly the words that were adopted, approved or returned with reasons (5.1.2)."""

from datetime import datetime

from django.db import transaction

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.actions.versions import on_desks
from buyergroups.flow import VERSION
from buyergroups.models import LibraryVersion
from buyergroups.queries import versions as queries
from governance.actions import matters
from governance.models import Decision, Matter
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from pact.publishing import cache

KIND = "LIBRARY"


@transaction.atomic
def put(actor: Actor, version: LibraryVersion, *, at: datetime) -> Matter:
    """The chair or the Secretariat puts it; the Secretariat opens the vote on it as on any matter."""
    access.LEAD_WORKING_GROUP.require(actor, version)
    locked = LibraryVersion.objects.select_for_update(of=("self",)).select_related("item").get(pk=version.pk)
    if not rules.needs_committee(locked.item.kind):
        raise CannotNow("This kind needs no decision of the Steering Committee: the Secretariat publishes it.")
    if locked.state != LibraryVersion.State.ADOPTED:
        raise CannotNow("The working group adopts a version first.")
    _unchanged(locked)
    item = locked.item
    with scope.as_system("library"):
        matter = matters.put_before_committee(
            actor,
            kind=KIND,
            clause="5.1.2",
            title=f"Approve “{item.title}”, version {locked.number}?",
            summary=locked.summary,
            subject=locked,
            subject_sha256=locked.sha256,
            url_name="buyergroups:approval-detail",
            url_kwargs={"ref": locked.ref},
            at=at,
        )
        deadlines.PUT_VERSION.meet(locked, at)
    record(actor, verbs.VERSION_PUT, locked, at=at, clause="5.1.2", sha256=locked.sha256, matter=matter.ref)
    return matter


def matter_of(version: LibraryVersion) -> Matter | None:
    """Where it is before the committee now."""
    return queries.open_matter(version)


def _unchanged(version: LibraryVersion) -> None:
    if queries.sha256_of_version(version) != version.sha256:
        raise CannotNow("These are not the words that were adopted. The working group has to adopt them again.")


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """What follows from the committee's decision: approved on this very hash, or a draft again with its reasons."""
    rows = LibraryVersion.objects.select_related("item__working_group")
    version = rows.get(ref=decision.matter.subject_ref)
    hand = Actor.hand("decision")
    if decision.state == Decision.State.ADOPTED:
        _unchanged(version)
        with VERSION.step("approve", version, actor=hand, at=at, decision=decision.number) as row:
            row.decision = decision
        on_desks(deadlines.PUBLISH_VERSION, version, "Publish", at, of_chair=False)
        mails.approved(version, at=at)
    else:
        with VERSION.step("return", version, actor=hand, at=at, decision=decision.number) as row:
            row.returned_reason = decision.reasons or "Not approved."
            row.sha256, row.adopted_at = "", None
        on_desks(deadlines.REVISE_VERSION, version, "Revise", at)
        mails.returned(version, at=at)
    cache.bump()
