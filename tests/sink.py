"""A mail server that takes everything and remembers it, or misbehaves as told."""

import email
import socket
from collections import Counter
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Sink:
    """`answers` maps an address to replies for its next tries ("451 …", "550 …", "hang up"); then it is 250."""

    def __init__(self):
        self.taken: list[tuple[str, str, bytes]] = []
        self.answers: dict[str, list[str]] = {}
        self.connections = 0
        self.port = 0
        self.on_message = lambda count: None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server: SMTP, session, envelope):
        assert len(envelope.rcpt_tos) == 1, "one reader per message"
        to = envelope.rcpt_tos[0]
        queue = self.answers.get(to)
        answer = queue.pop(0) if queue else "250 taken"
        if answer.startswith("250") or answer == "hang up":
            self.taken.append((envelope.mail_from, to, envelope.content))
            self.on_message(len(self.taken))
        if answer == "hang up":
            server.transport.close()
            return "421 gone"
        return answer

    @property
    def messages(self):
        return [email.message_from_bytes(content, policy=policy.default) for _, _, content in self.taken]

    @property
    def readers(self) -> Counter:
        return Counter(to for _, to, _ in self.taken)

    @property
    def message_ids(self) -> Counter:
        return Counter(message["Message-ID"] for message in self.messages)


@contextmanager
def sink():
    catcher = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        catcher.port = free.getsockname()[1]
    controller = Controller(catcher, hostname="127.0.0.1", port=catcher.port)
    controller.start()
    try:
        yield catcher
    finally:
        controller.stop()
