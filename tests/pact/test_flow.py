"""Steps: the one place where a state changes."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from governance import verbs
from governance.models import Matter
from pact.access import Actor, CannotNow, Permission, Refused
from pact.audit.models import Event
from pact.flow import Flow, Step

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
HAND, NOBODY = Actor.hand("test"), Actor(user_id=1, name="Somebody")
STAFF_ONLY = Permission("tests.flow", "only the system", lambda actor, _: bool(actor.system))


def untitled(row, at):
    return [] if row.title else ["Give it a title."]


FLOW = Flow(
    Step("decide", ("OPEN",), "DECIDED", verbs.MATTER_DECIDED, STAFF_ONLY, untitled, "5.1"),
    Step("withdraw", ("OPEN", "DECIDED"), "WITHDRAWN", verbs.MATTER_WITHDRAWN, STAFF_ONLY),
)


def matter(**changes):
    facts = {"kind": "TEST", "clause": "5.1", "title": "A", "url_name": "x", "subject_kind": "x", "subject_ref": "x"}
    return Matter.objects.create(put_at=AT, **{**facts, **changes})


def test_a_step_changes_the_state_saves_what_the_block_says_and_records_itself():
    one = matter()
    with FLOW.step("decide", one, actor=HAND, at=AT, note="why") as row:
        row.summary = "Done."
    assert (one.state, one.summary) == ("DECIDED", "Done.")
    event = Event.objects.get(verb=verbs.MATTER_DECIDED.code)
    assert event.clause == "5.1"
    assert event.facts == {"from_state": "OPEN", "to_state": "DECIDED", "note": "why"}


def test_a_stale_copy_is_refused_with_the_present_state():
    one = matter()
    stale = Matter.objects.get(pk=one.pk)
    with FLOW.step("decide", one, actor=HAND, at=AT):
        pass
    with pytest.raises(CannotNow, match="it is decided now"), FLOW.step("decide", stale, actor=HAND, at=AT):
        pytest.fail("the block must not run")
    assert Event.objects.filter(verb=verbs.MATTER_DECIDED.code).count() == 1


def test_who_may_not_is_refused_before_anything_changes():
    one = matter()
    with pytest.raises(Refused), FLOW.step("decide", one, actor=NOBODY, at=AT):
        pytest.fail("the block must not run")
    assert Matter.objects.get(pk=one.pk).state == "OPEN"


def test_what_stands_in_the_way_is_said_in_sentences():
    one = matter(title="")
    with pytest.raises(CannotNow) as refusal, FLOW.step("decide", one, actor=HAND, at=AT):
        pytest.fail("the block must not run")
    assert refusal.value.sentences == ["Give it a title."]


def test_a_failure_in_the_block_undoes_the_step_and_its_event():
    one = matter()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), FLOW.step("decide", one, actor=HAND, at=AT):
        raise ZeroDivisionError
    assert Matter.objects.get(pk=one.pk).state == "OPEN"
    assert not Event.objects.filter(verb=verbs.MATTER_DECIDED.code).exists()


def test_the_buttons_are_the_steps_that_are_open_to_somebody():
    one = matter()
    assert [step.name for step in FLOW.open_to(HAND, one)] == ["decide", "withdraw"]
    assert FLOW.open_to(NOBODY, one) == []
    with FLOW.step("decide", one, actor=HAND, at=AT):
        pass
    assert [step.name for step in FLOW.open_to(HAND, one)] == ["withdraw"]
