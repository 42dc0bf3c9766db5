"""How versions of the library did in the field, and what a group says of it as a whole (Pact 3.3.2.c, 3.2.1.d)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import access, rules, verbs
from buyergroups.models import BuyerGroup, Feedback, FeedbackSummary, LibraryVersion, TenderEntry
from buyergroups.queries import feedback as queries
from pact.access import Actor, CannotNow
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization

USABLE = ("PUBLISHED", "SUPERSEDED")


@transaction.atomic
def give(
    actor: Actor,
    organization: Organization,
    version: LibraryVersion,
    *,
    used: str,
    market_answer: str = "",
    problem: str = "",
    suggestion: str = "",
    tender: TenderEntry | None = None,
    at: datetime,
) -> Feedback:
    """One answer of an organization for each version; giving it again changes it, and its history stays."""
    access.GIVE_FEEDBACK.require(actor, organization)
    if version.state not in USABLE:
        raise CannotNow(_("Only published versions are used in the field. Comment on a draft instead."))
    if rules.feedback_gap(used, f"{market_answer}{problem}{suggestion}"):
        raise CannotNow(_("Say in a few words why it was not used, or only in part."))
    if tender is not None and tender.organization_id != organization.pk:
        raise CannotNow(_("Choose a tender of your own organisation."))
    if not queries.may_speak(organization, day_in(at, settings.SECRETARIAT_TIME_ZONE)):
        raise CannotNow(_("Participants and members of buyer groups tell how a version did (Pact 3.3.2 c)."))
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    words = {"used": used, "tender": tender}
    words |= {"market_answer": market_answer.strip(), "problem": problem.strip(), "suggestion": suggestion.strip()}
    known = Feedback.objects.filter(version=version, organization=organization).first()
    row = known or Feedback(version=version, organization=organization)
    for name, value in words.items():
        setattr(row, name, value)
    row.given_at, row.given_by_id = at, actor.user_id
    row.save()
    verb = verbs.FEEDBACK_CHANGED if known else verbs.FEEDBACK_GIVEN
    record(actor, verb, row, at=at, organization_id=organization.pk, clause="3.3.2.c", used=used, version=version.ref)
    cache.bump()
    return row


@transaction.atomic
def sum_up(actor: Actor, group: BuyerGroup, version: LibraryVersion, *, text: str, at: datetime) -> FeedbackSummary:
    """What the group says as a whole; its yearly report takes it. Summing up again changes it."""
    access.SUM_UP_FEEDBACK.require(actor, group)
    if not text.strip():
        raise CannotNow(_("Write what the group says of this version."))
    BuyerGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    known = FeedbackSummary.objects.filter(group=group, version=version).first()
    row = known or FeedbackSummary(group=group, version=version)
    row.text, row.written_at, row.written_by_id = text.strip(), at, actor.user_id
    row.save()
    facts = {"group_id": group.pk, "clause": "3.2.1.d", "version": version.ref}
    record(actor, verbs.FEEDBACK_SUMMED_UP, row, at=at, **facts)
    return row
