"""Security D5, D8: what people type becomes no header of a letter and no second line of a log."""

import email
import io
import json
import logging
import random
from datetime import UTC, datetime
from email import policy

import pytest

from pact.access.logs import JsonLines
from pact.mail.message import Skeleton
from pact.mail.models import OutboxMail
from pact.mail.writing import one_line

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
ODD = [
    "a\r\nBcc: x@evil.example",
    "a\nBcc: x@evil.example",
    "a\rBcc: x@evil.example",
    "a\r\n\r\n<script>",
    "a\x00b",
    "a\x0bb",
    "a\x0cb",
    "a\x1b[31mb",
    "a\u2028Bcc: x@evil.example",
    "a\u2029b",
    "a\x85Bcc: x@evil.example",
    "=?utf-8?q?=0ABcc:x?=",
    '"',
    "\\",
    "<x@evil.example>",
    "a, b@evil.example",
    "é" * 300,
    "x" * 2_000,
    "🙂" * 90,
    "\u202e",
    "a\tb",
]
HEADERS = {"From", "Date", "Auto-Submitted", "MIME-Version", "To", "Subject", "Message-ID", "Content-Language",
           "Content-Type"}  # fmt: skip


def letter(**facts) -> OutboxMail:
    given = {"to": "ann@security.example", "name": "Ann", "language": "en-gb", "subject": "Hello", "text": "Hello",
             "html": "<p>Hello</p>", "created_at": AT, "not_before": AT, "kind": "tests.odd", "key": "odd"}  # fmt: skip
    return OutboxMail(id=OutboxMail.id_of("odd"), **{**given, **facts})


@pytest.mark.parametrize("field", ["name", "subject", "text", "html"])
@pytest.mark.parametrize("odd", ODD)
def test_no_text_becomes_a_header(odd, field):
    raw = Skeleton(AT).message(letter(**{field: one_line(odd) if field == "subject" else odd}))
    read = email.message_from_bytes(raw, policy=policy.default)
    assert set(read.keys()) == HEADERS
    assert [one.addr_spec for one in read["To"].addresses] == ["ann@security.example"]
    assert not read.defects
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.fixture
def log():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    # No registered logger: what pytest captures of those must be encodable for its workers, and this is not.
    logger = logging.Logger("tests.security.lines", logging.INFO)
    logger.addHandler(handler)
    return logger, stream


def test_two_thousand_odd_records_are_two_thousand_lines_of_json(log):
    logger, stream = log
    dice = random.Random(8)
    signs = '\r\n\x00\x1b\x85\u2028\u2029\x0b\x0c"\\{}é🙂\ud800ab '
    for number in range(2_000):
        text = "".join(dice.choices(signs, k=30))
        if number % 100:
            logger.info("%s", text)
        else:
            try:
                raise ValueError(text)
            except ValueError:
                logger.exception(text.replace("%", "%%"))
    told = stream.getvalue()
    assert told.isascii()
    lines = told.split("\n")
    assert len(lines) == 2_001
    assert all(json.loads(line)["logger"] == "tests.security.lines" for line in lines[:-1])


SECRETS = [
    "GET /accounts/login/?password=hunter2secret&next=/", "token=hunter2secret", "GET /x?key=hunter2secret",
    "code=hunter2secret", "Not Found: /invitation/hunter2secrethunter2secrethunter2secrethunter2secret12345/",
    "Not Found: /join/hunter2secrethunter2secrethunter/",
    "Not Found: /join/hunter2secrethunter2secrethunter/check/",
    "Internal Server Error: /accounts/password/reset/key/1a-hunter2secret-0123456789/",
]  # fmt: skip


@pytest.mark.parametrize("message", SECRETS)
def test_keys_and_codes_are_left_out(log, message):
    logger, stream = log
    logger.warning(message)
    assert "hunter2" not in stream.getvalue()


def test_keys_in_a_trace_are_left_out(log):
    logger, stream = log
    try:
        raise ValueError("no row for /invitation/hunter2secrethunter2secrethunter2secrethunter2secret12345/")
    except ValueError:
        logger.exception("failed with password=hunter2secret")
    assert "hunter2" not in stream.getvalue()
