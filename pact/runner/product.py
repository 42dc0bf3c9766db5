"""The programs of the product and how each is started."""

import http.client
import os
import socket
import sys
from pathlib import Path

from . import mailcatcher
from .places import CHECKOUT, State, Trouble
from .processes import wait_until
from .supervisor import Child

BIN = Path(sys.executable).parent
PARTS = ("web", "worker", "beat")


def whole_number(name: str, default: int, largest: int = 65535) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= largest:
        raise Trouble(f"{name} must be a whole number from 1 to {largest}, like {default}.")
    return int(text)


def port() -> int:
    return whole_number("PORT", 8000)


def web(env: dict[str, str], log: Path | None, *, host: str = "127.0.0.1", hostname: str = "127.0.0.1") -> Child:
    number = port()
    argv = [BIN / "granian", "--interface", "wsgi", "--host", host, "--port", str(number), "--no-ws"]
    argv += [
        "--workers",
        str(whole_number("WEB_WORKERS", 2, 64)),
        "--blocking-threads",
        str(whole_number("WEB_THREADS", 2, 64)),
    ]
    argv += ["--backlog", "1024", "--respawn-failed-workers", "--workers-kill-timeout", "8", "--log-level", "warning"]
    argv += ["pact.wsgi:application"]
    return Child("web", argv, env=env, log=log, ready=lambda: answers(number, hostname), patience=12)


def worker(env: dict[str, str], log: Path | None) -> Child:
    argv = [
        BIN / "celery",
        "-A",
        "pact.celery",
        "worker",
        "-c",
        str(whole_number("WORKER_PROCESSES", 1, 64)),
        "-l",
        "info",
    ]
    argv += ["--without-gossip", "--without-mingle", "-n", f"worker-{os.getpid()}@%h"]
    return Child("worker", argv, env=env, log=log, patience=12)


def beat(env: dict[str, str], log: Path | None) -> Child:
    argv = [
        BIN / "celery",
        "-A",
        "pact.celery",
        "beat",
        "-l",
        "info",
        "-s",
        Path(env["PACT_STATE"]) / "run" / "beat-schedule",
    ]
    return Child("beat", argv, env=env, log=log)


def mail(env: dict[str, str], state: State) -> tuple[Child, str]:
    """The mail catcher, and the address the product sends to."""
    door = mailcatcher.listen()
    argv = [sys.executable, "-m", "pact.runner.mailcatcher", env["PACT_MAILBOX"], str(door.fileno())]
    child = Child("mailcatcher", argv, env=env, log=state.log("mailcatcher"), keep=[door.fileno()])
    child.door = door
    return child, f"smtp://127.0.0.1:{door.getsockname()[1]}"


def answers(number: int, hostname: str, path: str = "/healthz") -> bool:
    try:
        line = http.client.HTTPConnection("127.0.0.1", number, timeout=10)
        line.request("GET", path, headers={"Host": hostname})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


def free_port() -> int:
    """The wanted port, once the web server of a moment ago has let go of it."""
    number = port()

    def free() -> bool:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                return False
            return True

    if not wait_until(free, seconds=5):
        raise Trouble(f"Port {number} is in use. Choose another, like PORT={number % 65535 + 1} ./run demo")
    return number


def base_environment(state: State, mode: str) -> dict[str, str]:
    """What every program of the product needs, beside the addresses of the servers."""
    return {
        **os.environ,
        "PACT_MODE": mode,
        "PACT_STATE": str(state.root),
        "PACT_MAILBOX": os.environ.get("PACT_MAILBOX") or str(state.root / "mailbox"),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "pact.settings",
    }
