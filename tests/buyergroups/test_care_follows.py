"""What follows on the floors above and below when a group rests, closes or gets a coordinator (preamble P17, 3.1.2)."""

from datetime import timedelta

import pytest

from buyergroups import deadlines
from buyergroups.actions import admissions, groups, states
from buyergroups.models import GroupMembership
from governance.models import Matter
from monitoring.models import Submission
from pact.clock import now
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.actions import participations
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, coordinator, group, member
from tests.participants.leaving import pact
from tests.participants.test_leaving_day import asked_for_figures

pytestmark = pytest.mark.django_db
CLEAR = {"makes_ict": "NO", "sells_ict": "NO", "owned_by_ict": "NO", "represents_ict": "NO"}


def recipients_of_figures() -> set[int | None]:
    return set(Submission.objects.values_list("group_id", flat=True))


@pytest.mark.parametrize("step", ["rest", "close"])
def test_figures_follow_their_recipient_and_come_back(step):
    made = pact()
    asked_for_figures()
    assert made.group.pk in recipients_of_figures()
    states.take(HAND, step, made.group, "A pause.", at=now())
    assert recipients_of_figures() == {None}
    if step == "rest":
        states.take(HAND, "wake", made.group, "", at=now())
        assert made.group.pk in recipients_of_figures()


def test_a_new_coordinator_has_the_tasks_that_the_secretariat_took_over():
    made = pact()
    deadlines.CONFIRM_USERS.set(about=made.group, at=now(), title="Confirm", group_id=made.group.pk)
    made.leaves(made.norway, "COORDINATING", 0)
    participations.end_due(at=now())
    task = Obligation.objects.filter(kind="buyergroups.confirm_users", state="OPEN")
    assert task.get().workspace == "SECRETARIAT"
    sweden = coordinator("Sweden", country="SE")
    groups.give_coordinator(HAND, made.group, sweden, at=now() + timedelta(minutes=1))
    assert task.get().workspace == "GROUP"
    made.group.refresh_from_db()
    assert (made.group.coordination, made.group.state) == (sweden, "ACTIVE")


def test_a_doubt_before_the_committee_is_taken_back_when_the_group_closes():
    made = group()
    admissions.screen_and_admit(
        caring(made), made, kind="MEMBER", name="In Doubt", country="NL", legal_kind="NON_PROFIT",
        answers=CLEAR | {"owned_by_ict": "UNSURE"}, evidence="x", at=AT,
    )  # fmt: skip
    assert Matter.objects.get(kind="GROUP_DOUBT").state == "OPEN"
    states.close(HAND, made, "It is over.", at=AT)
    assert Matter.objects.get(kind="GROUP_DOUBT").state == "WITHDRAWN"
    assert GroupMembership.objects.get().state == "ENDED"


def test_members_and_the_coordinator_are_told_once_each():
    made, inside = group(), buyer()
    member(made, inside)
    states.close(HAND, made, "It merged.", at=AT)
    told = OutboxMail.objects.filter(kind="buyergroups.group_news")
    assert sorted(told.values_list("to", flat=True)) == [
        "care@coordinator-of-the-norway-group.example",
        f"manager@{inside.slug}.example",
    ]
    assert not GroupMembership.objects.active_on(DAY).exists()
