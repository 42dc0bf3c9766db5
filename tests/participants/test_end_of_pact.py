"""The end of the Pact (6.2.1): from 00:00 of the day after, every write is refused and every page stays readable."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from governance.actions import foundation
from governance.actions.extensions import note_end
from monitoring.actions import foundation as counting
from pact.access import Actor, Refused
from pact.access.checks import patterns
from pact.audit import record
from pact.audit.recording import _verbs
from pact.clock import today
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from pact.rulebook.actions import set_rule
from pact.rulebook.duration import ended_on
from pact.rulebook.models import RuleParameter
from participants import public, verbs
from participants.actions import participations
from participants.models.participations import State
from tests.governance.make import AT, HAND, participant, person, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
LAST_MOMENT = datetime(2030, 12, 31, 22, 59, 59, tzinfo=UTC)
OVER = datetime(2030, 12, 31, 23, 0, tzinfo=UTC)  # 00:00 on 1 January 2031 where the Secretariat is


@pytest.fixture
def pact():
    foundation.lay(at=AT)


@pytest.fixture
def over(pact):
    """As if it had ended the day before yesterday."""
    counting.lay(at=AT)
    last = today() - timedelta(days=2)
    facts = {"clause": "6.2.1", "sentence": "The Pact ends.", "unit": "day"}
    set_rule("pact.end", last.isoformat(), valid_from=last - timedelta(days=30), source="test", **facts)
    return last


def test_6_2_1_it_is_over_at_midnight_in_the_secretariats_zone(pact):
    assert ended_on(LAST_MOMENT) is None
    assert ended_on(OVER) == date(2030, 12, 31)


def test_6_2_1_an_installation_without_rules_is_not_over():
    assert not RuleParameter.objects.exists()
    assert ended_on(OVER) is None


def test_6_2_1_people_and_visitors_write_nothing_more_and_the_systems_hands_do(pact):
    organization = make.organization()
    for actor in (Actor(user_id=1), Actor.at_the_door("key"), staff()):
        with pytest.raises(Refused, match="ended on 31 December 2030") as refused:
            record(actor, verbs.HANDED_OVER, organization, at=OVER)
        assert refused.value.clause == "6.2.1"
        assert record(actor, verbs.LETTER_RECORDED, organization, at=OVER).pk
        assert record(actor, verbs.HANDED_OVER, organization, at=LAST_MOMENT).pk
    assert record(HAND, verbs.HANDED_OVER, organization, at=OVER).pk


def test_6_2_1_an_action_without_any_page_is_refused_as_well(pact):
    ours = participant("Alfa")
    with pytest.raises(Refused, match="The Pact ended"):
        participations.record_notice(
            staff(), ours.participations.get(), "We go.", date(2030, 12, 30), channel="POST",
            sent_on=date(2030, 12, 1), at=OVER,
        )  # fmt: skip
    assert ours.participations.get().state == State.ACTIVE


def test_6_2_1_steps_are_refused_with_their_clause_and_pages_are_read(over):
    ours = participant("Alfa", at=AT.replace(year=2022))
    client = browser(person("boss@alfa.example", role="MANAGER", organization=ours))
    where = reverse("participants:organization-profile", kwargs={"org": ours.slug})
    assert client.get(where).status_code == 200
    answer = client.post(where, {"name": "New name"})
    assert answer.status_code == 403
    assert "The Pact ended on" in answer.content.decode()
    assert "§6.2.1 of the Pact" in answer.content.decode()
    assert Client().post(reverse("participants:join"), {}).status_code in (403, 405)
    for name in ("website:home", "website:participant-list", "website:pact-text", "website:duration"):
        assert Client().get(reverse(name)).status_code == 200


def test_6_2_1_the_exceptions_are_few_and_named(over):
    """Sessions of one's own, letters of the Secretariat, the demo's clock; signing in is no page of ours."""
    open_ = set()
    for _route, name, entry in patterns():
        view = entry.callback
        if getattr(view, "after_end", False):
            open_.add(name)
    assert open_ == {
        "accounts:session-end",
        "accounts:session-end-others",
        "mail:letter-send-again",
        "mail:letter-hold",
        "participants:letter-new",
    }
    assert {verb.code for verb in _verbs.values() if verb.after_end} == {
        "files.file.stored",
        "mail.letter.held",
        "mail.letter.sent_again",
        "participants.letter.recorded",
    }
    client = browser(secretary())
    organization = make.organization()
    where = reverse("participants:letter-new", kwargs={"org": organization.slug})
    given = {"direction": "IN", "dated": "1 March 2021", "sender": "A", "recipient": "B", "subject": "C", "text": "D"}
    assert client.post(where, given).status_code == 302
    assert client.post(reverse("accounts:session-end-others")).status_code == 302


def test_6_2_1_every_part_ends_with_the_pact(pact):
    ours, leaving = participant("Alfa"), participant("Beta")
    friends = make.founder("Friends", "SUPPORTER").organization
    participations.record_notice(
        staff(), leaving.participations.get(), "We go.", date(2030, 12, 31), channel="POST", sent_on=AT.date(), at=AT
    )
    assert participations.end_due(at=LAST_MOMENT) == 1
    assert participations.end_due(at=OVER) == 2
    assert participations.end_due(at=OVER) == 0
    for row in (ours.participations.get(), friends.support_letters.get()):
        assert (row.state, row.end_kind, row.period.upper) == ("ENDED", "PACT_ENDED", date(2031, 1, 1))
    assert leaving.participations.get().end_kind == "LEFT"
    assert public.participants().items == ()


def test_6_2_1_the_public_list_says_when_the_pact_ended(over):
    page = Client().get(reverse("website:participant-list")).content.decode()
    assert f"The Pact ended on {over:%-d %B %Y}." in page
    assert "The Pact has ended." in Client().get(reverse("website:duration")).content.decode()


def test_6_2_1_letters_go_to_all_a_year_half_a_year_and_a_month_before(pact):
    ours = participant("Alfa")
    person("boss@alfa.example", role="MANAGER", organization=ours)
    friends = make.founder("Friends", "SUPPORTER").organization
    person("friend@friends.example", role="SIGNATORY", organization=friends)
    for _ in range(2):
        note_end(at=AT)
    assert Obligation.objects.filter(kind="governance.pact_ends").count() == 1
    for day in (date(2029, 12, 31), date(2030, 7, 4), date(2030, 12, 1), date(2030, 12, 2)):
        sweep(at=datetime.combine(day, AT.timetz()))
    letters = OutboxMail.objects.filter(kind="governance.pact_ends").order_by("created_at", "to")
    assert [mail.to for mail in letters] == ["boss@alfa.example", "vote@alfa.example"] * 3
    assert letters[0].subject == "The Pact ends on 31 December 2030: 365 days left"


def test_6_2_1_an_extension_moves_the_letters(pact):
    note_end(at=AT)
    RuleParameter.objects.filter(key="pact.end").update(valid=DateRange(date(2021, 6, 14), AT.date()))
    RuleParameter.objects.create(
        key="pact.end", value="2033-12-31", unit="day", clause="6.2.1", sentence="It ends.", source="Decision",
        valid=DateRange(AT.date(), None),
    )  # fmt: skip
    note_end(at=AT)
    due = Obligation.objects.get(kind="governance.pact_ends", state="OPEN").due_at
    assert due.date() == date(2033, 12, 31)
