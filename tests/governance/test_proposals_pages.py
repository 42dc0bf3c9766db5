"""Proposals by HTTP: a form for each kind, a look at it, then put; nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import Matter
from pact.documents.facts import unpacked
from pact.files.models import StoredFile
from tests.governance.make import committee, person, secretary
from tests.governance.test_decisions_pages import browser, url
from tests.pact.test_files_store import _pdf

pytestmark = pytest.mark.django_db
GOOD = {
    "strategy": {"title": "Reuse first", "text": "We reuse before we buy."},
    "rules-of-procedure": {"title": "How we meet", "text": "By video, mostly."},
    "budget": {"year": "2031", "lines": "Working groups; 40,000\nSecretariat; 90000.50"},
    "fee": {"year": "2031", "amount": "12 000"},
    "target": {
        "metric": "USERS_SERVED",
        "title": "Five million users",
        "value": "5000000",
        "due_on": "31 December 2031",
    },
    "scope": {"group": "tablet", "enters": "yes", "valid_from": "1 January 2031"},
    "reading": {"choice": "reading.i-7/TWO_THIRDS", "valid_from": "1 January 2031"},
}
WORDS = {
    "budget": "EUR 130,000.50",
    "fee": "EUR 12,000.00",
    "target": "5,000,000",
    "scope": "comes into scope",
    "reading": "two thirds",
}
BAD = [
    ("budget", {"lines": "Working groups 40000"}, "Line 1: write the purpose"),
    ("budget", {"lines": "Working groups; many"}, "Line 1: “many” is no amount"),
    ("fee", {"amount": "12.5000"}, "is no amount"),
    ("fee", {"year": "2020"}, "Enter a year, like 2028"),
    ("fee", {"year": "2021"}, "nothing begins before it is decided"),
    ("target", {"value": "2.5"}, "Users are a whole number"),
    ("target", {"metric": "REDUCTION", "value": "120"}, "at most 100 percent"),
    ("target", {"due_on": "31 December 2021"}, "nothing begins before it is decided"),
    ("scope", {"group": "NEW"}, "Enter its name"),
    ("scope", {"group": "laptop"}, "in scope on that day already"),
    ("scope", {"enters": "no"}, "not in scope on that day"),
    ("reading", {"choice": "reading.i-7/HALF"}, "read like this already"),
    ("strategy", {"title": ""}, "Enter the title"),
]


@pytest.mark.parametrize("kind", GOOD)
def test_every_kind_is_looked_at_first_and_then_put(kind):
    committee(5)
    client, address = browser(secretary()), url("proposal-write", kind=kind)
    looked = client.post(address, {**GOOD[kind], "do": "look"})
    assert (looked.status_code, Matter.objects.count()) == (200, 0)
    assert WORDS.get(kind, GOOD[kind].get("text")) in looked.content.decode()
    put = client.post(address, {**GOOD[kind], "do": "put", "reasons": "It is time."}, follow=True)
    page = put.content.decode()
    matter = Matter.objects.get()
    assert "The proposal is before the Steering Committee." in page
    assert matter.subject_sha256 in page
    assert "It is time." in page
    assert "Proposed by the Secretariat." in page


@pytest.mark.parametrize(("kind", "change", "sentence"), BAD)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(kind, change, sentence):
    committee(5)
    answer = browser(secretary()).post(
        url("proposal-write", kind=kind), {**GOOD[kind], **change, "do": "put", "reasons": "Kept <words>"}
    )
    page = answer.content.decode()
    assert (answer.status_code, Matter.objects.count()) == (422, 0)
    assert sentence in page
    assert "Kept &lt;words&gt;" in page


def test_a_paper_is_kept_while_one_looks_and_its_hash_is_decided():
    terms = committee(5)
    client, address = browser(terms[0].user), url("proposal-write", kind="strategy")
    paper = SimpleUploadedFile("Strategy.pdf", _pdf(), "application/pdf")
    client.post(address, {**GOOD["strategy"], "do": "look", "paper": paper})
    stored = StoredFile.objects.get()
    client.post(address, {**GOOD["strategy"], "do": "put", "kept": stored.ref})
    matter = Matter.objects.get()
    assert unpacked(matter.content)["paper"]["sha256"] == stored.sha256
    for reader, status in ((terms[1].user, 200), (secretary(), 200), (person("stranger@x.example"), 404)):
        answer = browser(reader).get(url("proposal-paper", ref=matter.ref))
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_who_is_neither_member_nor_secretariat_is_refused():
    committee(5)
    client = browser(person("stranger@x.example"))
    assert client.get(url("proposal-new")).status_code == 403
    assert client.post(url("proposal-write", kind="fee"), GOOD["fee"]).status_code == 403


def test_the_page_of_kinds_names_each_clause():
    terms = committee(5)
    page = browser(terms[0].user).get(url("proposal-new")).content.decode()
    for clause in ("Pact 1.1.2", "Pact 5.1.1", "Pact 5.3.2"):
        assert clause in page
    assert browser(terms[0].user).get(url("proposal-write", kind="nothing")).status_code == 404


def test_the_secretariat_opens_the_vote_before_what_is_decided_begins_or_withdraws():
    committee(5)
    client = browser(secretary())
    client.post(url("proposal-write", kind="fee"), {**GOOD["fee"], "do": "put"})
    matter = Matter.objects.get()
    answer = client.post(url("matter-vote", ref=matter.ref), {"closes_on": "2 January 2031"})
    assert answer.status_code == 422
    assert "Choose 1 January 2031 or an earlier day" in answer.content.decode()
    client.post(url("proposal-withdraw", ref=matter.ref))
    matter.refresh_from_db()
    assert matter.state == "WITHDRAWN"


def test_a_member_does_not_withdraw_and_strangers_do_not_find_it():
    terms = committee(5)
    browser(terms[0].user).post(url("proposal-write", kind="fee"), {**GOOD["fee"], "do": "put"})
    ref = Matter.objects.get().ref
    assert browser(terms[0].user).post(url("proposal-withdraw", ref=ref)).status_code == 403
    assert browser(person("stranger@x.example")).get(url("proposal-detail", ref=ref)).status_code == 404
