"""Appointing another organization for a coordinating role (Pact 3.2.3): its steps, and who hears of them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from buyergroups import deadlines, mails
from buyergroups.models import BuyerGroup
from buyergroups.queries import delegations as queries
from governance.actions import matters
from governance.models import Decision, Matter
from pact.access import Actor, CannotNow, scope
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants import access
from participants.actions import delegations, screenings
from participants.models import Delegation, Organization, Participation, Screening, Territory
from participants.queries import answer_lines

MATTER_KIND = "DELEGATION_DOUBT"


@transaction.atomic
def propose(
    actor: Actor,
    participation: Participation,
    delegate: Organization,
    *,
    group: BuyerGroup | None,
    territory: Territory | None,
    from_on: date,
    until_on: date | None,
    reasons: str,
    at: datetime,
) -> Delegation:
    """Ask another organization to care for groups of ours. `until_on` is the first day on which it is over."""
    if group and group.coordination_id != participation.pk:
        raise CannotNow(_("Choose a group that your organisation coordinates (Pact 3.2.3)."))
    row = delegations.propose(
        actor, participation, delegate, territory=territory, group_id=group.pk if group else None,
        from_on=from_on, until_on=until_on, reasons=reasons, at=at,
    )  # fmt: skip
    if not queries.groups_reached(row):
        raise CannotNow(_("No group of yours lies in this scope as a whole. Choose another one (Pact 3.2.3)."))
    deadlines.ACCEPT_DELEGATION.set(
        about=row,
        at=at,
        due_at=end_of_day(from_on, delegate.time_zone),
        zone=delegate.time_zone,
        title=_("Answer %(name)s: carry out its coordinating role?") % {"name": participation.organization.name},
        organization_id=delegate.pk,
        **_page(row, delegate),
    )
    mails.delegation_proposed(row, at=at)
    return row


def _page(delegation: Delegation, organization: Organization) -> dict:
    kwargs = {"org": organization.slug, "ref": delegation.ref}
    return {"url_name": "buyergroups:delegation-detail", "url_kwargs": kwargs}


@transaction.atomic
def accept(actor: Actor, delegation: Delegation, *, at: datetime) -> Delegation:
    """The one who is asked agrees; then the Secretariat checks for a conflict of interest (2.1.4)."""
    delegations.take(actor, "accept", delegation, at=at)
    deadlines.ACCEPT_DELEGATION.meet(delegation, at)
    deadlines.SCREEN_DELEGATE.set(
        about=delegation,
        at=at,
        due_at=end_of_day(
            max(delegation.period.lower, day_in(at, settings.SECRETARIAT_TIME_ZONE)), settings.SECRETARIAT_TIME_ZONE
        ),
        title=_("Check %(name)s for a conflict of interest") % {"name": delegation.delegate.name},
        url_name="buyergroups:delegation-check",
        url_kwargs={"ref": delegation.ref},
        workspace="SECRETARIAT",
        organization_id=delegation.organization_id,
    )
    mails.delegation_news(delegation, "accepted", at=at)
    return delegation


@transaction.atomic
def decline(actor: Actor, delegation: Delegation, reason: str, *, at: datetime) -> Delegation:
    if not reason.strip():
        raise CannotNow(_("Say in a few words why your organisation declines."))
    delegations.take(actor, "decline", delegation, reason=reason, at=at)
    deadlines.ACCEPT_DELEGATION.meet(delegation, at)
    mails.delegation_news(delegation, "declined", at=at)
    return delegation


def answer(actor: Actor, step: str, delegation: Delegation, reason: str, *, at: datetime) -> Delegation:
    """What one of the two sides does with it, by the name of the step."""
    if step == "accept":
        return accept(actor, delegation, at=at)
    if step == "decline":
        return decline(actor, delegation, reason, at=at)
    return end(actor, step, delegation, reason, at=at)


@transaction.atomic
def end(actor: Actor, step: str, delegation: Delegation, reason: str, *, at: datetime) -> Delegation:
    """Revoked by the one who appointed ("revoke"), or given back by the appointed one ("give_back"): at once."""
    begun = delegation.state == Delegation.State.ACTIVE
    delegations.take(actor, step, delegation, reason=reason, at=at)
    _over(delegation, "revoked" if step == "revoke" else "returned", begun=begun, at=at)
    return delegation


def _over(delegation: Delegation, what: str, *, begun: bool, at: datetime) -> None:
    deadlines.ACCEPT_DELEGATION.waive(delegation, at)
    deadlines.SCREEN_DELEGATE.waive(delegation, at)
    deadlines.CHECK_DELEGATE_AGAIN.waive(delegation, at)
    with scope.as_system("delegations") as hand:
        for matter in _open_matters(delegation):
            matters.withdraw(hand, matter, at=at)
    mails.delegation_news(delegation, what, at=at)
    if begun:
        _tell(delegation, begins=False, at=at)


def _open_matters(delegation: Delegation):
    return Matter.objects.filter(kind=MATTER_KIND, subject_ref=delegation.ref, state=Matter.State.OPEN)


def _tell(delegation: Delegation, *, begins: bool, at: datetime) -> None:
    """The groups are told who speaks for their coordinator; the committee is informed, not asked."""
    cache.bump()
    with scope.as_system("delegations"):
        groups = queries.groups_reached(delegation)
        mails.delegation_to_groups(delegation, groups, begins=begins, at=at)
        mails.delegation_to_committee(delegation, groups, begins=begins, at=at)


@transaction.atomic
def screen(
    actor: Actor, delegation: Delegation, answers: Mapping[str, str], *, evidence: str, at: datetime
) -> Screening:
    """The Secretariat's check of the appointed one (2.1.4): clear begins on its day, a conflict ends it, and in doubt
    the Steering Committee decides."""
    access.SECRETARIAT.require(actor)
    if delegation.state != Delegation.State.ACCEPTED or _open_matters(delegation).exists():
        raise CannotNow(_("Only an appointment that was accepted, and waits for its check, is checked (Pact 2.1.4)."))
    screening = screenings.screen_organization(
        actor, delegation.delegate, Screening.Purpose.DELEGATION, answers, evidence=evidence, at=at
    )
    delegations.keep_screening(actor, delegation, screening, at=at)
    deadlines.SCREEN_DELEGATE.meet(delegation, at)
    if screening.outcome == Screening.Outcome.CLEAR:
        _clear(delegation, at=at)
    elif screening.outcome == Screening.Outcome.CONFLICT:
        _fail(actor, delegation, _("It has a conflict of interest (Pact 2.1.4)."), at=at)
    else:
        _ask_committee(actor, delegation, screening, at)
    return screening


@transaction.atomic
def check_again(
    actor: Actor, delegation: Delegation, answers: Mapping[str, str], *, evidence: str, at: datetime
) -> Screening:
    """The yearly check of an appointment in force (2.1.4): clear it goes on, a conflict ends it (3.2.3), and in doubt
    the Steering Committee decides while it stays in force."""
    access.SECRETARIAT.require(actor)
    if delegation.state != Delegation.State.ACTIVE:
        raise CannotNow(_("Only an appointment in force is checked again (Pact 2.1.4)."))
    if _open_matters(delegation).exists():
        raise CannotNow(_("The Steering Committee decides about the last check first (Pact 2.1.4)."))
    screening = screenings.screen_organization(
        actor, delegation.delegate, Screening.Purpose.DELEGATION, answers, evidence=evidence, at=at
    )
    deadlines.CHECK_DELEGATE_AGAIN.meet(delegation, at)
    if screening.outcome == Screening.Outcome.CONFLICT:
        _fail(actor, delegation, _("It has a conflict of interest (Pact 2.1.4)."), at=at)
        return screening
    delegations.renew(actor, delegation, screening, at=at)
    if screening.outcome == Screening.Outcome.DOUBT:
        _ask_committee(actor, delegation, screening, at)
    return screening


def _clear(delegation: Delegation, *, at: datetime) -> None:
    """It begins now if its day has come; else both sides know that nothing stands in its way."""
    begin_due(at=at)
    delegation.refresh_from_db(fields=["state"])
    if delegation.state == Delegation.State.ACCEPTED:
        mails.delegation_news(delegation, "clear", at=at)


def _fail(actor: Actor, delegation: Delegation, reason: str, *, at: datetime) -> None:
    begun = delegation.state == Delegation.State.ACTIVE
    delegations.take(actor, "fail", delegation, reason=reason, at=at)
    mails.delegation_news(delegation, "failed", at=at)
    if begun:
        deadlines.CHECK_DELEGATE_AGAIN.waive(delegation, at)
        _tell(delegation, begins=False, at=at)


def _ask_committee(actor: Actor, delegation: Delegation, screening: Screening, at: datetime) -> None:
    """2.1.4: in doubt the Steering Committee decides, about the conflict of interest and about nothing else."""
    names = f"{delegation.delegate.name} carry out the coordinating role of {delegation.organization.name}"
    screenings.ask_committee(actor, screening, at=at)
    matters.put_before_committee(
        actor,
        kind=MATTER_KIND,
        clause="2.1.4",
        title=f"May {names}, in doubt about a conflict of interest?",
        summary="\n".join([*answer_lines(screening), screening.evidence]),
        subject=delegation,
        url_name="governance:decision-room",
        url_kwargs={},
        organization_id=delegation.delegate_id,
        at=at,
    )
    begun = delegation.state == Delegation.State.ACTIVE
    mails.delegation_news(delegation, "doubt_again" if begun else "doubt", at=at)


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """What follows from the committee's answer to a doubt: the appointment goes on, or it has failed."""
    with scope.as_system("decision") as hand:
        row = Delegation.objects.select_related("organization", "delegate", "territory", "screening", "next_screening")
        delegation = row.get(ref=decision.matter.subject_ref)
        again, yes = delegation.next_screening, decision.state == Decision.State.ADOPTED
        screening = screenings.settle_doubt(hand, again or delegation.screening, decision.number, clear=yes, at=at)
        if yes and again:
            delegations.renew(hand, delegation, screening, at=at)
        elif yes:
            _clear(delegation, at=at)
        else:
            _fail(hand, delegation, f"Decision {decision.number}: {decision.reasons}", at=at)


def begin_due(*, at: datetime) -> int:
    """What is accepted and clear begins on its day; nightly, and at once when the day has come."""
    begun = delegations.begin_due(at=at)
    for delegation in begun:
        mails.delegation_news(delegation, "begun", at=at)
        _tell(delegation, begins=True, at=at)
    return len(begun)


def expire_due(*, at: datetime) -> int:
    """Nightly: what passed its last day is closed, and those whom it concerned are told."""
    over = delegations.expire_due(at=at)
    for delegation, begun in over:
        _over(delegation, "expired", begun=begun, at=at)
    return len(over)
