"""Pact 3.2.3: appointing another organization for a coordinating role, and what it never gives."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from buyergroups.access import COORDINATE, actor_for
from buyergroups.actions import delegations, every_day
from buyergroups.models import GroupMembership
from buyergroups.queries.groups import every_coordinator_of
from governance.access import CAST
from governance.actions import decisions, matters
from governance.models import Elector, Matter, SeatTerm
from pact.access import CannotNow, Refused, scope
from pact.audit.models import Change, Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.actions import participations
from participants.models import Appointment, Delegation, Listing, Participation, Screening, Territory
from tests.buyergroups.appointing import day, pair, screened, signatory
from tests.buyergroups.make import AT, HAND, buyer, group, member
from tests.governance import make as committee
from tests.participants.make import organization

pytestmark = pytest.mark.django_db


def letters(kind: str) -> list[str]:
    return sorted(OutboxMail.objects.filter(kind=f"buyergroups.{kind}").values_list("to", flat=True))


def open_tasks(kind: str) -> int:
    return Obligation.objects.filter(kind=f"buyergroups.{kind}", state="OPEN").count()


def test_3_2_3_proposed_accepted_checked_and_in_force():
    cast = pair()
    row = cast.proposed()
    assert (row.state, open_tasks("accept_delegation")) == ("PROPOSED", 1)
    assert letters("delegation_proposed") == ["sign@nordic-digital-agency.example"]
    delegations.accept(cast.delegate(), row, at=AT)
    assert (row.state, open_tasks("accept_delegation"), open_tasks("screen_delegate")) == ("ACCEPTED", 0, 1)
    assert not cast.delegate().group_ids
    assert screened(row).outcome == "CLEAR"
    row.refresh_from_db()
    assert (row.state, open_tasks("screen_delegate")) == ("ACTIVE", 0)
    assert cast.delegate().group_ids == {cast.group.pk}
    verbs = Event.objects.about(row).order_by("pk").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["proposed", "accepted", "checked", "begun"]
    assert {event.clause for event in Event.objects.about(row)} == {"3.2.3", "2.1.4"}
    assert Change.objects.of(row).count() >= 4


def test_3_2_3_only_signatories_of_the_one_side_propose_and_of_the_other_accept():
    cast = pair()
    editor = committee.person("care@coordinator-of-the-norway-group.example")
    for actor in (actor_for(editor, at=AT), cast.delegate(), committee.staff(), HAND):
        with pytest.raises(Refused):
            delegations.propose(
                actor, cast.role, cast.agency, group=cast.group, territory=None, from_on=day(0), until_on=None,
                reasons="", at=AT,
            )  # fmt: skip
    row = cast.proposed()
    for actor in (cast.coordinator(), committee.staff(), HAND):
        for step in ("accept", "decline"):
            with pytest.raises(Refused):
                delegations.answer(actor, step, row, "No.", at=AT)
    for step in ("revoke",):
        with pytest.raises(Refused):
            delegations.answer(cast.delegate(), step, row, "", at=AT)
    row.refresh_from_db()
    assert row.state == "PROPOSED"


def test_3_2_3_only_a_coordinating_role_is_given_away_and_to_somebody_else():
    cast = pair()
    buying = Participation.objects.get(organization=buyer())
    own = actor_for(signatory(buying.organization), at=AT)
    terms = {"territory": None, "from_on": day(0), "until_on": None, "reasons": "", "at": AT}
    with pytest.raises(CannotNow, match=r"Choose a group that your organisation coordinates"):
        delegations.propose(own, buying, cast.agency, group=cast.group, **terms)
    with pytest.raises(CannotNow, match=r"Only a coordinating organisation.*3\.2\.3"):
        delegations.propose(own, buying, cast.agency, group=None, **{**terms, "territory": Territory.objects.first()})
    with pytest.raises(CannotNow, match=r"another organisation than your own"):
        cast.proposed(delegate=cast.norway)
    with pytest.raises(CannotNow, match=r"Choose a group or a territory"):
        cast.proposed(group=None)
    with pytest.raises(CannotNow, match=r"begins today or later"):
        cast.proposed(from_on=day(-1))
    with pytest.raises(CannotNow, match=r"ends after it begins"):
        cast.proposed(until_on=day(0))


def test_3_2_3_it_reaches_the_groups_of_its_scope_and_no_other():
    cast = pair()
    nordic = group("Nordic group", codes=("NO", "SE"), coordination=cast.role)
    other = group("Netherlands group", codes=("NL",))
    cast.in_force(group=None, territory=Territory.objects.get(code="NO"))
    actor = cast.delegate()
    assert actor.group_ids == {cast.group.pk}
    assert not COORDINATE.allows(actor, nordic)
    assert not COORDINATE.allows(actor, other)
    carers = {user.email for user in every_coordinator_of(nordic.pk, day(0))}
    assert carers == {"care@coordinator-of-the-norway-group.example"}


def test_3_2_3_a_scope_without_a_group_is_refused():
    cast = pair()
    nordic = group("Nordic group", codes=("NO", "SE"), coordination=cast.role)
    with pytest.raises(CannotNow, match="No group of yours lies in this scope"):
        cast.proposed(group=nordic, territory=Territory.objects.get(code="SE"))
    assert not Delegation.objects.exists()


def test_3_2_3_in_force_from_its_first_to_its_last_day_whatever_the_night_does():
    cast = pair()
    row = cast.accepted(from_on=day(3), until_on=day(10))
    screened(row)
    assert letters("delegation_of_group") == []
    reached = {}
    for number in (0, 2, 3, 9):
        at = AT + timedelta(days=number)
        delegations.begin_due(at=at)
        reached[number] = bool(cast.delegate(at).group_ids)
    reached[10] = bool(cast.delegate(AT + timedelta(days=10)).group_ids)
    assert reached == {0: False, 2: False, 3: True, 9: True, 10: False}
    row.refresh_from_db()
    assert row.state == "ACTIVE"
    for _ in range(2):
        every_day(at=AT + timedelta(days=10))
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("EXPIRED", AT + timedelta(days=10))


def test_3_2_3_it_ends_with_the_role_it_rests_on():
    cast = pair()
    row = cast.in_force()
    participations.give_notice(HAND, cast.role, "We leave.", day(5), at=AT)
    assert cast.delegate().group_ids
    after = AT + timedelta(days=5)
    assert not cast.delegate(after).group_ids
    every_day(at=after)
    row.refresh_from_db()
    assert row.state == "EXPIRED"


@pytest.mark.parametrize(("step", "state"), [("revoke", "REVOKED"), ("give_back", "RETURNED")])
def test_3_2_3_each_side_ends_it_at_once(step, state):
    cast = pair()
    row = cast.in_force()
    actor = cast.coordinator() if step == "revoke" else cast.delegate()
    delegations.answer(actor, step, row, "We do it ourselves.", at=AT)
    assert (row.state, row.end_reason) == (state, "We do it ourselves.")
    assert not cast.delegate().group_ids
    with pytest.raises(CannotNow, match="changed meanwhile"):
        delegations.answer(actor, step, row, "", at=AT)
    cast.proposed()


def test_3_2_3_a_proposal_is_declined_with_a_reason():
    cast = pair()
    row = cast.proposed()
    with pytest.raises(CannotNow, match="Say in a few words"):
        delegations.decline(cast.delegate(), row, " ", at=AT)
    delegations.decline(cast.delegate(), row, "No capacity.", at=AT)
    assert (row.state, open_tasks("accept_delegation")) == ("DECLINED", 0)
    told = OutboxMail.objects.filter(kind="buyergroups.delegation_news", to__contains="coordinator").get()
    assert "No capacity." in told.text


def test_2_1_4_a_conflict_of_interest_ends_it_and_offers_the_letter_of_support():
    cast = pair()
    cast.agency.legal_kind = "PRIVATE_COMPANY"
    cast.agency.save()
    row = cast.accepted()
    assert screened(row, sells_ict="YES").outcome == "CONFLICT"
    row.refresh_from_db()
    assert row.state == "FAILED"
    assert not cast.delegate().group_ids
    assert all("Letter of Support" in one.text for one in OutboxMail.objects.filter(subject__contains="cannot"))
    assert OutboxMail.objects.filter(subject__contains="cannot coordinate").count() == 2


def doubted(cast):
    row = cast.accepted()
    assert screened(row, owned_by_ict="UNSURE").outcome == "DOUBT"
    return row, Matter.objects.get(kind="DELEGATION_DOUBT")


@pytest.mark.parametrize(("votes", "state"), [("YYYYY", "ACTIVE"), ("NNNNN", "FAILED")])
def test_2_1_4_in_doubt_the_committee_decides(votes, state):
    terms = committee.committee(5)
    cast = pair()
    row, matter = doubted(cast)
    assert (matter.clause, matter.organization_id) == ("2.1.4", cast.agency.pk)
    assert not cast.delegate().group_ids
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=committee.CLOSES, at=AT)
    committee.cast_all(decision, terms, votes)
    if state == "FAILED":
        decisions.close(committee.staff(), decision, reasons="It owns a reseller.", public_text="", at=AT)
    row.refresh_from_db()
    assert ("owns a reseller" in row.end_reason) is (state == "FAILED")
    assert (row.state, bool(cast.delegate().group_ids)) == (state, state == "ACTIVE")


def test_a_question_to_the_committee_is_taken_back_with_the_appointment():
    committee.committee(5)
    cast = pair()
    row, matter = doubted(cast)
    with pytest.raises(CannotNow, match="waits for its check"):
        screened(row)
    delegations.end(cast.coordinator(), "revoke", row, "", at=AT)
    matter.refresh_from_db()
    assert matter.state == "WITHDRAWN"


def test_2_1_4_only_the_secretariat_checks_and_only_once():
    cast = pair()
    row = cast.proposed()
    with pytest.raises(CannotNow, match="waits for its check"):
        screened(row)
    delegations.accept(cast.delegate(), row, at=AT)
    for actor in (cast.coordinator(), cast.delegate()):
        with pytest.raises(Refused):
            delegations.screen(actor, row, {}, evidence="", at=AT)
    screened(row)
    row.refresh_from_db()
    with pytest.raises(CannotNow, match="waits for its check"):
        screened(row)


def test_2_1_4_a_check_older_than_twelve_months_begins_nothing():
    cast = pair()
    row = cast.accepted(from_on=day(400))
    screened(row)
    later = AT + timedelta(days=401)
    assert Screening.objects.get(organization=cast.agency).valid_until < later.date()
    every_day(at=later)
    row.refresh_from_db()
    assert row.state == "ACCEPTED"


def test_3_2_3_it_gives_no_vote_no_seat_no_membership_no_role_and_nothing_to_pay():
    terms = committee.committee(5)
    cast = pair()
    decision = committee.vote()
    before = (SeatTerm.objects.count(), Participation.objects.count(), Appointment.objects.count())
    cast.in_force()
    actor = cast.delegate()
    assert (SeatTerm.objects.count(), Participation.objects.count(), Appointment.objects.count()) == (
        before[0], before[1], before[2] + 1,
    )  # fmt: skip
    assert (actor.committee, actor.chair, actor.seat_organization_id) == (False, False, None)
    assert not CAST.allows(actor, decision)
    with pytest.raises((Refused, Elector.DoesNotExist)):
        decisions.cast(actor, decision, "YES", "", at=AT)
    asked = decisions.open_vote(HAND, committee.matter("After"), question="?", closes_at=committee.CLOSES, at=AT)
    assert set(asked.electors.values_list("organization_id", flat=True)) == {term.organization_id for term in terms}
    assert not GroupMembership.objects.filter(organization=cast.agency).exists()
    listing = Listing.objects.filter(organization=cast.agency).first()
    assert listing is None or (listing.coordinating_since, listing.participant) == (None, False)
    assert not actor.roles_in(cast.norway.pk)
    for kind in ("participants.check_profile", "participants.invite_colleague"):
        assert not Obligation.objects.filter(kind=kind, organization_id=cast.agency.pk).exists()
    with pytest.raises(Refused):
        participations.give_notice(actor, cast.role, "Out.", day(5), at=AT)


def test_3_2_3_two_for_the_same_scope_and_days_are_impossible():
    cast = pair()
    row = cast.proposed(until_on=day(30))
    second = organization("Other Agency", legal_kind="AGENCY")
    signatory(second)
    with pytest.raises(CannotNow, match=r"same scope in these days.*3\.2\.3"):
        cast.proposed(delegate=second, from_on=day(29))
    cast.proposed(delegate=second, from_on=day(30))
    same = ("participation_id", "organization_id", "group_id", "period", "proposed_at")
    with pytest.raises(IntegrityError, match="participants_delegation_once"), transaction.atomic():
        Delegation.objects.create(delegate=second, reasons="", **{name: getattr(row, name) for name in same})


def test_what_was_agreed_never_changes_and_nothing_is_in_force_unchecked():
    cast = pair()
    row = cast.accepted()
    for change in ("delegate_id = organization_id", "period = daterange(lower(period), null, '(]')", "group_id = 0"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update participants_delegation set {change} where id = %s", [row.pk])
    with pytest.raises(IntegrityError, match="screened"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update participants_delegation set state = 'ACTIVE' where id = %s", [row.pk])


def test_the_second_line_a_proposal_is_read_by_its_two_sides_alone():
    cast = pair()
    row = cast.proposed()
    stranger = actor_for(signatory(buyer()), at=AT)
    seen = {}
    for name, actor in (("coordinator", cast.coordinator()), ("delegate", cast.delegate()), ("stranger", stranger)):
        with scope.entered(actor), connection.cursor() as cursor:
            cursor.execute("select count(*) from participants_delegation where id = %s", [row.pk])
            (read,) = cursor.fetchone()
            cursor.execute("update participants_delegation set end_reason = 'x' where id = %s", [row.pk])
            seen[name] = (read, cursor.rowcount)
        assert Delegation.objects.visible_to(actor).filter(pk=row.pk).exists() is (name != "stranger")
    assert seen == {"coordinator": (1, 1), "delegate": (1, 1), "stranger": (0, 0)}
    with scope.entered(cast.delegate()), pytest.raises(DatabaseError), transaction.atomic():
        Delegation.objects.create(
            participation=cast.role, organization=cast.norway, delegate=cast.agency, period=row.period,
            group_id=0, reasons="", proposed_at=AT,
        )  # fmt: skip


def test_each_side_works_within_its_own_reach():
    """The whole way with row-level security as in a request: nobody needs more than his own scope."""
    cast = pair()
    with scope.entered(cast.coordinator()):
        row = cast.proposed()
    with scope.entered(cast.delegate()):
        delegations.accept(cast.delegate(), row, at=AT)
    with scope.entered(committee.staff()):
        screened(row)
    with scope.entered(cast.delegate()):
        row.refresh_from_db()
        delegations.end(cast.delegate(), "give_back", row, "Enough.", at=AT)
    assert row.state == "RETURNED"


def test_the_group_and_the_committee_are_told_when_it_begins_and_ends():
    terms = committee.committee(5)
    cast = pair()
    member(cast.group, buyer("Vestbygd kommune"))
    row = cast.in_force()
    assert letters("delegation_of_group") == ["manager@vestbygd-kommune.example"]
    assert letters("delegation_noted") == sorted(term.user.email for term in terms)
    assert not Matter.objects.exists()
    delegations.end(cast.coordinator(), "revoke", row, "", at=AT + timedelta(hours=1))
    assert len(letters("delegation_of_group")) == 2
    assert len(letters("delegation_noted")) == 10
    told = OutboxMail.objects.filter(kind="buyergroups.delegation_of_group").latest("created_at")
    assert "coordinates by itself again" in told.subject


def test_a_vote_open_on_something_else_is_not_touched():
    committee.committee(5)
    cast = pair()
    other = committee.matter("Something else")
    row, _matter = doubted(cast)
    delegations.end(cast.delegate(), "give_back", row, "", at=AT)
    other.refresh_from_db()
    assert other.state == "OPEN"
    with pytest.raises(CannotNow):
        matters.withdraw(HAND, Matter.objects.get(kind="DELEGATION_DOUBT"), at=AT)
