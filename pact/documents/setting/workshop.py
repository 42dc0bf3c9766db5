"""The hand that starts a compositor, gives it documents one after the other, and stops it when it takes too long."""

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROGRAM = Path(__file__).with_name("compositor.py")
# A crowded machine gives a process a fraction of a core: the wall clock is only the last resort.
WALL_PER_SECOND = 6
BEAT = 5.0


class Fault(Exception):
    """It could not be set; `final` when another try would end the same way."""

    def __init__(self, sentence: str, *, final: bool = False):
        super().__init__(sentence)
        self.final = final


class Left(Exception):
    """The compositor had gone to make room while the order was on its way to it."""


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int


class Workshop:
    """One compositor process, started when the first document comes and kept for the next ones."""

    def __init__(self):
        self._process: subprocess.Popen | None = None
        self._unread = b""

    def set(self, html: str, *, seconds: int, tell: Callable[[str], None]) -> Printed:
        """Print one document. `tell(step)` is called with each step, and with "" as a sign of life now and then.

        Raises `Fault`.
        """
        data = html.encode("utf-8", "replace")
        order = json.dumps({"length": len(data), "seconds": seconds}).encode() + b"\n" + data
        until = time.monotonic() + seconds * WALL_PER_SECOND + 30
        try:
            return self._asked(order, until, tell)
        except BaseException:
            self.close()  # half an answer in the pipe would be taken for the next document's
            raise

    def _asked(self, order: bytes, until: float, tell: Callable[[str], None]) -> Printed:
        try:
            return self._answer(self._given(order), until, tell)
        except Left:
            self.close()
            return self._answer(self._given(order), until, tell)

    def _answer(self, process: subprocess.Popen, until: float, tell: Callable[[str], None]) -> Printed:
        begun = False
        for answer in self._answers(process, until, tell):
            begun = True
            if "step" in answer:
                tell(answer["step"])
            elif "fault" in answer:
                raise Fault(answer["fault"], final=answer["fault"] == "memory")
            else:
                return Printed(self._bytes(process, answer["length"], until, tell), answer["pages"])
        ended = process.wait(timeout=10)
        if not begun and ended == 0:
            raise Left
        raise Fault(f"the compositor ended with {ended}", final=ended == -signal.SIGXCPU)

    def _given(self, order: bytes) -> subprocess.Popen:
        """Hand the order over; one that left a moment ago to make room is replaced."""
        for _attempt in range(2):
            process = self._started()
            try:
                process.stdin.write(order)
                process.stdin.flush()
                return process
            except BrokenPipeError:
                self.close()
        raise Fault("the compositor does not start")

    def close(self) -> None:
        """Stop the compositor; a new one starts with the next document."""
        process, self._process, self._unread = self._process, None, b""
        if process:
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.stdout.close()

    def _started(self) -> subprocess.Popen:
        if self._process and self._process.poll() is not None:
            self.close()
        if not self._process:
            quiet = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/nonexistent")}
            self._process = subprocess.Popen(  # noqa: S603  fixed program, data by pipe
                [sys.executable, "-I", str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=quiet,
            )
            os.set_blocking(self._process.stdout.fileno(), False)
        return self._process

    def _answers(self, process: subprocess.Popen, until: float, tell) -> Iterator[dict]:
        """Lines until the pipe closes."""
        while True:
            while b"\n" not in self._unread:
                if not self._more(process, until, tell):
                    return
            line, _, self._unread = self._unread.partition(b"\n")
            yield json.loads(line)

    def _bytes(self, process: subprocess.Popen, length: int, until: float, tell) -> bytes:
        while len(self._unread) < length:
            if not self._more(process, until, tell):
                raise Fault("the compositor ended while it handed the document over")
        pdf, self._unread = self._unread[:length], self._unread[length:]
        return pdf

    def _more(self, process: subprocess.Popen, until: float, tell) -> bool:
        """Wait for more of the answer; false when there is none to come. Too late is a final `Fault`."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            while not waiting.select(min(BEAT, max(until - time.monotonic(), 0))):
                if time.monotonic() >= until:
                    raise Fault("time", final=True)
                tell("")
        chunk = process.stdout.read(1_048_576)
        self._unread += chunk or b""
        return bool(chunk)


@contextmanager
def workshop() -> Iterator[Workshop]:
    """A workshop of one's own, closed at the end."""
    place = Workshop()
    try:
        yield place
    finally:
        place.close()


@cache
def kept(process: int) -> Workshop:
    """The workshop of this process (`kept(os.getpid())`): its compositor stays warm for the next document."""
    place = Workshop()
    atexit.register(place.close)
    return place
