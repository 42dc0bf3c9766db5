"""The mail catcher keeps every letter as a file and sends nothing on."""

import email
import smtplib
from email import policy
from email.message import EmailMessage

import pytest

from pact.runner import product


@pytest.fixture
def caught(state, eventually):
    env = product.base_environment(state, "demo") | {"PACT_MAILBOX": str(state.root / "mailbox")}
    child, url = product.mail(env, state)
    child.start()
    port = int(url.rpartition(":")[2])

    def letters():
        found = sorted((state.root / "mailbox").glob("*.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]

    yield child, port, letters
    child.stop()
    child.door.close()


def letter(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "secretariat@pact.example", "ada@łódź.example"
    message["Subject"], message["Message-ID"] = f"Überprüfung {number}", f"<{number}@pact.example>"
    message.set_content("Zażółć gęślą jaźń.\n.\n..dots\n")
    return message


def test_letters_are_kept_in_order_and_whole(caught):
    _, port, letters = caught
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        for number in range(3):
            line.send_message(letter(number), "bounces@pact.example", ["ada@example.org", "bo@example.org"])
    found = letters()
    assert [one["Subject"] for one in found] == ["Überprüfung 0", "Überprüfung 1", "Überprüfung 2"]
    assert found[0]["X-Envelope-From"] == "bounces@pact.example"
    assert found[0]["X-Envelope-To"] == "ada@example.org, bo@example.org"
    assert found[0].get_content().replace("\r\n", "\n") == "Zażółć gęślą jaźń.\n.\n..dots\n"


def test_it_comes_back_on_the_same_port(caught):
    child, port, letters = caught
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        line.send_message(letter(1), "a@pact.example", ["ada@example.org"])
    child.process.kill()
    child.process.wait()
    child.start()
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        line.send_message(letter(2), "a@pact.example", ["ada@example.org"])
    assert [one["Message-ID"] for one in letters()] == ["<1@pact.example>", "<2@pact.example>"]


def test_a_letter_larger_than_the_limit_is_refused(caught):
    _, port, letters = caught
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as line:
        line.ehlo()
        with pytest.raises(smtplib.SMTPSenderRefused):
            line.sendmail("a@pact.example", ["ada@example.org"], "x" * (31 * 1024 * 1024))
    assert letters() == []
