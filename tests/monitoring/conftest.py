"""A small cast: a group with its coordinator, two members, one organization without a group, the Secretariat."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups.access import actor_for
from buyergroups.models import BuyerGroup, GroupMembership
from governance.actions import foundation
from monitoring.actions import cycles, methodology, targets
from pact.access import Actor
from pact.accounts.actions import ensure_user
from participants.models import Appointment, Organization, PactText, Participation, Signature

AT = datetime(2027, 2, 1, 10, tzinfo=UTC)
START = date(2022, 1, 1)


def organization(slug, name, *, country="NO", role="PROCURING", text=None):
    one = Organization.objects.create(
        slug=slug, name=name, legal_kind="LOCAL_GOVERNMENT", country=country, time_zone="Europe/Oslo", created_at=AT
    )
    signature = Signature.objects.create(
        organization=one, organization_name=name, signer_name="S", signer_title="T", role=role, signed_on=START,
        signed_at=AT, method="PAPER", text=text, text_sha256="0" * 64,
    )  # fmt: skip
    one.participation = Participation.objects.create(
        organization=one, role=role, signature=signature, text=text, period=DateRange(START, None), approved_at=AT,
        founding=True,
    )  # fmt: skip
    return one


def person(email, name, one, role):
    user = ensure_user(email, name=name, at=AT)
    Appointment.objects.create(user=user, organization=one, role=role, from_on=START)
    return user


@pytest.fixture
def cast(db):
    foundation.lay(at=AT)
    targets.load(at=AT)
    methodology.load(at=AT)
    text = PactText.objects.order_by("version").first() or PactText.objects.create(
        version=1, title="Pact", valid_from=date(2021, 6, 14), source="text", clauses=[], sha256="0" * 64
    )
    nordland = organization("nordland", "Nordland fylke", role="COORDINATING", text=text)
    vestbygd = organization("vestbygd", "Vestbygd kommune", text=text)
    nordby = organization("nordby", "Nordby kommune", text=text)
    alone = organization("alone", "Gemeinde Alleinig", country="AT", text=text)
    group = BuyerGroup.objects.create(
        slug="norway", name="Norway group", coordination=nordland.participation, state="ACTIVE", founded_on=START
    )
    for member in (vestbygd, nordby):
        GroupMembership.objects.create(
            group=group, organization=member, state="ACTIVE", period=DateRange(START, None), asked_at=AT
        )
    people = {
        "ingrid": person("ingrid@vestbygd.example", "Ingrid Halvorsen", vestbygd, "EDITOR"),
        "olav": person("olav@vestbygd.example", "Olav Berg", vestbygd, "EDITOR"),
        "reader": person("reader@vestbygd.example", "Rita Lie", vestbygd, "VIEWER"),
        "stranger": person("nils@nordby.example", "Nils Dahl", nordby, "EDITOR"),
        "coordinator": person("kari@nordland.example", "Kari Moe", nordland, "MANAGER"),
        "gerda": person("gerda@alone.example", "Gerda Huber", alone, "EDITOR"),
        "secretary": person("sec@pact.example", "Sofia Reyes", None, "SECRETARIAT"),
    }
    actors = {name: actor_for(user, at=AT) for name, user in people.items()}
    return SimpleNamespace(
        at=AT,
        group=group,
        vestbygd=vestbygd,
        nordby=nordby,
        alone=alone,
        people=people,
        hand=Actor.hand("test"),
        **actors,
    )


@pytest.fixture
def cycle(cast):
    """The cycle of 2026, open, everybody asked."""
    days = {"opens_on": date(2027, 1, 4), "due_on": date(2027, 3, 31)}
    days |= {"group_due_on": date(2027, 4, 30), "freeze_on": date(2027, 5, 15)}
    one = cycles.plan(cast.hand, 2026, at=AT, **days)
    cycles.open_due(cast.hand, at=AT)
    cycles.ensure_submissions(cast.hand, at=AT)
    one.refresh_from_db()
    return one


@pytest.fixture
def submission(cast, cycle):
    return cycle.submissions.select_related("cycle", "organization", "group").get(organization=cast.vestbygd)


@pytest.fixture
def as_user(client, settings):
    """A client signed in as somebody of the cast, with a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa"}]
        session.save()
        return client

    return sign_in
