"""Small makers for the tests of this floor, by the real actions."""

from datetime import UTC, date, datetime

from buyergroups.access import actor_for
from buyergroups.actions import groups, memberships, users_served
from governance.actions import foundation
from pact.access import Actor
from participants.actions import territories
from participants.models import Organization, Territory
from tests.governance.make import person
from tests.participants import make

AT, HAND = make.AT, make.HAND
DAY = AT.date()
JOINED = datetime(2021, 6, 14, 9, tzinfo=UTC)


def world():
    """The Pact's rules and the territories."""
    foundation.lay(at=AT)
    if not Territory.objects.exists():
        territories.load()


def coordinator(name="Norway", **facts):
    """A coordinating organization with somebody who cares for its group."""
    facts.setdefault("legal_kind", "NATIONAL_GOVERNMENT")
    participation = make.founder(name, "COORDINATING", **facts)
    person(f"care@{participation.organization.slug}.example", role="EDITOR", organization=participation.organization)
    return participation


def group(name="Norway group", codes=("NO",), coordination="new", **facts):
    world()
    if coordination == "new":
        coordination = coordinator(f"Coordinator of the {name}")
    return groups.found_group(
        HAND,
        name=name,
        slug=name.lower().replace(" ", "-"),
        coordination=coordination,
        territories=list(Territory.objects.filter(code__in=codes)),
        working_language="en",
        founded_on=date(2021, 9, 20),
        at=facts.pop("at", AT),
        **facts,
    )


def caring(made) -> Actor:
    """The actor who coordinates a group."""
    return actor_for(person(f"care@{made.coordination.organization.slug}.example"), at=AT)


def buyer(name="Vestbygd kommune", *, country="NO", territory="", **facts) -> Organization:
    """A procuring participant with a manager."""
    area = Territory.objects.filter(code=territory or country).first()
    organization = make.founder(name, territory=area, country=country, **facts).organization
    person(f"manager@{organization.slug}.example", role="MANAGER", organization=organization)
    return organization


def manager(organization) -> Actor:
    return actor_for(person(f"manager@{organization.slug}.example"), at=AT)


def member(made, organization, at=AT):
    """Asked by rule, joined by its manager."""
    asked = memberships.ask_to_join(made, organization, at=at)
    return memberships.join(HAND, asked, at=at)


def users(organization, total: int, as_of=DAY, **facts):
    facts.setdefault("source", "ESTIMATED")
    return users_served.state_users(HAND, organization, as_of=as_of, users_total=total, at=AT, **facts)
