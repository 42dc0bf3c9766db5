"""Votes in a meeting: by telephone or a show of hands that only the chair records, closed by the chair (5.1.5)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from governance import rules
from governance.actions import decisions, hands, meetings, minutes
from governance.models import Vote
from pact.access import CannotNow, Refused
from pact.clock import now
from pact.mail.models import OutboxMail
from tests.governance.make import HAND, committee, matter, member, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.governance.test_meetings import DAY, planned, point

pytestmark = pytest.mark.django_db
NOON = DAY + timedelta(hours=2)


@pytest.fixture
def room():
    """Five members, three of them there; a point with a matter."""
    terms = committee(5)
    meeting = planned()
    item = point(meeting, kind="DECISION", matter=matter())
    meetings.convene(HAND, meeting, at=DAY - timedelta(days=20))
    item.meeting.refresh_from_db()
    minutes.attend(HAND, meeting, [term.user_id for term in terms[:3]], at=NOON)
    return terms, item


def opened(item, at=NOON):
    return hands.open_in_meeting(staff(), item, at=at)


def shown(term, decision, hands_, terms, at=NOON):
    words = {"Y": "YES", "N": "NO", "A": "ABSTAIN"}
    given = {terms[number].organization_id: words[letter] for number, letter in hands_.items()}
    return hands.record_hands(member(term, at), decision, given, at=at)


@pytest.mark.parametrize(
    ("yes", "no", "quorum", "majority"), [(0, 0, 3, 1), (1, 0, 2, 0), (1, 1, 1, 1), (1, 2, 0, 2), (3, 0, 0, 0)]
)
def test_i_7_what_quorum_and_majority_still_need(yes, no, quorum, majority):
    tally = rules.Tally(5, yes, no, 0)
    assert (rules.needs_for_quorum(tally), rules.needs_for_majority(tally)) == (quorum, majority)


def test_a_vote_is_opened_on_the_day_of_the_meeting_without_letters(room):
    _terms, item = room
    with pytest.raises(CannotNow, match="on the day of the meeting"):
        opened(item, at=NOON - timedelta(days=1))
    decision = opened(item)
    assert (decision.procedure, decision.meeting, decision.electors.count()) == ("MEETING", item.meeting, 5)
    assert not OutboxMail.objects.filter(kind="governance.please_vote").exists()
    with pytest.raises(CannotNow, match="still open"):
        meetings.hold(HAND, item.meeting, at=NOON)


def test_the_chair_records_hands_of_those_who_are_there_and_closes(room):
    terms, item = room
    decision = opened(item)
    assert shown(terms[0], decision, {0: "Y", 1: "Y", 2: "N"}, terms) == 3
    decision.refresh_from_db()
    assert decision.state == "OPEN"
    closed = decisions.close(member(terms[0], NOON), decision, reasons="", public_text="", at=NOON)
    assert (closed.state, closed.tally["yes"], closed.tally["no"]) == ("ADOPTED", 2, 1)
    with pytest.raises(CannotNow, match="closed"):
        shown(terms[0], decision, {0: "N"}, terms)


def test_without_a_quorum_in_the_room_nothing_is_adopted(room):
    terms, item = room
    decision = opened(item)
    shown(terms[0], decision, {0: "Y", 1: "Y"}, terms)
    assert decisions.close(member(terms[0], NOON), decision, reasons="", public_text="", at=NOON).state == "LAPSED"


def test_staff_and_other_members_record_no_hands(room):
    terms, item = room
    decision = opened(item)
    for actor in (staff(), HAND, member(terms[1], NOON)):
        with pytest.raises(Refused, match="only the chair"):
            hands.record_hands(actor, decision, {terms[1].organization_id: "YES"}, at=NOON)
    assert not Vote.objects.exists()
    with pytest.raises(CannotNow, match="not everybody has voted"):
        decisions.close(staff(), decision, reasons="", public_text="", at=NOON)


def test_hands_are_of_members_who_are_there_not_recused_and_did_not_vote_themselves(room):
    terms, item = room
    decision = opened(item)
    with pytest.raises(CannotNow, match=r"not marked as there.*5\.1\.5"):
        shown(terms[0], decision, {3: "Y"}, terms)
    decisions.cast(member(terms[1], NOON), decision, "NO", "", at=NOON)
    with pytest.raises(CannotNow, match="voted on its own"):
        shown(terms[0], decision, {1: "Y"}, terms)
    decisions.recuse(HAND, decision, terms[2].organization_id, "Owns shares.", at=NOON)
    with pytest.raises(CannotNow, match="not recused"):
        shown(terms[0], decision, {2: "Y"}, terms)
    written = decisions.open_vote(
        HAND, matter("Other?"), question="Other?", closes_at=NOON + timedelta(days=9), at=NOON
    )
    with pytest.raises(Refused):
        shown(terms[0], written, {0: "Y"}, terms)


def test_a_vote_that_the_chair_forgot_closes_at_the_end_of_the_day(room):
    terms, item = room
    decision = opened(item)
    for term in terms:
        decisions.cast(member(term, NOON), decision, "YES", "", at=NOON)
    decision.refresh_from_db()
    assert decision.state == "OPEN"
    decisions.close_due(at=NOON + timedelta(days=1))
    decision.refresh_from_db()
    assert decision.state == "ADOPTED"


def test_the_page_of_a_vote_in_the_room():
    terms = committee(5)
    meeting = planned(now() + timedelta(minutes=1), zone="UTC", at=now())
    item = point(meeting, kind="DECISION", matter=matter())
    meetings.convene(HAND, meeting, at=now())
    minutes.attend(HAND, meeting, [term.user_id for term in terms], at=now())
    clerk, chair = browser(secretary()), browser(terms[0].user)
    assert "Open the vote" in clerk.get(reverse("governance:meeting-detail", args=[meeting.ref])).content.decode()
    address = clerk.post(reverse("governance:agenda-vote", args=[item.ref]))["Location"]
    page = chair.get(address).content.decode()
    assert "Show of hands" in page and "The quorum still needs 3 votes." in page
    assert "A majority still needs 1 vote in favour." in page
    assert "Show of hands" not in browser(terms[1].user).get(address).content.decode()
    names = [f"hands-hand_{term.organization_id}" for term in terms]
    assert chair.post(address + "hands/", {names[0]: "MAYBE"}).status_code == 422
    assert chair.post(address + "hands/", dict.fromkeys(names[:3], "YES")).status_code == 302
    assert clerk.post(address + "hands/", {names[3]: "YES"}).status_code == 403
    assert chair.post(address + "close/", {"close-reasons": ""}).status_code == 302
    assert "SC-" in chair.get(reverse("governance:meeting-detail", args=[meeting.ref])).content.decode()
