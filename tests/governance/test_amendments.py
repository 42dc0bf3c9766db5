"""Amendments of the Pact from the request to the new version (Pact 6.5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from governance.actions import amendments, closing, rounds, seats
from governance.models import Amendment, ConsentRound, Matter
from pact.access import Actor, CannotNow, Refused
from pact.deadlines.models import Obligation
from pact.documents.models import Document
from pact.mail.models import OutboxMail
from pact.rulebook import rule
from participants.actions.entering import text_in_force
from participants.models import PactText
from tests.governance.make import (
    AT,
    HAND,
    committee,
    give,
    participant,
    person,
    put_to_consent,
    request,
    seated,
    staff,
    voter,
)
from tests.participants import make

pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 6, 1, 2, tzinfo=UTC)  # the night after the closing day


def four():
    return [participant(name) for name in ("Alfa", "Beta", "Gamma", "Delta")]


def adopted():
    terms, members = committee(5), four()
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    for organization in members[:3]:
        give(amendment, organization)
    closing.close_due(at=AFTER)
    amendment.refresh_from_db()
    return amendment, members


def test_6_5_2_more_seats_hold_from_the_day_of_the_new_text_in_words_and_in_the_database():
    amendment, _members = adopted()
    assert amendment.state == Amendment.State.ADOPTED
    assert (amendment.text.version, amendment.text.valid_from, amendment.text.source) == (
        2, date(2027, 9, 1), f"Amendment {amendment.number}",
    )  # fmt: skip
    assert (rule("sc.max", on=date(2027, 8, 31)), rule("sc.max", on=date(2027, 9, 1))) == (11, 13)
    newcomer = make.organization("Newcomer", legal_kind="AGENCY")
    with pytest.raises(CannotNow, match="at most 11 members"):
        seated(12, newcomer, term=(date(2027, 8, 31), date(2028, 8, 31)))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into governance_seatterm (ref, seat_no, organization_id, user_id, period) "
            "values ('x', 12, %s, %s, '[2027-08-31,2028-08-31)')",
            [newcomer.pk, person("twelfth@committee.example").pk],
        )
    assert seated(12, newcomer, term=(date(2027, 9, 1), date(2028, 9, 1))).seat_no == 12
    with pytest.raises(CannotNow, match="at most 13 members"):
        seats.seat(
            HAND,
            seat_no=14,
            organization=make.organization("One more"),
            user=person("fourteenth@committee.example"),
            from_on=date(2027, 9, 1),
            until_on=date(2028, 9, 1),
            at=AT,
        )


def test_6_5_2_until_its_day_the_text_before_is_in_force_and_is_signed():
    adopted()
    assert PactText.objects.count() == 2
    assert text_in_force(date(2027, 8, 31)).version == 1
    assert text_in_force(date(2027, 9, 1)).version == 2
    assert make.founder("Late", joined=datetime(2027, 6, 2, 9, tzinfo=UTC)).text.version == 1


def test_6_5_2_everybody_gets_the_result_and_a_certificate_lists_all():
    amendment, members = adopted()
    letters = OutboxMail.objects.filter(kind="governance.amendment_closed")
    assert letters.count() == len(members)
    assert "adopted" in letters.first().subject
    document = Document.objects.get(kind="governance.certificate")
    assert (document.public, document.about_ref) == (True, amendment.ref)
    lines = {line["organization"]: line["position"] for line in document.facts["lines"]}
    assert lines == {"Alfa": "CONSENT", "Beta": "CONSENT", "Gamma": "CONSENT", "Delta": "SILENT"}
    assert document.facts["counts"] == {"CONSENT": 3, "REFUSE": 0, "ABSTAIN": 0, "SILENT": 1}


def test_6_5_2_silence_abstention_and_refusal_count_the_same():
    terms, members = committee(5), four()
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    give(amendment, members[0])
    give(amendment, members[1])
    give(amendment, members[2], "ABSTAIN")
    give(amendment, members[3], "REFUSE")
    closing.close_due(at=AFTER)
    amendment.refresh_from_db()
    assert amendment.state == Amendment.State.FAILED
    assert PactText.objects.count() == 1
    assert rule("sc.max", on=date(2028, 1, 1)) == 11
    assert OutboxMail.objects.filter(kind="governance.amendment_closed", subject__contains="not adopted").count() == 4


def test_6_5_1_any_participant_requests_and_nobody_else():
    committee(5)
    (ours,) = [participant("Alfa")]
    supporter = make.founder("Friends", "SUPPORTER").organization
    person(f"vote@{supporter.slug}.example", role="VOTER", organization=supporter)
    with pytest.raises(CannotNow, match=r"take part .* 6\.5\.1"):
        request(supporter)
    reader = person("reader@alfa.example", role="EDITOR", organization=ours)
    from participants.access import actor_for

    facts = {"title": "x", "reasons": "x", "changes": [], "rule_changes": [], "in_force_from": date(2028, 1, 1)}
    for actor in (staff(), actor_for(reader, at=AT)):
        with pytest.raises(Refused):
            amendments.request(actor, ours, at=AT, **facts)
    made = request(ours)
    assert made.number == "A-2027-01"
    assert Obligation.objects.filter(kind="governance.amendment_requested", workspace="SECRETARIAT").count() == 1
    assert OutboxMail.objects.filter(kind="governance.amendment_asked").count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"changes": []}, "at least one clause"),
        ({"in_force_from": date(2027, 3, 10)}, "after everybody could answer"),
        ({"changes": [{"clause": "5.1.3", "old": "Not so", "new": "x"}]}, "changed meanwhile"),
        ({"rule_changes": [{"key": "fee.initial", "value": "1.00", "sentence": ""}]}, "not changed by an amendment"),
        ({"rule_changes": [{"key": "sc.min", "value": 12, "sentence": ""}]}, "more members at least than at most"),
    ],
)
def test_6_5_1_what_cannot_be_agreed_to_is_refused(facts, sentence):
    committee(5)
    ours = participant("Alfa")
    with pytest.raises(CannotNow, match=sentence):
        request(ours, **{"from_on": facts.pop("in_force_from", date(2027, 9, 1)), **facts})


def test_6_5_1_the_committee_declines_with_its_reasons():
    terms, members = committee(5), four()
    amendment = request(members[0])
    decision = put_to_consent(amendment, terms, choices="NNNNN")
    from governance.actions import decisions

    decisions.close(HAND, decision, reasons="Too early.", public_text="", at=AT)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.answer, amendment.decision_id) == ("DECLINED", "Too early.", decision.pk)
    assert "declined" in OutboxMail.objects.get(kind="governance.amendment_answered").subject
    assert not ConsentRound.objects.exists()


def test_6_5_1_the_secretariat_returns_a_request_and_a_new_one_follows_it():
    committee(5)
    ours = participant("Alfa")
    first = request(ours)
    matter = amendments.put_before_committee(staff(), first, closes_on=date(2027, 5, 31), at=AT)
    with pytest.raises(CannotNow, match="what is unclear"):
        amendments.return_for_wording(staff(), first, " ", at=AT)
    amendments.return_for_wording(staff(), first, "From which committee on?", at=AT)
    matter.refresh_from_db()
    assert (first.state, matter.state) == ("RETURNED", Matter.State.WITHDRAWN)
    assert request(ours, follows=first).follows == first
    assert not Obligation.objects.filter(kind="governance.amendment_requested", subject_ref=first.ref, state="OPEN")


def test_6_5_1_who_asked_withdraws_it_until_the_closing():
    terms, members = committee(5), four()
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    give(amendment, members[1])
    with pytest.raises(Refused):
        amendments.withdraw(voter(members[1]), amendment, at=AT)
    amendments.withdraw(voter(members[0]), amendment, at=AT)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.round.state) == ("WITHDRAWN", "CANCELLED")
    assert not Obligation.objects.filter(kind="governance.answer", state="OPEN").exists()
    with pytest.raises(CannotNow, match="closed"):
        give(amendment, members[2])
    assert OutboxMail.objects.filter(kind="governance.amendment_closed").count() == 4


def test_6_5_2_one_exact_text_is_put_to_consent_at_a_time():
    terms, members = committee(5), four()
    first, second = request(members[0]), request(members[1], title="Another")
    put_to_consent(first, terms)
    with pytest.raises(CannotNow, match=f"{first.number} is put to consent already"):
        amendments.put_before_committee(staff(), second, closes_on=date(2027, 5, 31), at=AT)
    for organization in members:
        give(first, organization)
    closing.close_due(at=AFTER)
    with pytest.raises(CannotNow, match="changed since this was requested"):
        amendments.put_before_committee(staff(), second, closes_on=date(2027, 7, 31), at=AFTER)


def test_6_5_2_the_consent_closes_before_the_text_is_in_force_and_after_a_fortnight():
    committee(5)
    amendment = request(participant("Alfa"))
    for closes_on, sentence in ((date(2027, 9, 1), "before that day"), (AT.date() + timedelta(days=3), "15 days")):
        with pytest.raises(CannotNow, match=sentence):
            amendments.put_before_committee(staff(), amendment, closes_on=closes_on, at=AT)


def test_6_5_2_the_vote_is_bound_to_the_request_by_its_hash_and_the_request_is_written_once():
    terms = committee(5)
    amendment = request(participant("Alfa"))
    decision = put_to_consent(amendment, terms)
    assert decision.subject_sha256 == amendment.sha256 == amendment.round.text_sha256
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.filter(pk=amendment.pk).update(changes=[])


def test_a_round_closes_only_at_its_time():
    terms, members = committee(5), four()
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    for organization in members:
        give(amendment, organization)
    assert closing.close_due(at=AT) == 0
    with pytest.raises(CannotNow, match="only at its time"):
        rounds.close(amendment.round, at=AT)
    assert closing.close_due(at=AFTER) == 1
    assert closing.close_due(at=AFTER) == 0


def test_only_the_clock_settles_a_round():
    from governance.flow import ROUND

    terms = committee(5)
    amendment = request(participant("Alfa"))
    put_to_consent(amendment, terms)
    for actor in (staff(), Actor(user_id=1, committee=True)):
        with pytest.raises(Refused), ROUND.step("reach", amendment.round, actor=actor, at=AT):
            pass
