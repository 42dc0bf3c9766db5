"""Pact 6.6.1: full rights until the day; on the day everything that rests on the role ends, before any nightly work."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups.access import actor_for
from buyergroups.actions import memberships
from buyergroups.models import GroupMembership
from governance.actions import decisions
from governance.models import SeatTerm
from monitoring.actions import cycles
from monitoring.models import Cycle, Submission
from pact.access import CannotNow
from pact.clock import now, today
from pact.deadlines.daily import run_day
from pact.deadlines.models import Obligation
from participants import access, public
from participants.actions import listings, participations
from participants.models import Appointment, Listing, Participation, Tally
from tests.governance.make import matter, person
from tests.participants import make
from tests.participants.leaving import WEEK, appointed, joined, on_list, pact, readers, receives

pytestmark = pytest.mark.django_db
EVERYTHING_OF_NORWAY = {
    "Norway is on the list", "Norway stands there as coordinating", "Norway stands there as procuring",
    "Norway is counted as coordinating", "Norway's page says that it takes part", "Norway has its seat",
    "Norway's member may vote", "Norway's member is in the chair", "Norway is in its group",
    "Norway coordinates the group", "the group receives figures", "the group has a name for its coordinator",
    "the agency acts for Norway", "Norway may write", "Norway may sign", "Norway is asked for figures",
}  # fmt: skip
# Who leaves, in which roles, and which of the readers' answers turn to no on the day; all others stay.
TABLE = {
    "a procuring organisation leaves": (
        [("vestbygd", "PROCURING")],
        {
            "Vestbygd is on the list", "Vestbygd is in the group", "Vestbygd sees the group", "Vestbygd may write",
            "Vestbygd is asked for figures",
        },
    ),
    "one with both roles leaves as coordinating: what rests on procuring stays": (
        [("norway", "COORDINATING")],
        {
            "Norway stands there as coordinating", "Norway is counted as coordinating", "Norway coordinates the group",
            "the group receives figures", "the group has a name for its coordinator", "the agency acts for Norway",
        },
    ),
    "one with both roles leaves as procuring: what rests on coordinating stays": (
        [("norway", "PROCURING")],
        {"Norway stands there as procuring", "Norway is asked for figures"},
    ),
    "one with both roles leaves in both": (
        [("norway", "COORDINATING"), ("norway", "PROCURING")], EVERYTHING_OF_NORWAY
    ),
    "the one appointed to coordinate leaves": (
        [("agency", "PROCURING")],
        {"the agency acts for Norway", "the agency may write", "the agency is on the list"},
    ),
    "a supporter leaves": (
        [("friend", "SUPPORTER")],
        {"the friend is on the supporters' list", "the friend may write"},
    ),
}  # fmt: skip
DAYS = {"the day before": 1, "the day itself": 0, "the day after": -1}


def asked_for_figures() -> Cycle:
    day = today()
    days = {"opens_on": day - WEEK, "due_on": day + WEEK, "group_due_on": day + 2 * WEEK, "freeze_on": day + 3 * WEEK}
    cycle = cycles.plan(make.HAND, day.year - 1, **days, at=now() - 2 * WEEK)
    cycles.open_cycle(make.HAND, cycle, at=now() - 2 * WEEK)
    cycles.ensure_submissions(make.HAND, at=now() - 2 * WEEK)
    return cycle


@pytest.mark.parametrize("moment", DAYS)
@pytest.mark.parametrize("case", TABLE)
def test_6_6_1_full_rights_until_the_day_and_none_from_its_first_moment_on(case, moment):
    who, ends = TABLE[case]
    made = pact()
    appointed(made)
    asked_for_figures()
    assert all(readers(made).values())
    for name, role in who:
        made.leaves(getattr(made, name), role, DAYS[moment])
    expected = {name: moment == "the day before" or name not in ends for name in readers(made)}
    assert readers(made) == expected
    for name, _role in who:  # history stays readable for its people
        organization = getattr(made, name)
        assert access.VIEW_ORGANIZATION.allows(made.actor(organization), organization)


@pytest.mark.parametrize("case", TABLE)
def test_the_night_writes_down_what_was_true_since_midnight(case):
    who, _ends = TABLE[case]
    made = pact()
    appointed(made)
    asked_for_figures()
    for name, role in who:
        made.leaves(getattr(made, name), role, 0)
    before = readers(made)
    for _ in range(2):
        run_day(now())
        assert readers(made) == before
    assert listings.drift() == []
    assert not Participation.objects.filter(state="ENDING").exists()


def test_6_6_1_the_day_begins_at_midnight_where_the_secretariat_is():
    made = pact()
    made.leaves(made.vestbygd, "PROCURING", 1)
    day = today() + timedelta(days=1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.SECRETARIAT_TIME_ZONE))
    user = person("all@vestbygd-kommune.example")
    for at, writes in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        actor = actor_for(user, at=at)
        assert access.EDIT_ORGANIZATION.allows(actor, made.vestbygd) is writes
        assert bool(actor.member_group_ids) is writes
    assert participations.end_due(at=midnight - timedelta(seconds=1)) == 0
    assert participations.end_due(at=midnight) == 1


def test_6_6_1_a_notice_for_today_takes_effect_in_the_same_request():
    made = pact()
    asked_for_figures()
    for role in ("COORDINATING", "PROCURING"):
        participations.give_notice(make.HAND, made.role(made.norway, role), "We leave.", today(), at=now())
    assert set(Participation.objects.filter(organization=made.norway).values_list("state", flat=True)) == {"ENDED"}
    assert SeatTerm.objects.get(pk=made.term.pk).period.upper == today()
    assert GroupMembership.objects.get(pk=made.memberships[made.norway.pk].pk).state == "ENDED"
    powers = Appointment.objects.filter(organization=made.norway, role__in=("COMMITTEE", "CHAIR"))
    assert {power.until_on for power in powers} == {today()}
    assert not Obligation.objects.filter(
        state="OPEN", workspace="ORGANIZATION", organization_id=made.norway.pk
    ).exists()
    assert Listing.objects.get(organization=made.norway).ended_on == today()
    assert on_list("norway", public.former)


def test_6_6_1_tasks_that_make_no_sense_any_more_are_waived_and_those_of_the_other_role_stay():
    made = pact()
    asked_for_figures()
    asked = Obligation.objects.filter(kind="monitoring.figures_due", organization_id=made.norway.pk)
    participations.give_notice(make.HAND, made.role(made.norway, "COORDINATING"), "We leave.", today(), at=now())
    assert asked.get().state == "OPEN"
    participations.give_notice(make.HAND, made.role(made.norway, "PROCURING"), "We leave.", today(), at=now())
    assert asked.get().state == "WAIVED"


def test_6_6_1_figures_of_who_left_stay_readable_and_are_not_sent_any_more():
    from monitoring.actions import submissions

    made = pact()
    asked_for_figures()
    row = Submission.objects.get(organization=made.norway)
    made.leaves(made.norway, "PROCURING", 0)
    with pytest.raises(CannotNow, match="has ended"):
        submissions.begin(made.actor(made.norway), row, at=now())
    assert Submission.objects.visible_to(made.actor(made.norway)).filter(pk=row.pk).exists()


def test_p17_figures_that_wait_go_to_the_secretariat_when_the_coordinator_leaves():
    from monitoring.actions import submissions

    made = pact()
    asked_for_figures()
    row = submissions.send_nil(
        made.actor(made.vestbygd), Submission.objects.get(organization=made.vestbygd), "None bought.", at=now()
    )
    assert receives(made, row) == "coordinator"
    made.leaves(made.norway, "COORDINATING", 0)
    assert receives(made, row) == "Secretariat"
    participations.end_due(at=now())
    assert receives(made, row) == "Secretariat"
    task = Obligation.objects.get(kind="monitoring.review_waiting", state="OPEN", subject_ref=row.ref)
    assert (task.workspace, task.url_name) == ("SECRETARIAT", "monitoring:direct-review")


def test_6_6_1_a_vote_waits_for_nobody_who_left_and_what_was_cast_before_stays_cast():
    made = pact()
    others = [joined(f"Ministry {n}", "COORDINATING", legal_kind="NATIONAL_GOVERNMENT") for n in range(2, 7)]
    from governance.actions import seats

    day = (now() - 2 * WEEK).date()
    for number, one in enumerate(others, 2):
        seats.seat(
            make.HAND, seat_no=number, organization=one, user=person(f"member{number}@committee.example"),
            from_on=day, until_on=day + timedelta(days=600), at=now() - 2 * WEEK,
        )  # fmt: skip
    closes = now() + WEEK
    decision = decisions.open_vote(make.HAND, matter(), question="Approve?", closes_at=closes, at=now())
    cast = {one.organization_id: one for one in decision.electors.all()}
    left_after_voting = others[0]
    decisions.cast(actor_for(cast[left_after_voting.pk].user, at=now()), decision, "NO", "", at=now())
    for one in others[1:]:
        decisions.cast(actor_for(cast[one.pk].user, at=now()), decision, "YES", "", at=now())
    decision.refresh_from_db()
    assert decision.state == "OPEN"  # Norway has not voted
    made.leaves(left_after_voting, "COORDINATING", 0)
    for role in ("COORDINATING", "PROCURING"):
        participations.give_notice(make.HAND, made.role(made.norway, role), "We leave.", today(), at=now())
    decision.refresh_from_db()
    elector = decision.electors.get(organization=made.norway)
    assert (elector.recused, "6.6.1" in elector.recusal_reason) == (True, True)
    tally = {**decision.tally} if decision.tally else {}
    assert decision.electors.get(organization=left_after_voting).recused is False
    assert tally in ({}, {"electors": 5, "yes": 4, "no": 1, "abstain": 0})


def test_who_left_is_not_asked_to_join_a_group_and_stands_at_no_door():
    made = pact()
    asked = memberships.ask_to_join(made.group, made.agency, at=now() - WEEK)
    made.leaves(made.agency, "PROCURING", 0)
    assert asked.pk not in GroupMembership.objects.at_the_door_on(today()).values_list("pk", flat=True)
    participations.end_due(at=now())
    assert Obligation.objects.get(kind="buyergroups.join", subject_ref=asked.ref).state == "WAIVED"


def test_the_counts_of_the_list_are_right_between_midnight_and_the_night():
    made = pact()
    before = public.facets()
    made.leaves(made.vestbygd, "PROCURING", 0)
    assert Tally.objects.get(on_list="PARTICIPANTS", facet="list", code="ALL").n == before.total
    after = public.facets()
    assert after.total == before.total - 1
    assert public.counts_by_country()["NO"] == before.countries[0].n - 1
    assert [card.slug for card in public.every_participant()] == ["nordic-digital-agency", "norway"]
    assert len(public.ring()) == 2
    assert public.facets("FORMER").total == 1


def test_6_2_1_no_period_lies_outside_the_pact():
    """Domain invariant 14, in the database; in words where somebody names a day."""
    made = pact()
    role = made.role(made.vestbygd, "PROCURING")
    for first, last in (("2021-06-13", None), ("2021-06-14", "2031-01-02"), ("2031-01-01", None)):
        with pytest.raises(IntegrityError, match="inside the period of the Pact"), transaction.atomic():
            Participation.objects.filter(pk=role.pk).update(period=DateRange(first, last, "[)"))
    beyond = datetime(2031, 1, 2).date()
    with pytest.raises(CannotNow, match="The Pact itself ends on 31 December 2030"):
        participations.give_notice(make.HAND, role, "We leave.", beyond, at=now())


def test_6_6_1_staying_after_all_is_possible_until_the_day_and_the_notice_says_so():
    made = pact()
    notice = made.leaves(made.vestbygd, "PROCURING", 1)
    participations.withdraw_notice(made.actor(made.vestbygd), made.role(made.vestbygd, "PROCURING"), at=now())
    role = made.role(made.vestbygd, "PROCURING")
    assert (role.state, role.end_kind, role.period.upper) == ("ACTIVE", "", None)
    assert public.notice(notice.ref).withdrawn_at is not None
    assert Listing.objects.get(organization=made.vestbygd).leaves_on is None
    friend = made.role(made.friend, "SUPPORTER")
    participations.give_notice(make.HAND, friend, "We stop.", today() + WEEK, at=now())
    participations.withdraw_notice(made.actor(made.friend), friend, at=now())
    again = made.leaves(made.vestbygd, "PROCURING", 0)
    with pytest.raises(CannotNow, match="has taken effect"):
        participations.withdraw_notice(make.HAND, made.role(made.vestbygd, "PROCURING"), at=now())
    assert again.pk != notice.pk


def test_whoever_left_can_apply_again_on_the_same_day():
    from participants.actions import roles

    made = pact()
    made.leaves(made.norway, "PROCURING", 0)
    assert roles.ask_for_role(made.actor(made.norway), made.norway, "PROCURING", at=now()).organization == made.norway
