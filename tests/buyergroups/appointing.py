"""A coordinating organization, its group, and another one that could carry out the role: by the real actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from buyergroups.access import actor_for
from buyergroups.actions import delegations
from buyergroups.models import BuyerGroup
from pact.access import Actor
from pact.deadlines.days import day_in
from participants.models import Delegation, Organization, Participation
from participants.rules import CONFLICT_QUESTIONS
from tests.buyergroups.make import AT, group
from tests.governance.make import person, secretary
from tests.participants.make import organization

DAY = AT.date()
NO_CONFLICT = dict.fromkeys(CONFLICT_QUESTIONS, "NO")


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def signatory(of: Organization):
    return person(f"sign@{of.slug}.example", role="SIGNATORY", organization=of)


@dataclass
class Pair:
    """Norway, which coordinates, and an agency, which may do it on its behalf."""

    group: BuyerGroup
    norway: Organization
    agency: Organization
    signing: Any
    answering: Any

    @property
    def role(self) -> Participation:
        return self.group.coordination

    def coordinator(self, at=AT) -> Actor:
        return actor_for(self.signing, at=at)

    def delegate(self, at=AT) -> Actor:
        return actor_for(self.answering, at=at)

    def proposed(self, *, at=AT, delegate=None, **scope) -> Delegation:
        given = {
            "group": self.group,
            "territory": None,
            "from_on": day_in(at, settings.SECRETARIAT_TIME_ZONE),
            "until_on": None,
            **scope,
        }
        return delegations.propose(
            self.coordinator(at), self.role, delegate or self.agency, reasons="It supports us.", at=at, **given
        )

    def accepted(self, *, at=AT, **facts) -> Delegation:
        row = self.proposed(at=at, **facts)
        return delegations.accept(self.delegate(at), row, at=at)

    def in_force(self, *, at=AT, **facts) -> Delegation:
        row = self.accepted(at=at, **facts)
        screened(row, at)
        row.refresh_from_db()
        return row


def screened(row: Delegation, at=AT, **answers):
    staff = actor_for(secretary(), at=at)
    return delegations.screen(staff, row, {**NO_CONFLICT, **answers}, evidence="Statutes read.", at=at)


def pair(**facts) -> Pair:
    made = group("Norway group", **facts)
    agency = organization("Nordic Digital Agency", legal_kind="AGENCY")
    norway = made.coordination.organization
    return Pair(made, norway, agency, signatory(norway), signatory(agency))
