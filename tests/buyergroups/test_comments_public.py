"""Anybody comments on a draft in a public consultation; nothing is shown before it was looked at (Pact 4.4, 4.6)."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client

from buyergroups.models import Comment
from pact.access import scope
from pact.audit.models import Event
from pact.clock import today
from tests.buyergroups import make_library as lib

pytestmark = pytest.mark.django_db
PATH = "/library/laptop-criteria/v/1/comment/"
SAID = {"name": "Mia Holt", "organization_name": "Repair Institute", "email": "mia@repair.example",
        "criterion_code": "LAP-01", "text": "Seven years, please."}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh():
    caches["process"].clear()


def draft(days: int = 30):
    row = lib.version(lib.item(), "CONSULTATION")
    with scope.as_system("test"):
        row.comments_until = today() + timedelta(days=days)
        row.save()
    return row


def every():
    with scope.as_system("test"):
        return list(Comment.objects.all())


def test_a_visitor_comments_and_it_waits():
    draft()
    client = Client()
    assert b"E-mail for questions" in client.get(PATH).content
    answer = client.post(PATH, SAID)
    assert answer.status_code == 302 and client.get(answer["Location"]).status_code == 200
    (made,) = every()
    assert (made.state, made.criterion_code, made.user_id) == ("WAITING", "LAP-01", None)
    assert Event.objects.filter(verb="buyergroups.comment.made", subject_ref=made.ref).count() == 1
    told = Client().get("/library/laptop-criteria/").content.decode()
    assert "Seven years, please." not in told and "No comment is shown yet." in told


def test_a_shown_comment_stands_with_its_answer_and_without_its_address():
    row = draft()
    Client().post(PATH, SAID)
    with scope.as_system("test"):
        Comment.objects.filter(version=row).update(state="SHOWN", answer="Agreed, seven.", answered_at=lib.AT)
    told = Client().get("/library/laptop-criteria/v/1/").content.decode()
    assert "Seven years, please." in told and "Agreed, seven." in told and "Repair Institute" in told
    assert "mia@repair.example" not in told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": ""}, "Write your comment."),
        ({"name": " "}, "Enter your name."),
        ({"email": "mia"}, "Enter an e-mail address like"),
        ({"email": ""}, "so that the working group can ask you"),
        ({"criterion_code": "LAP-77"}, "LAP-77"),
        ({"text": "x" * 5001}, "5,000 characters"),
    ],
)
def test_what_is_missing_gets_a_sentence_and_what_was_typed_stays(change, sentence):
    draft()
    answer = Client().post(PATH, SAID | change)
    assert answer.status_code == 422 and sentence in answer.content.decode() and every() == []
    assert "Repair Institute" in answer.content.decode()


def test_a_program_is_told_nothing_and_nothing_is_kept():
    draft()
    assert Client().post(PATH, SAID | {"website": "https://buy.example"}).status_code == 302
    assert every() == []


def test_a_flood_is_stopped():
    draft()
    client = Client()
    codes = [client.post(PATH, SAID).status_code for _ in range(22)]
    assert codes[:20] == [302] * 20 and codes[-1] == 429


def test_after_the_last_day_nothing_is_taken():
    draft(days=-1)
    assert "The time for comments is over." in Client().get(PATH).content.decode()
    answer = Client().post(PATH, SAID)
    assert answer.status_code == 422 and "is over" in answer.content.decode() and every() == []


@pytest.mark.parametrize("state", ["DRAFT", "PUBLISHED"])
def test_only_drafts_for_comment_have_the_form(state):
    lib.version(lib.item(), state)
    assert Client().get(PATH).status_code == 404 and Client().post(PATH, SAID).status_code == 404
    assert Client().get("/library/nothing/v/1/comment/").status_code == 404
