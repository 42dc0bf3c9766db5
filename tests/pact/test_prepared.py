"""Queries whose SQL is written once: each actor gets the rows in his reach, whoever asked first."""

from datetime import UTC, datetime

import pytest

from pact.access import Actor, GroupHat, Hat, OwnedQuerySet, prepared
from pact.audit import Verb, record
from pact.audit.models import Event

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
WRITTEN = Verb("tests.thing.written", "wrote a thing")


class Rows(OwnedQuerySet):
    group_path = "group_id"


def member(*organization_ids: int, groups: tuple[int, ...] = ()) -> Actor:
    hats = tuple(Hat(one, "a", "A", frozenset()) for one in organization_ids)
    return Actor(user_id=1, organizations=hats, groups=tuple(GroupHat(one, "g", "G") for one in groups))


@pytest.fixture
def events():
    for organization in (1, 2, 3):
        record(Actor.hand("test"), WRITTEN, Event(id=None), at=AT, organization_id=organization, group_id=9)


def seen(actor: Actor, verb: str):
    return Rows(Event).visible_to(actor).filter(verb=verb).order_by("organization_id")


def found(actor: Actor) -> list[int]:
    rows = prepared(seen, actor, WRITTEN.code)
    assert [row.pk for row in rows] == [row.pk for row in seen(actor, WRITTEN.code)]
    return [row.organization_id for row in rows]


def test_each_actor_gets_his_own_rows_from_the_same_sql(events, django_assert_num_queries):
    assert found(member(1)) == [1]
    assert found(member(2)) == [2]
    assert found(member(2, 3)) == [2, 3]
    assert found(member(3, 1)) == [1, 3]
    assert found(member(4, groups=(9,))) == [1, 2, 3]
    assert found(member(4, groups=(8,))) == []
    assert found(Actor(user_id=1, secretariat=True)) == [1, 2, 3]
    with django_assert_num_queries(1):
        prepared(seen, member(3), WRITTEN.code)


def test_nobody_gets_nothing(events):
    assert found(Actor()) == []


def test_more_organizations_than_a_shape_is_kept_for_are_asked_for_as_well(events):
    assert found(member(*range(2, 60))) == [2, 3]


def test_a_text_is_a_value_and_never_sql(events):
    assert prepared(seen, member(1), "' or true --") == []
    assert prepared(seen, member(1), "%s") == []


def shifted(actor: Actor, number: int):
    return Rows(Event).visible_to(actor).filter(organization_id=number + 1)


def test_a_value_that_is_changed_on_its_way_is_an_error(events):
    with pytest.raises(ValueError, match="does not hand every value on"):
        prepared(shifted, member(1), 1)


def personal(actor: Actor):
    return Rows(Event).visible_to(actor).filter(actor_id=actor.user_id)


def test_a_query_that_asks_for_more_than_the_reach_is_an_error(events):
    with pytest.raises(AttributeError, match="user_id"):
        prepared(personal, member(1))
