"""The register of decisions, their record on page and paper, and that what is final stays so (5.1)."""

import csv
import io
from datetime import timedelta

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from governance.actions import decisions
from governance.models import Vote
from pact.clock import now
from pact.documents import press
from pact.documents.facts import unpacked
from pact.documents.models import Document
from tests.governance.make import HAND, cast_all, committee, matter, member, person, secretary, vote
from tests.governance.test_decisions_pages import a_vote, browser, url

pytestmark = pytest.mark.django_db
CONTENT = {"amount": 12000, "why": "Fewer costs"}


@pytest.fixture
def terms():
    return committee(6)


@pytest.fixture
def decision(terms):
    """Adopted with one recused member and one silent one; closed by hand after its time."""
    made = vote("Set the amount?", content=CONTENT)
    decisions.recuse(HAND, made, terms[5].organization_id, "Its own amount.", at=made.opened_at)
    decisions.cast(member(terms[0]), made, "YES", "At last", at=made.opened_at)
    cast_all(made, terms[1:4], "YYN")
    return decisions.close(HAND, made, reasons="", public_text="", at=made.closes_at + timedelta(seconds=1))


def test_the_register_is_filtered_in_the_address(terms, decision):
    open_one = a_vote("Another question?", kind="MISUSE")
    client = browser(secretary())
    whole = client.get(url("decision-list")).content.decode()
    assert decision.number in whole and open_one.question in whole
    for query, shown, hidden in (
        ("kind=MISUSE", open_one.question, decision.question),
        ("state=ADOPTED", decision.question, open_one.question),
        ("q=amount", decision.question, open_one.question),
        (f"year={decision.opened_at.year}", decision.question, "No vote matches"),
        (f"q={decision.number}", decision.question, open_one.question),
    ):
        page = client.get(f"{url('decision-list')}?{query}").content.decode()
        assert shown in page and hidden not in page, query
    assert "No vote matches" in client.get(f"{url('decision-list')}?q=zebra").content.decode()
    assert client.get(f"{url('decision-list')}?year=x&kind=y").status_code == 200


def test_the_register_is_a_file_with_the_same_filter(decision):
    a_vote("Another question?")
    client = browser(secretary())
    answer = client.get(f"{url('decision-file', kind='csv')}?state=ADOPTED")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    assert [row[0] for row in rows] == [decision.number]
    assert rows[0][7:] == ["3", "1", "0", "5"]
    assert client.get(url("decision-file", kind="xlsx")).content[:2] == b"PK"
    assert client.get(url("decision-file", kind="exe")).status_code == 404


def test_the_register_asks_the_same_number_of_queries_however_many_there_are(terms):
    client = browser(secretary())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(url("decision-list"))
        return len(queries)

    a_vote("One?")
    client.get(url("decision-list"))
    few = asked()
    for number in range(8):
        a_vote(f"Question {number}?")
    assert asked() == few


def test_the_record_names_votes_base_quorum_recusals_and_what_was_decided(terms, decision):
    answer = browser(terms[0].user).get(url("decision-result", ref=decision.ref))
    page = " ".join(answer.content.decode().split())
    for words in (decision.number, "Its own amount.", "At last", "did not vote", "3 votes needed, 4 cast",
                  "1 recused, not counted", decision.subject_sha256, "A tie does not carry."):  # fmt: skip
        assert words in page, words


def test_an_open_vote_has_no_record_and_strangers_find_none(decision):
    open_one = a_vote("Another question?")
    client = browser(secretary())
    assert client.get(url("decision-result", ref=open_one.ref)).status_code == 404
    stranger = browser(person("stranger@x.example"))
    assert stranger.get(url("decision-list")).status_code == 403
    for name in ("decision-result", "decision-print"):
        assert stranger.post(url(name, ref=decision.ref)).status_code in (403, 404, 405)


def test_the_record_is_printed_once_for_committee_and_secretariat(terms, decision, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    client = browser(terms[0].user)
    client.post(url("decision-print", ref=decision.ref))
    client.post(url("decision-print", ref=decision.ref))
    document = Document.objects.get(kind="governance.decision_record")
    assert (document.for_committee, document.public) == (True, False)
    assert unpacked(document.facts)["counts"] == {"electors": 5, "yes": 3, "no": 1, "abstain": 0, "cast": 4}
    assert press(at=now()) == 1
    document.refresh_from_db()
    with default_storage.open(document.path) as file:
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read())).pages)
    flat = " ".join(text.split())
    for words in (decision.number, "Set the amount?", "Its own amount.", "Fewer costs", "3 in favour, 1 against",
                  "Ministry 5", "did not vote", "1 recused and not counted"):  # fmt: skip
        assert words in flat, words
    assert decision.subject_sha256 in "".join(text.split())
    assert browser(secretary()).get(f"/documents/{document.ref}/").status_code == 200
    assert browser(person("stranger@x.example")).get(f"/documents/{document.ref}/").status_code == 404


@pytest.mark.parametrize(
    "statement",
    [
        "update governance_decision set question = 'Other?' where id = {decision}",
        "update governance_decision set state = 'REJECTED' where id = {decision}",
        "delete from governance_decision where id = {decision}",
        "update governance_vote set choice = 'NO' where id = {vote}",
        "delete from governance_vote where id = {vote}",
        "insert into governance_vote (elector_id, choice, remark, cast_by_id, cast_at)"
        " select id, 'YES', '', user_id, now() from governance_elector where id = {silent}",
    ],
)
def test_5_1_what_is_decided_stays_so_in_the_database(decision, statement):
    silent = decision.electors.filter(recused=False, vote=None).get().pk
    places = {"decision": decision.pk, "vote": Vote.objects.first().pk, "silent": silent}
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(**places))


def test_5_1_a_decided_matter_is_decided_anew_only_by_another_matter(decision):
    again = matter("Set the amount anew?", content=CONTENT | {"amount": 1})
    assert again.subject_sha256 != decision.subject_sha256
