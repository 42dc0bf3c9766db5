"""Writing letters: the words, the headers, one row per letter, and whoever may read them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.template.loaders.locmem import Loader

from pact.access import Actor, Hat, scope
from pact.accounts.actions import ensure_user
from pact.mail import Letter, LetterKind, post, post_all
from pact.mail.models import OutboxMail
from pact.mail.writing import one_line

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)

PLAIN = """Please check {{ name }}: two figures

Dear {{ reader }},

{{ remark }}

- first
- {{ name }}

{{ site }}/me/
"""

KIND = LetterKind(
    "tests.figures", "Check your figures", why="You may send the figures of {name}.", template="tests/figures"
)
SECRET = LetterKind("tests.code", "Your code", why="You signed in.", template="tests/figures", secret=True)
FACTS = {"name": "Vestbygd kommune", "reader": "Ingrid", "remark": "Row 4 has no total."}


@pytest.fixture(autouse=True)
def _templates(monkeypatch):
    """One letter template in memory beside the real frame."""
    from django.template import engines

    engine = engines["django"].engine
    loaders = [Loader(engine, {"mail/tests/figures.txt": PLAIN}), *engine.template_loaders]
    monkeypatch.setattr(engine, "template_loaders", loaders)


@pytest.fixture
def user(db):
    return ensure_user("ingrid@vestbygd.example", name="Ingrid Ås", at=AT)


def test_a_letter_is_written_whole_in_both_twins(user):
    post(Letter(KIND, to=user, facts={**FACTS, "button_url": "/me/", "button_label": "Open"}), at=AT)
    row = OutboxMail.objects.get()
    assert row.subject == "Please check Vestbygd kommune: two figures"
    assert "Dear Ingrid,\n\nRow 4 has no total.\n\n- first\n- Vestbygd kommune" in row.text
    assert "<li>Vestbygd kommune</li>" in row.html
    assert "http://127.0.0.1:8000/me/" in row.text
    assert 'href="http://127.0.0.1:8000/me/"' in row.html
    for twin in (row.text, row.html):
        assert "You may send the figures of Vestbygd kommune." in twin


def test_what_people_type_is_text_in_the_html_and_stays_as_it_is_in_the_plain_twin(user):
    remark = "<script>alert(1)</script> R&D \u202e http://evil.example/"
    post(Letter(KIND, to=user, facts={**FACTS, "remark": remark}), at=AT)
    row = OutboxMail.objects.get()
    assert "<script>" not in row.html
    assert "R&amp;D" in row.html
    assert "R&D" in row.text
    assert 'href="http://evil.example' not in row.html
    assert "\u202e" not in row.text + row.html


@pytest.mark.parametrize(
    "name",
    [
        "A\r\nBcc: everybody@example.org",
        "A\nSubject: other",
        "A\x00B",
        "A\u2028B",
        "x" * 400,
        "Ünïversität 漢字 \u202eabc",
    ],
)
def test_no_text_breaks_out_of_a_subject(user, name):
    post(Letter(KIND, to=user, facts={**FACTS, "name": name}), at=AT)
    subject = OutboxMail.objects.get().subject
    assert subject.startswith("Please check") or subject.startswith("Please")
    assert subject == one_line(subject)
    assert len(subject) <= 180
    assert not set(subject) & set("\r\n\x00\u2028\u202e")


def test_the_same_letter_is_written_once(user):
    for _ in range(3):
        post(Letter(KIND, to=user, facts=FACTS, about=user), at=AT)
        post(Letter(KIND, to=user, facts=FACTS, key="once"), at=AT + timedelta(minutes=1))
    assert OutboxMail.objects.count() == 2


def test_long_keys_do_not_run_into_each_other(user):
    post_all([Letter(KIND, to=user, facts=FACTS, key="k" * 320 + end) for end in "ab"], at=AT)
    assert OutboxMail.objects.count() == 2


def test_the_message_id_follows_from_the_key(user):
    post(Letter(KIND, to=user, facts=FACTS, key="once"), at=AT)
    assert OutboxMail.objects.get().message_id == f"<{OutboxMail.id_of('once').hex}@127.0.0.1>"


def test_a_button_leads_to_our_own_pages_only(user):
    for address in (
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "http://127.0.0.1:8000.evil.example/",
    ):
        with pytest.raises(ValueError, match="only to pages of this installation"):
            post(Letter(KIND, to=user, facts={**FACTS, "button_url": address}), at=AT)


def test_an_address_that_is_none_is_refused(db):
    for address in ("nobody", "a@b\r\nBcc: c@d.example", "a@example.org, b@example.org", ""):
        with pytest.raises(ValidationError):
            post(Letter(KIND, to=address, facts=FACTS), at=AT)


def test_people_whose_account_is_closed_get_nothing(user):
    user.is_active = False
    post(Letter(KIND, to=user, facts=FACTS), at=AT)
    assert not OutboxMail.objects.exists()


def test_an_unknown_kind_raises(user):
    with pytest.raises(KeyError):
        post(Letter("tests.unknown", to=user, facts=FACTS), at=AT)


def test_one_tenant_leaves_a_letter_for_another_and_cannot_read_it(user):
    stranger = ensure_user("per@nordby.example", name="Per", at=AT)
    writer = Actor(user_id=stranger.pk, name="Per", organizations=(Hat(7, "nordby", "Nordby", frozenset()),))
    reader = Actor(user_id=user.pk, name="Ingrid", organizations=(Hat(5, "vestbygd", "Vestbygd", frozenset()),))
    with scope.entered(writer):
        for _ in range(2):
            post(Letter(KIND, to=user, facts=FACTS, organization_id=5, key="k"), at=AT)
        assert OutboxMail.objects.count() == 0
        assert OutboxMail.objects.visible_to(writer).count() == 0
    with scope.entered(reader):
        assert OutboxMail.objects.visible_to(reader).count() == 1
    assert OutboxMail.objects.count() == 1


def test_one_wake_up_for_a_transaction_with_many_letters(user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        for number in range(3):
            post(Letter(KIND, to=user, facts=FACTS, key=f"k{number}"), at=AT)
    assert len(calls) == 1


def test_many_letters_cost_few_statements(user, django_assert_num_queries):
    with django_assert_num_queries(1):
        post_all([Letter(KIND, to=user, facts=FACTS, key=f"k{number}") for number in range(50)], at=AT)


def test_the_database_refuses_a_sent_letter_without_its_moment(user):
    post(Letter(KIND, to=user, facts=FACTS), at=AT)
    refused = pytest.raises(IntegrityError, match="mail_sent_has_its_moment")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update mail_outboxmail set state = 'SENT'")
