"""Working groups: proposed by a participant, established and closed by the Steering Committee (Pact 4.1, 4.5)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from buyergroups import access, mails, rules, verbs
from buyergroups.actions import adoptions, guests, working_group_members
from buyergroups.flow import WORKING_GROUP
from buyergroups.models import WorkingGroup
from buyergroups.queries import working_groups as queries
from governance.actions import elections, matters
from governance.models import Decision, Election, ProductGroup
from pact.access import Actor, CannotNow, scope
from pact.accounts.models import User
from pact.audit import record
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization


def _day(at: datetime) -> date:
    return day_in(at, settings.SECRETARIAT_TIME_ZONE)


@transaction.atomic
def propose(
    actor: Actor,
    organization: Organization | None,
    *,
    name: str,
    topic: str,
    mandate: str,
    product_groups: Iterable[str] = (),
    is_monitoring: bool = False,
    sends: User | None = None,
    at: datetime,
) -> WorkingGroup:
    """4.5: any participant, or the Secretariat (no organization). `sends` is its first member when it begins."""
    access.PROPOSE_WORKING_GROUP.require(actor, organization)
    _may_be_proposed(organization, name, is_monitoring, sends, at)
    group = WorkingGroup.objects.create(
        slug=rules.free_slug(slugify(name), WorkingGroup.objects.values_list("slug", flat=True)),
        name=name,
        topic=topic,
        mandate=mandate,
        is_monitoring=is_monitoring,
        proposed_by=organization,
        proposed_at=at,
    )
    group.product_groups.set(ProductGroup.objects.filter(code__in=list(product_groups)))
    owner = {"organization_id": organization.pk} if organization else {}
    record(actor, verbs.WORKING_GROUP_PROPOSED, group, at=at, clause="4.5", **owner)
    content = {
        "act": queries.BEGIN, "name": name, "topic": topic, "mandate": mandate, "monitoring": is_monitoring,
        "product_groups": sorted(group.product_groups.values_list("code", flat=True)),
        "proposed_by": organization.name if organization else "",
        "organization": organization.slug if organization else "", "sends": sends.ref if sends else "",
    }  # fmt: skip
    _put(actor, group, f"Establish the working group “{name}”?", content, topic, at)
    return group


def _may_be_proposed(organization, name: str, is_monitoring: bool, sends: User | None, at: datetime) -> None:
    if organization:
        if objection := rules.may_not_propose(queries.takes_part(organization.pk, _day(at))):
            raise CannotNow(objection)
        if sends not in queries.people_to_send(organization, _day(at)):
            raise CannotNow("Choose one of your people, who is its first member (Pact 4.2).")
    open_ones = WorkingGroup.objects.exclude(state__in=("REFUSED", "CLOSED"))
    if open_ones.filter(name__iexact=name).exists():
        raise CannotNow("There is a working group of this name, or it is proposed already. Join that one (Pact 4.2).")
    if is_monitoring and open_ones.filter(is_monitoring=True).exclude(state="DORMANT").exists():
        raise CannotNow("There is a working group for monitoring, or it is proposed already (Pact 3.1.2.d).")


def _put(actor: Actor, group: WorkingGroup, title: str, content: dict, summary: str, at: datetime) -> None:
    with scope.as_system("working-group"):
        matters.put_before_committee(
            actor,
            kind=queries.MATTER_KIND,
            clause="4.5",
            title=title,
            summary=summary,
            subject=group,
            content=content,
            url_name="governance:decision-room",
            url_kwargs={},
            at=at,
        )


@transaction.atomic
def ask_to_close(actor: Actor, group: WorkingGroup, reason: str, *, at: datetime) -> None:
    """A group that the committee established is closed by it too."""
    access.LEAD_WORKING_GROUP.require(actor, group)
    if group.state not in queries.RUNNING:
        raise CannotNow("Only a working group that works, or rests, is closed.")
    content = {"act": queries.CLOSE, "name": group.name, "reason": _said(reason)}
    record(actor, verbs.WORKING_GROUP_CLOSING, group, at=at, clause="4.5", reason=reason)
    _put(actor, group, f"Close the working group “{group.name}”?", content, reason, at)


def _said(reason: str) -> str:
    if not reason.strip():
        raise CannotNow("Say in a few words why.")
    return reason.strip()


@transaction.atomic
def rest(actor: Actor, group: WorkingGroup, reason: str, *, at: datetime) -> None:
    """It makes a pause; members stay members."""
    with WORKING_GROUP.step("rest", group, actor=actor, at=at, reason=reason) as row:
        row.state_reason = _said(reason)
    cache.bump()


@transaction.atomic
def wake(actor: Actor, group: WorkingGroup, reason: str, *, at: datetime) -> None:
    with WORKING_GROUP.step("wake", group, actor=actor, at=at, reason=reason) as row:
        row.state_reason = _said(reason)
    cache.bump()


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """What follows from the committee's decision: the group begins, is not established, or closes."""
    content = matters.content_of(decision)
    with scope.as_system("decision") as hand:
        group = WorkingGroup.objects.get(ref=decision.matter.subject_ref)
        adopted = decision.state == Decision.State.ADOPTED
        if content["act"] == queries.CLOSE:
            if adopted:
                _close(hand, group, content["reason"], at)
        elif adopted:
            _begin(hand, group, decision, content, at)
        else:
            _refuse(hand, group, decision, at)
    cache.bump()


def _begin(hand: Actor, group: WorkingGroup, decision: Decision, content: dict, at: datetime) -> None:
    """4.5: with the day of the decision; whoever was named in the proposal is its first member."""
    with WORKING_GROUP.step("begin", group, actor=hand, at=at, decision=decision.number) as row:
        row.decision = decision
        row.begun_on = _day(at)
    organization = Organization.objects.filter(slug=content["organization"]).first()
    first = User.objects.filter(ref=content["sends"], is_active=True).first()
    takes_part = organization is not None and queries.takes_part(organization.pk, _day(at))
    if takes_part and first in queries.people_to_send(organization, _day(at)):
        working_group_members.join(hand, group, organization, first, at=at)
    mails.working_group_begun(group, decision, at=at)


def _refuse(hand: Actor, group: WorkingGroup, decision: Decision, at: datetime) -> None:
    """With the reasons, to those who proposed it."""
    with WORKING_GROUP.step("refuse", group, actor=hand, at=at, decision=decision.number) as row:
        row.decision = decision
        row.state_reason = decision.reasons
    mails.working_group_refused(group, decision, at=at)


def _close(hand: Actor, group: WorkingGroup, reason: str, at: datetime) -> None:
    """Everything that runs in it ends: votes, elections, invitations, seats. What it made stays."""
    mails.working_group_closed(group, reason, at=at)
    adoptions.cancel_all(hand, group, at=at)
    guests.withdraw_all(hand, group, at=at)
    running = Election.objects.filter(body="WORKING_GROUP", body_ref=group.ref, state__in=("NOMINATING", "VOTING"))
    for election in running:
        elections.cancel(hand, election, at=at)
    for member in group.members.filter(period__upper_inf=True).order_by("pk"):
        working_group_members.leave(hand, member, at=at)
    with WORKING_GROUP.step("close", group, actor=hand, at=at, reason=reason) as row:
        row.closed_on = _day(at)
        row.state_reason = reason
