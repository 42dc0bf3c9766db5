"""The outbox as the Secretariat sees it, and the preview of every letter."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from importlib import import_module

import pytest
from django.test import Client

from pact.access import Actor, Hat
from pact.accounts.actions import ensure_user
from pact.audit.models import Event
from pact.mail import queries
from pact.mail.letters import all_kinds
from pact.mail.models import FAILED, HELD, QUEUED, SENT, OutboxMail

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def actor_for(user, *, at, session):
    hats = (Hat(5, "vestbygd", "Vestbygd kommune", frozenset({"EDITOR"})),)
    return Actor(
        user_id=user.pk, name=user.name, organizations=hats, secretariat=user.name == "Sec", second_factor=True
    )


@pytest.fixture(autouse=True)
def _actors(settings):
    settings.ACTOR_FOR = f"{__name__}.actor_for"


@pytest.fixture
def secretariat() -> Client:
    client = Client()
    client.force_login(ensure_user("sec@example.org", name="Sec", at=AT))
    return client


def letter(key: str, **fields) -> OutboxMail:
    given = {"kind": "tests.any", "to": f"{key}@example.org", "language": "en-gb", "subject": f"Letter {key}",
             "text": "The words", "html": "", "not_before": AT, "created_at": AT, **fields}  # fmt: skip
    return OutboxMail.objects.create(id=OutboxMail.id_of(key), key=key, **given)


def test_an_empty_outbox_says_what_comes(secretariat):
    assert "No letters yet." in secretariat.get("/secretariat/mail/").content.decode()


def test_the_outbox_counts_and_shows_what_needs_a_look(secretariat):
    letter("a")
    letter("b", state=FAILED, last_error="550 no such user")
    letter("c", state=SENT, sent_at=AT, resent=1)
    html = secretariat.get("/secretariat/mail/").content.decode()
    assert "Letters that failed or are held back" in html
    assert "550 no such user" in html
    assert "sent 1 time more" in html
    assert "%%UNDEFINED" not in html


def subjects(client: Client, query: str = "") -> list[str]:
    html = client.get(f"/secretariat/mail/{query}").content.decode()
    return re.findall(r">(Letter \w+)</a>", html)


def step(client: Client, query: str, rel: str) -> str:
    """Where the next or the previous page is; empty: there is none."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', client.get(f"/secretariat/mail/{query}").content.decode())
    return unescape(found[1]) if found else ""


def test_the_letters_stand_on_pages_of_twenty_five_each_once(secretariat):
    for number in range(60):
        letter(f"n{number:02}", created_at=AT + timedelta(minutes=number // 7))
    pages, query = [subjects(secretariat)], ""
    while query := step(secretariat, query, "next"):
        pages.append(subjects(secretariat, query))
        last = query
    assert [len(page) for page in pages] == [25, 25, 10]
    every = [subject for page in pages for subject in page]
    assert len(set(every)) == 60 and every[0] > every[-1]
    back = step(secretariat, last, "prev")
    assert subjects(secretariat, back) == pages[1]
    first = step(secretariat, back, "prev")
    assert subjects(secretariat, first) == pages[0] and not step(secretariat, first, "prev")
    assert subjects(secretariat, "?after=nonsense") == pages[0]


def test_letters_are_found_by_kind_state_person_and_organization(secretariat):
    letter("ann", kind="participants.signing_code", organization_id=5)
    letter("bo", state=SENT, sent_at=AT, organization_id=6, name="Bo Dahl")
    letter("cy", state=FAILED, organization_id=5)
    assert subjects(secretariat, "?kind=participants.signing_code") == ["Letter ann"]
    assert subjects(secretariat, "?state=SENT") == ["Letter bo"]
    assert sorted(subjects(secretariat, "?organization=5")) == ["Letter ann", "Letter cy"]
    assert subjects(secretariat, "?organization=5&state=FAILED") == ["Letter cy"]
    assert subjects(secretariat, "?q=dahl") == subjects(secretariat, "?q=BO@example") == ["Letter bo"]
    assert "No letter is like that." in secretariat.get("/secretariat/mail/?q=nobody").content.decode()
    html = secretariat.get("/secretariat/mail/?organization=5&state=SENT&q=x").content.decode()
    assert 'name="organization" value="5"' in html and 'value="x"' in html
    assert secretariat.get("/secretariat/mail/?organization=x&state=EVIL&kind=%00&q=%00").status_code == 200


def test_a_failed_letter_is_sent_again(secretariat):
    mail = letter("b", state=FAILED, attempts=12, last_error="550")
    assert "Send again" in secretariat.get(f"/secretariat/mail/{mail.pk}/").content.decode()
    assert secretariat.post(f"/secretariat/mail/{mail.pk}/send-again/").status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (QUEUED, 0, "")
    assert Event.objects.filter(verb="mail.letter.sent_again").count() == 1


def test_a_waiting_letter_is_held_back_for_a_reason(secretariat):
    mail = letter("a")
    refused = secretariat.post(f"/secretariat/mail/{mail.pk}/hold/", {"reason": " "})
    assert refused.status_code == 422
    assert "Say why the letter is held back" in refused.content.decode()
    assert secretariat.post(f"/secretariat/mail/{mail.pk}/hold/", {"reason": "Address is checked"}).status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (HELD, "Address is checked")


def test_what_is_sent_is_not_sent_again(secretariat):
    mail = letter("c", state=SENT, sent_at=AT)
    assert secretariat.post(f"/secretariat/mail/{mail.pk}/send-again/").status_code == 409


def test_the_words_of_a_secret_letter_are_not_shown(secretariat):
    mail = letter("d", secret=True, text="482 913", subject="Your code is 482 913", kind="participants.signing_code")
    for address in ("/secretariat/mail/", f"/secretariat/mail/{mail.pk}/"):
        html = secretariat.get(address).content.decode()
        assert "482 913" not in html
        assert "Code for signing" in html


def test_every_kind_of_letter_can_be_looked_at(secretariat):
    for floor in ("participants", "governance", "buyergroups", "monitoring", "reports"):
        import_module(f"{floor}.mails")
    listed = secretariat.get("/secretariat/mail/preview/").content.decode()
    kinds = [kind for kind in all_kinds() if not kind.code.startswith("tests.")]
    for kind in kinds:
        assert kind.code in listed
        html = secretariat.get(f"/secretariat/mail/preview/{kind.code}/").content.decode()
        assert "%%UNDEFINED" not in html, f"the sample of {kind.code} lacks a fact"
    assert secretariat.get("/secretariat/mail/preview/tests.unknown/").status_code == 404


def test_others_do_not_read_the_outbox(db):
    mail = letter("a", organization_id=6)
    client = Client()
    client.force_login(ensure_user("ann@example.org", name="Ann", at=AT))
    assert client.get("/secretariat/mail/").status_code == 403
    assert client.get(f"/secretariat/mail/{mail.pk}/").status_code == 404


def test_letters_in_reach_are_those_of_ones_own_organization():
    letter("ours", organization_id=5)
    letter("theirs", organization_id=6)
    ours = Actor(user_id=1, organizations=(Hat(5, "v", "V", frozenset()),))
    assert [row.subject for row in queries.letters(ours)] == ["Letter ours"]


def test_letters_to_a_person_leave_out_those_with_a_code_or_a_key():
    ann, staff = ensure_user("ann@example.org", name="Ann", at=AT), Actor(user_id=0, secretariat=True)
    letter("ours", recipient=ann, state="FAILED")
    letter("code", recipient=ann, secret=True)
    assert [row["subject"] for row in queries.letters_to(staff, ann.pk)] == ["Letter ours"]
    assert queries.trouble_of(staff, [ann.pk]) == {ann.pk: 1}
    assert not queries.letters_to(Actor(user_id=ann.pk + 1), ann.pk)
