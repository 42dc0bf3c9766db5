"""Disputes between participants (Pact 6.7; register I-20)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from governance import public
from governance.actions import decisions, disputes, recommendations
from governance.models import Decision, Dispute, DisputeParty, Matter
from governance.queries import disputes as queries
from pact.access import CannotNow, Refused, scope
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from participants.access import actor_for
from participants.actions import participations
from participants.models import Participation
from tests.governance.make import AT, HAND, cast_all, committee, person, staff
from tests.participants import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OPEN_FROM = date(2027, 9, 1)
LATER = AT.replace(month=9, day=1)


@pytest.fixture
def terms():
    return committee(5)


def joined(name, **facts):
    organization = make.founder(name, **facts).organization
    person(f"sign@{organization.slug}.example", role="SIGNATORY", organization=organization)
    return organization


@pytest.fixture
def vestbygd(terms):
    return joined("Vestbygd kommune")


@pytest.fixture
def linde(terms):
    return joined("Lindebrugge", country="BE")


def acting(organization, at=AT):
    return actor_for(person(f"sign@{organization.slug}.example"), at=at)


def side(dispute, organization) -> DisputeParty:
    return dispute.parties.select_related("dispute", "organization").get(organization=organization)


def by(organization, act, dispute, *args, at=AT, **facts):
    actor = acting(organization, at)
    with scope.entered(actor):
        return act(actor, side(dispute, organization), *args, at=at, **facts)


def opened(one, *others):
    actor = acting(one)
    with scope.entered(actor):
        return disputes.open_dispute(actor, one, others, title="A statement", subject="Its use.", at=AT)


def presented(one, *others):
    dispute = opened(one, *others)
    by(one, disputes.consult, dispute, "We met.", AT.date())
    by(one, disputes.present, dispute)
    dispute.refresh_from_db()
    return dispute


def put(dispute, at=LATER, words="Name both."):
    return recommendations.put(staff(), dispute, words, closes_on=(at + 9 * DAY).date(), at=at)


def raw(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def letters(kind):
    return set(OutboxMail.objects.filter(kind=f"governance.{kind}").values_list("to", flat=True))


# Opening and consultation


def test_6_7_1_who_signs_or_votes_opens_it_and_all_parties_read_it(vestbygd, linde):
    dispute = opened(vestbygd, linde)
    assert (dispute.number, dispute.state) == ("D-2027-01", "CONSULTATION")
    assert letters("dispute_opened") == {"sign@lindebrugge.example"}
    voter = person("vote@lindebrugge.example", role="VOTER", organization=linde)
    for actor in (acting(linde), actor_for(voter, at=AT)):
        with scope.entered(actor):
            assert queries.own_parties(actor).get().dispute == dispute
    editor = actor_for(person("edit@vestbygd.example", role="EDITOR", organization=vestbygd), at=AT)
    for actor in (editor, staff()):
        with pytest.raises(Refused):
            disputes.open_dispute(actor, vestbygd, [linde], title="x", subject="y", at=AT)


def test_6_7_1_parties_are_active_participants_and_at_least_two(vestbygd, linde):
    friend = make.founder("Friends", "SUPPORTER", legal_kind="NON_PROFIT").organization
    for others, words in (
        ([], "two sides"), ([vestbygd], "two sides"), ([friend], "takes no part: Friends"),
        ([linde, make.organization("Passer-by")], "takes no part: Passer-by"),
    ):  # fmt: skip
        with pytest.raises(CannotNow, match=words):
            disputes.open_dispute(acting(vestbygd), vestbygd, others, title="x", subject="y", at=AT)
    assert not Dispute.objects.exists()


def test_numbers_go_on_whoever_opens(vestbygd, linde, terms):
    third = joined("Third", country="NL")
    assert [opened(vestbygd, linde).number, opened(third, linde).number] == ["D-2027-01", "D-2027-02"]


def test_6_7_1_not_presented_before_consultation_in_words_and_in_the_database(vestbygd, linde):
    dispute = opened(vestbygd, linde)
    with pytest.raises(CannotNow, match=r"what you tried between you.*6\.7\.1"):
        by(vestbygd, disputes.present, dispute)
    with pytest.raises(DatabaseError, match="dispute_consulted"):
        raw("update governance_dispute set presented_at = now(), recommend_from = '2027-09-01'")
    with pytest.raises(CannotNow, match="today or an earlier day"):
        by(vestbygd, disputes.consult, dispute, "We met.", AT.date() + DAY)
    by(vestbygd, disputes.consult, dispute, "We met.", AT.date())
    by(linde, disputes.consult, dispute, "We wrote.", AT.date() - 3 * DAY)
    dispute.refresh_from_db()
    assert dispute.consultation.split("\n\n") == [
        "Vestbygd kommune, 1 March 2027: We met.", "Lindebrugge, 26 February 2027: We wrote."
    ]  # fmt: skip
    assert dispute.consulted_on == AT.date()
    by(linde, disputes.present, dispute)


# Views and the six months


def test_6_7_2_with_presenting_every_party_is_asked_at_once_and_six_months_are_counted_once(vestbygd, linde):
    dispute = presented(vestbygd, linde)
    assert dispute.recommend_from == OPEN_FROM
    assert all(party.asked_at == AT and party.answer_by for party in dispute.parties.all())
    asked = {"sign@vestbygd-kommune.example", "sign@lindebrugge.example"}
    assert letters("dispute_presented") == asked
    tasks = Obligation.objects.filter(kind="governance.dispute_views", state="OPEN")
    assert {task.organization_id for task in tasks} == {vestbygd.pk, linde.pk}
    with pytest.raises(DatabaseError, match="counted once"):
        raw("update governance_dispute set recommend_from = '2027-04-01'")


@pytest.mark.parametrize(
    ("day", "expected"), [("2027-08-31", "2028-02-29"), ("2026-08-31", "2027-02-28"), ("2027-03-31", "2027-09-30")]
)
def test_6_7_2_six_months_of_the_calendar(day, expected):
    from pact.deadlines import add_months

    assert add_months(date.fromisoformat(day), 6).isoformat() == expected


def test_6_7_2_views_can_be_changed_until_a_recommendation_is_put(vestbygd, linde):
    dispute = presented(vestbygd, linde)
    by(linde, disputes.give_views, dispute, "Ours.")
    by(linde, disputes.give_views, dispute, "Ours, better.", at=AT + 90 * DAY)
    assert side(dispute, linde).views == "Ours, better."
    with scope.entered(acting(vestbygd)):
        assert {party.views for party in queries.own_parties(acting(vestbygd)).get().dispute.parties.all()} == {
            "Ours, better.", ""
        }  # fmt: skip
    left = Obligation.objects.filter(kind="governance.dispute_views", state="OPEN")
    assert {task.organization_id for task in left} == {vestbygd.pk}
    put(dispute)
    with pytest.raises(CannotNow, match=r"views stay as they are now \(6\.7\.2\)"):
        by(linde, disputes.give_views, dispute, "Later.", at=LATER)


def test_6_7_2_the_secretariat_and_the_committee_hear_a_month_before_and_on_the_day(vestbygd, linde, terms):
    presented(vestbygd, linde)
    staff()
    OutboxMail.objects.all().delete()
    readers = {"jonas@pact.example", *(term.user.email for term in terms)}
    sweep(at=LATER - 40 * DAY)
    assert letters("dispute_due") == set()
    sweep(at=LATER - 30 * DAY)
    assert letters("dispute_due") == readers
    sweep(at=LATER)
    assert OutboxMail.objects.filter(kind="governance.dispute_due").count() == 2 * len(readers)


def test_6_7_2_no_recommendation_before_the_day_in_words_and_in_the_database(vestbygd, linde):
    dispute = presented(vestbygd, linde)
    with pytest.raises(CannotNow, match=r"from 1 September 2027 on, in 184 days \(Pact 6\.7\.2\)"):
        put(dispute, AT)
    with pytest.raises(CannotNow, match="in 1 day "):
        put(dispute, LATER - DAY)
    decision = decisions.open_vote(HAND, _matter(), question="x?", closes_at=LATER, at=AT)
    with pytest.raises(DatabaseError, match="dispute_waited"):
        raw(
            "update governance_dispute set state = 'RECOMMENDED', recommended_on = '2027-08-31', "
            "recommendation = 'x', decision_id = %s",
            decision.pk,
        )


def _matter():
    from tests.governance.make import matter

    return matter("Something else?")


def test_6_7_2_no_recommendation_before_every_party_was_asked_in_words_and_in_the_database(vestbygd, linde):
    dispute = presented(vestbygd, linde)
    DisputeParty.objects.filter(organization=linde).update(asked_at=None)
    with pytest.raises(CannotNow, match=r"Ask every party for its views first: Lindebrugge \(Pact 6\.7\.2\)"):
        put(dispute)
    with pytest.raises(DatabaseError, match="every party is asked"):
        raw("update governance_dispute set state = 'RECOMMENDED'")


def test_6_7_1_the_parties_are_named_once_not_even_by_sql(vestbygd, linde, terms):
    presented(vestbygd, linde)
    third = joined("Third", country="NL")
    for sql in (
        "update governance_dispute set party_ids = party_ids || %s::bigint",
        "update governance_disputeparty set organization_id = %s where side = 'OTHER'",
    ):
        with pytest.raises(DatabaseError, match=r"named once \(6\.7\.1\)"):
            raw(sql, third.pk)


# The recommendation


def test_6_7_2_members_who_are_parties_are_left_out_and_staff_does_not_vote(terms, linde):
    own = terms[1].organization
    make.participations.found(
        HAND, own, "PROCURING", signer_name="A", signer_title="B", signed_at=AT.replace(year=2021, month=7), at=AT
    )
    person(f"sign@{own.slug}.example", role="SIGNATORY", organization=own)
    decision = put(presented(linde, own))
    assert decision.electors.get(recused=True).organization_id == own.pk
    with pytest.raises(Refused):
        decisions.cast(staff(), decision, "YES", "", at=LATER)


def test_6_7_2_adopted_it_is_issued_public_and_each_party_answers(vestbygd, linde, terms):
    dispute = presented(vestbygd, linde)
    assert public.disputes()[0].recommendation == ""
    decision = put(dispute)
    assert public.disputes()[0].recommendation == "", "not before it is issued"
    cast_all(decision, terms, "YYYYY", at=LATER)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.recommended_on, dispute.decision.number) == ("RECOMMENDED", OPEN_FROM, "SC-2027-001")
    assert letters("dispute_recommended") == {"sign@vestbygd-kommune.example", "sign@lindebrugge.example"}
    card = public.disputes()[0]
    assert (card.number, card.recommendation, card.decision) == ("D-2027-01", "Name both.", "SC-2027-001")
    by(vestbygd, disputes.respond, dispute, accepts=True, note="Fine.", at=LATER + DAY)
    dispute.refresh_from_db()
    assert dispute.state == "RECOMMENDED"
    by(linde, disputes.respond, dispute, accepts=False, at=LATER + DAY)
    dispute.refresh_from_db()
    assert (dispute.state, side(dispute, linde).accepts) == ("CLOSED", False)
    assert not Obligation.objects.filter(state="OPEN", kind__startswith="governance.dispute").exists()


def test_6_7_2_not_adopted_nothing_is_published_and_another_one_can_be_put(vestbygd, linde, terms):
    dispute = presented(vestbygd, linde)
    decision = put(dispute)
    cast_all(decision, terms, "NNNNN", at=LATER)
    decisions.close(staff(), decision, reasons="Too vague.", public_text="", at=LATER)
    dispute.refresh_from_db()
    decision.refresh_from_db()
    assert (dispute.state, dispute.recommendation, decision.public_text) == ("PRESENTED", "", "")
    by(linde, disputes.give_views, dispute, "Again.", at=LATER)
    assert put(dispute, words="Name both, in this order.").state == "OPEN"


def test_the_secretariat_closes_what_nobody_answers(vestbygd, linde, terms):
    dispute = presented(vestbygd, linde)
    with pytest.raises(CannotNow, match="changed meanwhile"):
        disputes.close(staff(), dispute, at=LATER)
    cast_all(put(dispute), terms, "YYYYY", at=LATER)
    dispute.refresh_from_db()
    assert disputes.close(staff(), dispute, at=LATER + 60 * DAY).state == "CLOSED"


# Settling


def test_6_7_1_settled_when_every_party_confirmed_the_same_words(vestbygd, linde):
    dispute = opened(vestbygd, linde)
    by(vestbygd, disputes.propose_settlement, dispute, "We share it.")
    assert letters("settlement_proposed") == {"sign@lindebrugge.example"}
    by(linde, disputes.propose_settlement, dispute, "We share it, half and half.")
    with pytest.raises(CannotNow, match="words were changed"):
        by(vestbygd, disputes.confirm_settlement, dispute, "We share it.")
    by(vestbygd, disputes.confirm_settlement, dispute, "We share it, half and half.")
    dispute.refresh_from_db()
    assert (dispute.state, dispute.settlement) == ("SETTLED", "We share it, half and half.")


def test_6_7_2_settled_earlier_closes_it_and_lapses_an_open_vote(vestbygd, linde):
    dispute = presented(vestbygd, linde)
    decision = put(dispute)
    with pytest.raises(CannotNow, match="how the parties settled"):
        disputes.record_settlement(staff(), dispute, " ", at=LATER)
    disputes.record_settlement(staff(), dispute, "They told us.", at=LATER)
    dispute.refresh_from_db()
    decision.refresh_from_db()
    told = (dispute.state, decision.state, Matter.objects.get().state, dispute.recommendation)
    assert told == ("SETTLED", "LAPSED", "WITHDRAWN", "")
    assert letters("dispute_settled") == {"sign@vestbygd-kommune.example", "sign@lindebrugge.example"}
    assert not Obligation.objects.filter(state="OPEN", kind__startswith="governance.dispute").exists()


# Who reads, who acts


def test_another_organization_reads_nothing_not_even_by_sql(vestbygd, linde):
    presented(vestbygd, linde)
    stranger = acting(joined("Elsewhere", country="NL"))
    with scope.entered(stranger):
        assert not queries.own_parties(stranger).exists()
        assert not queries.disputes(stranger).exists()
        for table in ("dispute", "disputeparty"):
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from governance_{table}")
                assert cursor.fetchone() == (0,)
        with pytest.raises(Refused):
            disputes.give_views(stranger, DisputeParty(organization_id=linde.pk, dispute_id=1), "x", at=AT)


def test_6_7_1_the_committee_reads_a_dispute_from_the_day_it_is_presented(vestbygd, linde, terms):
    dispute = opened(vestbygd, linde)
    member = actor_for(terms[0].user, at=AT)
    assert not queries.disputes(member).exists()
    by(vestbygd, disputes.consult, dispute, "We met.", AT.date())
    by(vestbygd, disputes.present, dispute)
    assert queries.disputes(member).get() == dispute


def test_a_party_that_leaves_the_pact_goes_on_reading_and_is_not_waited_for(vestbygd, linde, terms):
    dispute = presented(vestbygd, linde)
    role = Participation.objects.get(organization=linde)
    participations.give_notice(HAND, role, "We leave.", AT.date() + 9 * DAY, at=AT)
    participations.end_due(at=AT + 10 * DAY)
    gone = acting(linde, AT + 10 * DAY)
    assert queries.own_parties(gone).get().dispute == dispute
    with pytest.raises(Refused):
        disputes.give_views(gone, side(dispute, linde), "x", at=AT + 10 * DAY)
    cast_all(put(dispute), terms, "YYYYY", at=LATER)
    by(vestbygd, disputes.respond, dispute, accepts=True, at=LATER)
    dispute.refresh_from_db()
    assert dispute.state == "CLOSED"


def test_the_public_card_holds_no_word_of_what_it_is_about(vestbygd, linde):
    dispute = presented(vestbygd, linde)
    by(linde, disputes.give_views, dispute, "Our secret views.")
    told = str(public.disputes())
    assert "Vestbygd kommune" in told
    for private in ("A statement", "Its use.", "We met.", "secret"):
        assert private not in told
    assert not Decision.objects.exists()
