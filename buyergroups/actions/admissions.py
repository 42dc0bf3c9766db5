"""Organizations outside the Pact at the door of a group (Pact 3.3.3): screened first, then admitted."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from buyergroups import access, verbs
from buyergroups.actions import memberships
from buyergroups.models import BuyerGroup, GroupMembership
from governance.actions import matters
from governance.models import Decision
from pact.access import Actor, CannotNow, scope
from pact.audit import record
from participants.actions import organizations, screenings
from participants.models import Organization, Participation, Screening
from participants.queries import answer_lines
from participants.rules import is_private, screening_outcome

MATTER_KIND = "GROUP_DOUBT"


@transaction.atomic
def screen_and_admit(
    actor: Actor,
    group: BuyerGroup,
    *,
    kind: str,
    name: str,
    country: str,
    legal_kind: str,
    answers: Mapping[str, str],
    evidence: str,
    at: datetime,
) -> str:
    """Admit as member or observer when the answers are clear; returns the outcome of the screening.

    A conflict enters nobody, only the trail keeps it; in doubt the committee is asked (2.1.4)."""
    access.COORDINATE.require(actor, group)
    outcome = screening_outcome(answers, private=is_private(legal_kind))
    if outcome == Screening.Outcome.CONFLICT:
        facts = {"name": name, "outcome": outcome, "answers": dict(answers), "kind": kind}
        record(actor, verbs.ADMISSION_REFUSED, group, at=at, group_id=group.pk, clause="3.3.3", **facts)
        return outcome
    organization = _known_or_new(actor, name, country, legal_kind, at)
    with scope.as_system("screening"):
        screening = screenings.screen_organization(
            actor, organization, Screening.Purpose.MEMBERSHIP, answers, evidence=evidence, at=at
        )
    if outcome == Screening.Outcome.CLEAR:
        memberships.admit_non_participant(actor, group, organization, kind, screening, at=at)
    else:
        invited = memberships.invite(actor, group, organization, kind, screening, at=at)
        _ask_committee(actor, invited, screening, at)
    return outcome


def _ask_committee(actor: Actor, membership: GroupMembership, screening: Screening, at: datetime) -> None:
    """2.1.4: in doubt the Steering Committee decides. It reads the answers and how the coordinator knows."""
    organization = membership.organization
    verb = "Admit" if membership.state == GroupMembership.State.INVITED else "Keep"
    place = f"to the {membership.group}" if verb == "Admit" else f"in the {membership.group}"
    question = f"{verb} {organization.name} {place} as {membership.get_kind_display()}"
    with scope.as_system("doubt"):
        screenings.ask_committee(actor, screening, at=at)
        matters.put_before_committee(
            actor,
            kind=MATTER_KIND,
            clause="2.1.4",
            title=f"{question}, in doubt about a conflict of interest?",
            summary="\n".join([*answer_lines(screening), screening.evidence]),
            subject=membership,
            url_name="governance:decision-room",
            url_kwargs={},
            organization_id=organization.pk,
            at=at,
        )


def carry_out(decision: Decision, *, actor: Actor, at: datetime) -> None:
    """What follows from the committee's answer to a doubt: the organization is in, or it is not."""
    membership = GroupMembership.objects.get(ref=decision.matter.subject_ref)
    reason, yes = f"Decision {decision.number}: {decision.reasons}", decision.state == Decision.State.ADOPTED
    with scope.as_system("decision") as hand:
        again = membership.next_screening
        screening = screenings.settle_doubt(hand, again or membership.screening, decision.number, clear=yes, at=at)
        if again and membership.state == GroupMembership.State.ENDED:
            return  # it left while the committee was asked
        if again:
            memberships.renew(hand, membership, screening, reason, at=at)
        elif yes:
            membership.screening = screening
            memberships.let_in(hand, membership, at=at)
        else:
            memberships.keep_out(hand, membership, reason, at=at)


@transaction.atomic
def check_again(
    actor: Actor, membership: GroupMembership, answers: Mapping[str, str], *, evidence: str, at: datetime
) -> str:
    """The yearly check of a member or observer from outside the Pact (3.3.3: as long as there is no conflict of
    interest): clear it stays for twelve months, a conflict ends it, and in doubt the committee is asked."""
    access.CHECK_AGAIN.require(actor, membership)
    row = GroupMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.state != GroupMembership.State.ACTIVE or row.basis != GroupMembership.Basis.NON_PARTICIPANT:
        raise CannotNow("Only members and observers from outside the Pact are checked again (Pact 2.1.4).")
    if row.next_screening_id:
        raise CannotNow("The Steering Committee decides about the last check first (Pact 2.1.4).")
    with scope.as_system("screening"):
        screening = screenings.screen_organization(
            actor, row.organization, Screening.Purpose.MEMBERSHIP, answers, evidence=evidence, at=at
        )
        memberships.renew(actor, row, screening, "It has a conflict of interest (Pact 2.1.4).", at=at)
    if screening.outcome == Screening.Outcome.DOUBT:
        _ask_committee(actor, row, screening, at)
    return screening.outcome


def _known_or_new(actor: Actor, name: str, country: str, legal_kind: str, at: datetime) -> Organization:
    known = Organization.objects.filter(name__iexact=name.strip(), country=country, merged_into=None)
    known = known.order_by("pk").first()
    if known is None:
        with scope.as_system("screening"):
            return organizations.register(actor, name=name.strip(), country=country, legal_kind=legal_kind, at=at)
    if Participation.objects.on(at.date()).filter(organization=known).exists():
        raise CannotNow(f"{known.name} takes part in the Pact. It joins a group by itself, from its own pages (3.3.1).")
    with scope.as_system("screening"):
        latest = Screening.objects.about(known.pk).first()
    if latest and latest.outcome == Screening.Outcome.CONFLICT:
        raise CannotNow(f"{known.name} was found to have a conflict of interest. Ask the Secretariat (Pact 2.1.4).")
    return known
