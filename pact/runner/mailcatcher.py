"""An SMTP server that sends nothing on: one `.eml` file a message, to be read at a page of the demo.

Run as `python -m pact.runner.mailcatcher FOLDER DESCRIPTOR`: the listening socket is opened by the supervisor and
handed down, so its port stays the same when this process is started again.
"""

import asyncio
import itertools
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope

LARGEST = 30 * 1024 * 1024


class Shelf:
    """Puts each message into a file whose name sorts by arrival; complete or not there at all."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.number = itertools.count()

    async def handle_DATA(self, server, session, envelope) -> str:
        return f"250 Kept as {self.put(envelope)}"

    def put(self, envelope: Envelope) -> str:
        head = (
            f"X-Envelope-From: {_line(envelope.mail_from)}\r\nX-Envelope-To: {_line(', '.join(envelope.rcpt_tos))}\r\n"
        )
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{os.getpid()}-{next(self.number):06d}.eml"
        making = self.folder / f"{name}.part"  # no letter yet for those who look for letters
        making.write_bytes(head.encode("utf-8", "replace") + envelope.content)
        making.rename(self.folder / name)
        return name


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def listen() -> socket.socket:
    """A socket on loopback with a free port."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.bind(("127.0.0.1", 0))
    door.listen(64)
    return door


async def serve(folder: Path, door: socket.socket) -> None:
    shelf = Shelf(folder)

    def greet() -> SMTP:
        return SMTP(shelf, hostname="mail.pact.example", enable_SMTPUTF8=True, data_size_limit=LARGEST)

    server = await asyncio.get_running_loop().create_server(greet, sock=door)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(target, socket.socket(fileno=int(sys.argv[2]))))
