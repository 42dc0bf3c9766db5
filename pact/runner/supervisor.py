"""One tree of processes: started in order, started again when one ends, stopped together.

The kernel ends every child when this process is killed, so nothing outlives it that could prevent the next start.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from . import processes
from .places import CHECKOUT, Trouble

PAUSES = (0.5, 1, 2, 5, 10)
STEADY = 60


class Service(Protocol):
    name: str

    def start(self) -> None: ...

    def alive(self) -> bool: ...

    def stop(self) -> None: ...


class Child:
    """A program of ours: the web server, the worker, beat, the mail catcher."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        env: dict[str, str],
        log: Path | None,
        keep: Sequence[int] = (),
        last_signal: int = signal.SIGTERM,
        ready: Callable[[], bool] | None = None,
        patience: float = 10,
    ):
        self.name, self.argv, self.env, self.keep = name, argv, env, keep
        self.log = log
        self.last_signal = last_signal
        self.ready = ready
        self.patience = patience
        self.process: subprocess.Popen | None = None
        self.asked = False

    def start(self) -> None:
        # What it left behind when it ended by itself goes first: a port may still be held.
        processes.stop(self.process)
        self.process = processes.spawn(
            self.argv, env=self.env, log=self.log, keep=self.keep, last_signal=self.last_signal, cwd=CHECKOUT
        )

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
            self.asked = True

    def stop(self) -> None:
        processes.stop(self.process, 0 if self.asked else signal.SIGTERM, self.patience)

    def wait(self, seconds: float = 60) -> None:
        """Until it answers; a sentence with the end of its log if it does not."""
        answers = self.ready or self.alive
        if not processes.wait_until(lambda: answers() or not self.alive(), seconds=seconds) or not self.alive():
            said = f"; the end of {self.log} says:\n{processes.last_lines(self.log)}" if self.log else "."
            raise Trouble(f"{self.name} does not start{said}")


class Supervisor:
    """Keeps its services alive until it is told to stop."""

    def __init__(self, services: Sequence[Service] = ()):
        self.services: list[Service] = list(services)
        self._deaths: dict[str, int] = {}
        self._born: dict[str, float] = {}
        self._due: dict[str, float] = {}

    def add(self, service: Service) -> None:
        """Start it and keep it alive from now on."""
        self.services.append(service)
        service.start()
        self._born[service.name] = time.monotonic()

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Start again whatever ends. Ends by Ctrl-C, by SIGTERM, or when `until` says so."""
        while not until():
            time.sleep(0.5)
            for service in self.services:
                self._look_after(service)

    def _look_after(self, service: Service) -> None:
        clock = time.monotonic()
        if service.alive():
            if clock - self._born.get(service.name, clock) > STEADY:
                self._deaths[service.name] = 0
            return
        if service.name not in self._due:
            deaths = self._deaths.get(service.name, 0)
            self._deaths[service.name] = deaths + 1
            self._due[service.name] = clock + PAUSES[min(deaths, len(PAUSES) - 1)]
            print(f"{service.name} ended; it is started again.", file=sys.stderr, flush=True)
        if clock >= self._due[service.name]:
            del self._due[service.name]
            try:
                service.start()
            except Trouble as trouble:
                print(trouble, file=sys.stderr, flush=True)
            self._born[service.name] = time.monotonic()

    def stop(self) -> None:
        """Stop what was started last first; further Ctrl-C are not heard meanwhile, every step has its limit."""
        previous = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            # Our own programs hear all at once that it is over, so that they end side by side.
            for service in self.services:
                if isinstance(service, Child):
                    service.ask_to_stop()
            for service in reversed(self.services):
                service.stop()
            self.services.clear()
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)


def end_on_signals() -> None:
    """SIGTERM means the same as Ctrl-C; and both are heard by a demo that a script started in the background."""

    def interrupt(*_) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
