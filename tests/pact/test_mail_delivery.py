"""Sending letters to a real mail server: what arrives, what is tried again, what a killed sweep leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest

from pact.accounts.actions import ensure_user
from pact.mail import delivery, journal
from pact.mail.models import FAILED, HELD, QUEUED, SENT, OutboxMail, Posting
from tests.sink import sink

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def server(settings):
    with sink() as catcher:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
        settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
        yield catcher


def queued(to="a@example.org", **fields) -> OutboxMail:
    key = fields.pop("key", to)
    words = {"subject": "Please vote", "text": "Hello\n", "html": "<p>Hello</p>", **fields}
    moments = {"not_before": AT, "created_at": AT} | {k: words.pop(k) for k in ("not_before",) if k in words}
    return OutboxMail.objects.create(
        id=OutboxMail.id_of(key), key=key, kind="tests.any", to=to, language="en-gb", **moments, **words
    )


def test_a_letter_arrives_whole_and_is_sent_once(db, server):
    text = "Grüße aus Ås: 漢字.\n.\n" + "long " * 300 + "\n"
    mail = queued(
        subject="Bitte prüfen: Universität Seefeld", text=text, name="Ås, Ingrid", reply_to="help@example.org"
    )
    assert delivery.deliver(at=AT) == 1
    assert delivery.deliver(at=AT + timedelta(hours=1)) == 0
    (message,) = server.messages
    assert message["Subject"] == "Bitte prüfen: Universität Seefeld"
    assert message["To"].addresses[0].addr_spec == "a@example.org"
    assert message["To"].addresses[0].display_name == "Ås, Ingrid"
    assert message["From"].addresses[0].addr_spec == "secretariat@pact.example"
    assert message["Reply-To"] == "help@example.org"
    assert message["Message-ID"] == mail.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    plain, html = message.iter_parts()
    assert plain.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()
    assert html.get_content().strip() == "<p>Hello</p>"
    assert all(len(line) < 1000 for line in server.taken[0][2].splitlines())
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.attempts, mail.resent) == (SENT, AT, 1, 0)
    assert not Posting.objects.filter(pk=mail.pk).exists()


@pytest.mark.parametrize(
    "odd", ["A\r\nBcc: all@example.org", 'A" <b@example.org>', "A\x07\x1b[31mB", "=?utf-8?q?x?=", "，，"]
)
def test_no_name_breaks_out_of_a_header(db, server, odd):
    queued(name=odd, subject=odd)
    assert delivery.deliver(at=AT) == 1
    (message,) = server.messages
    assert [address.addr_spec for address in message["To"].addresses] == ["a@example.org"]
    assert message["Bcc"] is None
    assert set(message.keys()) == {
        "From", "Date", "Auto-Submitted", "MIME-Version", "To", "Subject", "Message-ID", "Content-Language",
        "Content-Type", "X-Peer", "X-MailFrom", "X-RcptTo",
    } - {"X-Peer", "X-MailFrom", "X-RcptTo"}  # fmt: skip


def test_one_connection_for_a_chunk(db, server):
    for number in range(12):
        queued(f"r{number}@example.org")
    assert delivery.deliver(at=AT, chunk=5) == 12
    assert server.connections == 3
    assert len(server.readers) == 12


def test_letters_wait_for_their_moment(db, server):
    queued("later@example.org", not_before=AT + timedelta(hours=2))
    held = queued("held@example.org")
    OutboxMail.objects.filter(pk=held.pk).update(state=HELD)
    assert delivery.deliver(at=AT) == 0
    assert delivery.deliver(at=AT + timedelta(hours=2)) == 1


def test_refused_for_now_is_tried_later_and_later(db, server):
    mail = queued()
    server.answers["a@example.org"] = ["451 greylisted", "451 greylisted"]
    delivery.deliver(at=AT)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.not_before) == (QUEUED, 1, AT + timedelta(minutes=2))
    assert "451" in mail.last_error
    assert delivery.deliver(at=AT + timedelta(minutes=1)) == 0
    delivery.deliver(at=AT + timedelta(minutes=2))
    mail.refresh_from_db()
    assert mail.not_before == AT + timedelta(minutes=6)
    assert delivery.deliver(at=AT + timedelta(minutes=6)) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.resent, mail.last_error) == (SENT, 0, "")


def test_refused_for_good_waits_for_a_person_and_holds_up_nobody(db, server):
    bad, good = queued("bad@example.org"), queued("good@example.org")
    server.answers["bad@example.org"] = ["550 no such user"]
    assert delivery.deliver(at=AT) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (FAILED, SENT)
    assert "550" in bad.last_error


def test_refused_too_often_fails(db, server):
    mail = queued()
    server.answers["a@example.org"] = ["451 no"] * 20
    at = AT
    for _ in range(delivery.ATTEMPTS):
        delivery.deliver(at=at)
        at += delivery.LONGEST_WAIT
    mail.refresh_from_db()
    assert mail.state == FAILED


def test_a_hang_up_after_the_message_repeats_it_once_under_the_same_identity(db, server):
    mail, other = queued(), queued("b@example.org")
    server.answers["a@example.org"] = ["hang up"]
    delivery.deliver(at=AT)
    delivery.deliver(at=AT + timedelta(minutes=2))
    for row in (mail, other):
        row.refresh_from_db()
    assert (mail.state, mail.resent, other.state, other.resent) == (SENT, 1, SENT, 0)
    assert server.message_ids == {mail.message_id: 2, other.message_id: 1}


def test_without_a_mail_server_letters_wait_and_nothing_is_counted_against_them(db, server, settings):
    mail = queued()
    settings.EMAIL_PORT = 1
    assert delivery.deliver(at=AT) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.not_before, mail.resent) == (QUEUED, 0, AT, 0)
    settings.EMAIL_PORT = server.port
    assert delivery.deliver(at=AT) == 1


def test_a_killed_sweep_is_taken_up_where_it_stopped(db, server):
    """What the journal says was taken is not sent again; what was begun and has no answer is, and is counted."""
    taken, begun, untouched = queued("t@example.org"), queued("b@example.org"), queued("u@example.org")
    notes = journal.Journal(AT, apart=False)
    notes.begun(taken.pk)
    notes.taken(taken.pk)
    notes.begun(begun.pk)
    notes.close()
    assert delivery.deliver(at=AT) == 3
    assert server.readers == {"b@example.org": 1, "u@example.org": 1}
    states = dict(OutboxMail.objects.values_list("to", "resent"))
    assert states == {"t@example.org": 0, "b@example.org": 1, "u@example.org": 0}
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {SENT}
    assert untouched.message_id in server.message_ids


def test_the_words_of_a_secret_letter_are_wiped(db, server):
    mail = queued(secret=True, text="482 913")
    delivery.deliver(at=AT)
    mail.refresh_from_db()
    assert (mail.subject, mail.text, mail.html) == ("", "", "")
    assert "482 913" in server.messages[0].get_body("plain").get_content()


def test_an_address_the_server_cannot_take_fails_alone(db, server):
    bad, good = queued("grüße@example.org"), queued("good@example.org")
    assert delivery.deliver(at=AT) == 1
    bad.refresh_from_db()
    assert bad.state == FAILED
    assert good.message_id in server.message_ids


def test_other_mail_backends_get_the_same_letters(db, mailoutbox):
    user = ensure_user("ingrid@vestbygd.example", name="Ingrid", at=AT)
    mail = queued(user.email, recipient=user)
    assert delivery.deliver(at=AT) == 1
    assert mailoutbox[0].extra_headers["Message-ID"] == mail.message_id
