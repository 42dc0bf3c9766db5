"""Letters outside this software: recorded by the Secretariat on an organisation's record, and seen by nobody else."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pact.access import CannotNow, Refused, scope
from pact.access.actors import Actor, Hat
from pact.audit.models import Event
from pact.clock import today
from pact.files.models import StoredFile
from participants import queries
from participants.actions import letters
from participants.models import RecordedLetter
from tests.participants.make import AT, HAND

pytestmark = pytest.mark.django_db
RECORD = "/secretariat/organisations/vestbygd-kommune/"
NEW = RECORD + "letters/new/"
PDF = (Path(__file__).parents[2] / "participants/data/demo/signed-paper.pdf").read_bytes()
LETTER = {
    "direction": "IN",
    "dated": "14 June 2021",
    "sender": "Vestbygd kommune",
    "recipient": "Secretariat",
    "subject": "Criteria for our next framework",
    "text": "Which criteria are new? <script>alert(1)</script>",
}


def scan(data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.pdf", data, content_type="application/pdf")


def test_a_letter_is_recorded_and_stands_beside_those_we_sent(secretary, vestbygd):
    answer = secretary.post(NEW, {**LETTER, "scan": scan()})
    page = secretary.get(answer.url).content.decode()
    assert "&lt;script&gt;" in page
    assert "14 June 2021" in page
    record = secretary.get(RECORD + "letters/").content.decode()
    assert "Criteria for our next framework" in record
    assert "recorded by hand" in record
    assert b"".join(secretary.get(answer.url + "file/").streaming_content) == PDF
    event = Event.objects.get(verb="participants.letter.recorded")
    assert (event.organization_id, event.facts["letter"]) == (vestbygd.pk, RecordedLetter.objects.get().ref)


def test_words_alone_are_enough_and_then_there_is_no_file(secretary, vestbygd):
    answer = secretary.post(NEW, LETTER)
    assert secretary.get(answer.url + "file/").status_code == 404
    assert b"Download the PDF" not in secretary.get(answer.url).content


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"direction": "SIDEWAYS"}, "Choose received or sent"),
        ({"dated": "1 January 2100"}, "Enter today or an earlier day"),
        ({"dated": "soon"}, "Enter a day, like 31 March 2027"),
        ({"sender": ""}, "Enter who wrote the letter"),
        ({"recipient": ""}, "Enter to whom it was written"),
        ({"subject": "x" * 201}, "Shorten this to at most 200 characters"),
        ({"text": ""}, "Enter the words of the letter"),
        ({"scan": scan(b"no letter")}, "not a PDF"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(secretary, vestbygd, wrong, sentence):
    page = secretary.post(NEW, {**LETTER, **wrong}).content.decode()
    assert sentence in page
    assert 'value="Vestbygd kommune"' in page or "sender" in wrong
    assert not RecordedLetter.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_the_secretariat_reaches_it(secretary, manager, stranger, member, visitor, vestbygd):
    address = secretary.post(NEW, {**LETTER, "scan": scan()}).url
    for page in (NEW, address, address + "file/"):
        for client in (manager, stranger, member):
            assert client.get(page).status_code in (403, 404), page
        assert visitor.get(page).status_code == 302
    assert secretary.get(address.replace("vestbygd-kommune", "elsewhere")).status_code == 404, "of another organisation"
    hat = Hat(vestbygd.pk, vestbygd.slug, vestbygd.name, frozenset({"MANAGER"}))
    own = Actor(user_id=1, organizations=(hat,))
    with scope.entered(own):
        assert not queries.recorded_letters(own).exists()
        assert not StoredFile.objects.visible_to(own).exists()


def test_the_action_holds_the_same_rules(vestbygd):
    facts = {"direction": "OUT", "sender": "A", "recipient": "B", "subject": "C", "on": AT.date(), "at": AT}
    with pytest.raises(CannotNow, match="cannot lie ahead"):
        letters.record_letter(HAND, vestbygd, dated=AT.date().replace(year=2100), text="D", **facts)
    with pytest.raises(CannotNow, match="words of the letter"):
        letters.record_letter(HAND, vestbygd, dated=AT.date(), text="  ", **facts)
    with pytest.raises(Refused):
        letters.record_letter(Actor(user_id=1), vestbygd, dated=today(), text="D", **facts)
