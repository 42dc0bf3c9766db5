"""Extending the Pact by written consent (Pact 6.2.2, register I-19)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from governance.actions import closing, decisions, extensions, rounds
from governance.models import Extension, Matter
from governance.queries.contents import in_words
from governance.rules import Criterion
from pact.access import CannotNow, Refused
from pact.clock import now, today
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from pact.rulebook import rule
from participants.actions import participations
from tests.governance.make import AT, HAND, cast_all, committee, participant, person, secretary, staff, voter
from tests.governance.test_decisions_pages import browser, url

pytestmark = pytest.mark.django_db
NEW_END, OLD_END = date(2033, 12, 31), date(2030, 12, 31)
CLOSES = date(2027, 5, 31)
AFTER = datetime(2027, 6, 1, 2, tzinfo=UTC)
TWO_THIRDS = Criterion(2, 3, 2)


@pytest.fixture
def terms():
    return committee(5)


def decided(matter, terms, choices="YYYYY", at=AT):
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=at + timedelta(days=7), at=at)
    return cast_all(decision, terms, choices, at=at)


def criterion(terms, at=AT):
    return decided(extensions.ask_criterion(staff(), TWO_THIRDS, at=at), terms, at=at)


def asked(at=AT) -> Extension:
    return extensions.open_extension(staff(), new_end=NEW_END, closes_on=CLOSES, at=at)


def agree(row, organization, position="CONSENT", at=AT):
    return rounds.answer(voter(organization, at), row.round, organization, position, capacity="Head", at=at)


def test_i_19_nobody_is_asked_before_the_committee_said_what_is_sufficient(terms):
    participant("Alfa")
    with pytest.raises(CannotNow, match=r"I-19"):
        asked()
    refused = extensions.ask_criterion(staff(), TWO_THIRDS, at=AT)
    decision = decided(refused, terms, "NNNNN")
    decisions.close(HAND, decision, reasons="Too few.", public_text="", at=AT)
    with pytest.raises(CannotNow, match=r"I-19"):
        asked()
    made = criterion(terms)
    row = asked()
    assert (row.criterion_id, row.round.share, row.round.share_of, row.round.fewest) == (made.pk, 2, 3, 2)
    assert row.round.text_sha256 != made.subject_sha256


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"new_end": OLD_END}, "choose a later day"),
        ({"closes_on": AT.date() + timedelta(days=2)}, "15 days"),
        ({"closes_on": date(2031, 1, 1)}, "close it earlier"),
    ],
)
def test_6_2_2_days_that_are_not_possible(terms, facts, sentence):
    criterion(terms)
    with pytest.raises(CannotNow, match=sentence):
        extensions.open_extension(staff(), **{"new_end": NEW_END, "closes_on": CLOSES, **facts}, at=AT)


def test_6_2_2_one_extension_at_a_time_and_only_by_the_secretariat(terms):
    ours = participant("Alfa")
    criterion(terms)
    asked()
    with pytest.raises(CannotNow, match="asked already"):
        asked()
    with pytest.raises(Refused):
        extensions.open_extension(voter(ours), new_end=NEW_END, closes_on=CLOSES, at=AT)


def test_6_2_2_with_sufficient_consent_the_committee_extends_and_who_did_not_agree_ends(terms):
    alfa, beta, gamma = members = [participant(name) for name in ("Alfa", "Beta", "Gamma")]
    criterion(terms)
    row = asked()
    assert row.round.needed == 2
    agree(row, alfa)
    agree(row, beta)
    agree(row, gamma, "REFUSE")
    closing.close_due(at=AFTER)
    row.refresh_from_db()
    assert row.state == "SUFFICIENT"
    assert rule("pact.end", on=date(2029, 1, 1)) == "2030-12-31"
    matter = Matter.objects.get(kind="EXTENSION")
    decided(matter, terms, at=AFTER)
    row.refresh_from_db()
    assert row.state == "EXTENDED"
    assert rule("pact.end", on=date(2027, 6, 1)) == "2030-12-31"
    assert rule("pact.end", on=date(2027, 6, 2)) == "2033-12-31"
    parts = {one.slug: one.participations.get() for one in members}
    assert {slug: (part.state, part.end_kind, part.period.upper) for slug, part in parts.items()} == {
        "alfa": ("ACTIVE", "", None),
        "beta": ("ACTIVE", "", None),
        "gamma": ("ENDING", "NOT_EXTENDED", OLD_END + timedelta(days=1)),
    }
    letters = OutboxMail.objects.filter(kind="governance.extension_closed")
    assert {mail.organization_id: "did not agree" in mail.text for mail in letters} == {
        alfa.pk: False, beta.pk: False, gamma.pk: True,
    }  # fmt: skip
    participations.end_due(at=datetime(2030, 12, 31, 23, 5, tzinfo=UTC))
    assert gamma.participations.get().state == "ENDED"
    assert alfa.participations.get().state == "ACTIVE"


def test_6_2_2_without_sufficient_consent_nothing_changes(terms):
    alfa, *_rest = [participant(name) for name in ("Alfa", "Beta", "Gamma")]
    criterion(terms)
    row = asked()
    agree(row, alfa)
    closing.close_due(at=AFTER)
    row.refresh_from_db()
    assert row.state == "FAILED"
    assert not Matter.objects.filter(kind="EXTENSION").exists()
    assert rule("pact.end", on=date(2028, 1, 1)) == "2030-12-31"
    assert "not extended" in OutboxMail.objects.filter(kind="governance.extension_closed").first().subject


def test_6_2_2_the_committee_may_still_refuse(terms):
    alfa, beta = [participant(name) for name in ("Alfa", "Beta")]
    criterion(terms)
    row = asked()
    agree(row, alfa)
    agree(row, beta)
    closing.close_due(at=AFTER)
    decision = decided(Matter.objects.get(kind="EXTENSION"), terms, "NNNNN", at=AFTER)
    decisions.close(HAND, decision, reasons="No budget.", public_text="", at=AFTER)
    row.refresh_from_db()
    assert (row.state, row.decision_id) == ("FAILED", decision.pk)
    assert alfa.participations.get().state == "ACTIVE"


def test_6_6_1_who_did_not_agree_may_leave_earlier_and_a_withdrawn_notice_brings_the_old_end_back(terms):
    alfa, beta, gamma = [participant(name) for name in ("Alfa", "Beta", "Gamma")]
    criterion(terms)
    row = asked()
    agree(row, alfa)
    agree(row, beta)
    closing.close_due(at=AFTER)
    decided(Matter.objects.get(kind="EXTENSION"), terms, at=AFTER)
    signer = person("signs@gamma.example", role="SIGNATORY", organization=gamma)
    from buyergroups.access import actor_for

    actor = actor_for(signer, at=AFTER)
    participations.give_notice(actor, gamma.participations.get(), "We go.", date(2028, 1, 1), at=AFTER)
    assert gamma.participations.get().end_kind == "LEFT"
    participations.withdraw_notice(actor, gamma.participations.get(), at=AFTER)
    assert extensions.keep_ends(at=AFTER) == 1
    part = gamma.participations.get()
    assert (part.end_kind, part.period.upper) == ("NOT_EXTENDED", OLD_END + timedelta(days=1))
    assert extensions.keep_ends(at=AFTER) == 0


def test_6_2_2_the_silent_are_reminded_once_a_week(terms):
    alfa, _beta = [participant(name) for name in ("Alfa", "Beta")]
    criterion(terms)
    row = asked()
    agree(row, alfa)
    for week in range(1, 13):
        sweep(at=AT + timedelta(days=7 * week))
    mails = OutboxMail.objects.filter(kind="governance.round_reminder")
    assert 11 <= mails.count() <= 13
    assert set(mails.values_list("subject", flat=True).distinct()) >= {"14 days left: Beta has not answered yet"}


def test_the_secretariats_page_goes_step_by_step_and_the_world_reads_the_result(terms):
    ours = participant("Alfa", at=now())
    client, where = browser(secretary()), url("duration")
    assert "not decided yet" in client.get(where).content.decode()
    answer = client.post(url("duration-criterion"), {"criterion-share": "3/2", "criterion-fewest": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a share of at most the whole" in page
    assert "At least one organisation has to agree." in page
    answer = client.post(url("duration-criterion"), {"criterion-share": "2/3", "criterion-fewest": "1"})
    assert answer.status_code == 302
    assert "The committee has the question" in client.get(where).content.decode()
    decided(Matter.objects.get(kind="EXTENSION_CRITERION"), terms, at=now())
    given = {"extend-new_end": "31 December 2020", "extend-closes_on": (today() + timedelta(days=60)).isoformat()}
    answer = client.post(url("duration-extension"), given)
    assert (answer.status_code, "choose a later day" in answer.content.decode()) == (422, True)
    client.post(url("duration-extension"), {**given, "extend-new_end": "31 December 2033"})
    row = Extension.objects.get()
    page = client.get(where).content.decode()
    assert "An extension is under way." in page
    assert "Alfa" in page
    voting, where = browser(person("vote@alfa.example")), url("extension-answer", org=ours.slug, ref=row.ref)
    assert "Silence is no consent." in voting.get(where).content.decode()
    assert voting.post(where, {"position": "CONSENT", "capacity": "Head"}).status_code == 302
    voting.post(url("extension-answer-withdraw", org=ours.slug, ref=row.ref))
    assert voting.post(where, {"position": "CONSENT"}).status_code == 422
    assert voting.get(url("extension-answer", org=ours.slug, ref="nowhere")).status_code == 404
    assert voting.get(url("duration")).status_code == 403
    public = Client().get(reverse("website:duration")).content.decode()
    assert "31 December 2033" in public
    assert "Needs 1 more" in public


def test_the_vote_on_what_is_sufficient_says_it_in_words_in_their_order():
    committee(5)
    matter = extensions.ask_criterion(staff(), Criterion(2, 3, 5), at=AT)
    assert in_words(matter) == [("Share of all participants", "2 of 3"), ("And at least", "5")]
    assert "31 December 2030" in matter.summary
