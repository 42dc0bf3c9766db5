"""Files that PostgreSQL writes itself (COPY), handed on as they come: no row passes through Python, memory is bounded.

The database pushes and a web server pulls, so a thread stands between them with a short queue.
"""

import io
import queue
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

BLOCK = 128 * 1024
AHEAD = 4
# What no reader with any delimiter may meet: a sign that spreadsheets compute at the start of a cell (see `writing`).
_UNSURE = "[[:cntrl:]=+@＝＋－＠-]"
_COMPUTED = '(^|[,;"|])([\\s\u00a0]*)([=+@＝＋－＠-])'


def neutral_sql(text: str) -> str:
    """The SQL expression `text` as `writing.neutral` would leave it; control characters become spaces."""
    bare = f"btrim(regexp_replace({text}, '[[:cntrl:]]+', ' ', 'g'))"
    mended = f"regexp_replace({bare}, '{_COMPUTED}', '\\1\\2''\\3', 'g')"
    return f"CASE WHEN {text} ~ '{_UNSURE}' THEN {mended} ELSE {text} END"


def copied_csv(select: str, values: Sequence[Any], head: bytes) -> Iterator[bytes]:
    """The rows of a query below a head, as `write_csv` writes them; no cell may hold a line end."""
    yield head
    for block in _copied(select, values, "FORMAT csv"):
        yield block.replace(b"\n", b"\r\n")


def copied_json(select: str, values: Sequence[Any], name: str) -> Iterator[bytes]:
    """`{"name": [rows]}` of a query with one column of JSON, which holds no line end of its own."""
    yield b'{"%s": [' % name.encode()
    held = b""
    # Delimiter and quote are characters that JSON never holds as they are, so nothing is quoted.
    for block in _copied(select, values, "FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02'"):
        whole = held + block
        held = b"\n" if whole.endswith(b"\n") else b""
        yield whole.removesuffix(b"\n").replace(b"\n", b",\n")
    yield b"]}\n"


class _Blocks(io.RawIOBase):
    """What the database writes into; once nobody reads any more, it is thrown away."""

    def __init__(self):
        self.queue: queue.Queue[bytes | BaseException | None] = queue.Queue(AHEAD)
        self.unread = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, block) -> int:
        self.put(bytes(block))
        return len(block)

    def put(self, told: "bytes | BaseException | None") -> None:
        while not self.unread.is_set():
            try:
                return self.queue.put(told, timeout=1)
            except queue.Full:
                continue


def _copied(select: str, values: Sequence[Any], form: str) -> Iterator[bytes]:
    with connection.cursor() as asked:
        statement = asked.mogrify(f"COPY ({select}) TO STDOUT ({form})", values)
    line, blocks = connection.connection, _Blocks()
    thread = threading.Thread(target=_push, args=(line, statement, blocks), daemon=True)
    thread.start()
    try:
        while (told := blocks.queue.get()) is not None:
            if isinstance(told, BaseException):
                raise told
            yield told
    finally:
        if thread.is_alive():
            blocks.unread.set()
            line.cancel()
        thread.join()


def _push(line, statement: bytes, blocks: _Blocks) -> None:
    try:
        out = io.BufferedWriter(blocks, BLOCK)
        with line.cursor() as cursor:
            cursor.copy_expert(statement, out)
        out.flush()
        blocks.put(None)
    except Exception as fault:
        blocks.put(fault)
