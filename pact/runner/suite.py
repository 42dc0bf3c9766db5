"""`./run test`: pytest on a real database and a real broker."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from .places import CHECKOUT, State
from .servers import Servers

FLOORS = ("pact", "participants", "governance", "buyergroups", "monitoring", "reports", "website")
BUILT_FROM = (*FLOORS, "templates", "requirements.txt", "tests/kept.py", "tests/story.py")
BUILT_WITH = ("PORT", "SITE_ADDRESS", "ALLOWED_HOSTS", "MAIL_FROM", "SECRET_KEY", "STORAGE_URL")
BUILT_WITH += ("SECRETARIAT_TIME_ZONE",)


def test_state() -> State:
    """A folder of its own beside the demo's; another one when a second run is under way."""
    root = State.here().root
    for number in range(1, 100):
        state = State(root / (f"test-{number}" if number > 1 else "test"))
        if state.hold():
            return state
    raise SystemExit("A hundred test runs are under way in this checkout.")


def browser() -> str:
    """The Chromium that browser tests and screenshots drive; empty when there is none."""
    names = [os.environ.get("PACT_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    for name in filter(None, names):
        for folder in os.environ.get("PATH", "/usr/bin:/bin").split(":"):
            path = Path(folder, name)
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return ""


def environment(servers: Servers, state: State) -> dict[str, str]:
    """Tests own their server: they are its superuser, and become `pact_app` where row-level security is looked at."""
    return {
        **os.environ,
        "DATABASE_URL": servers.admin_url,
        "DATABASE_OWNER_URL": servers.admin_url,
        "REDIS_URL": servers.redis_url,
        "PACT_MODE": "test",
        "PACT_STATE": str(state.root),
        "PACT_CHROMIUM": browser(),
        # On a given server nothing is left behind.
        "PACT_KEPT": "" if os.environ.get("DATABASE_URL") else fingerprint(),
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(CHECKOUT),
    }


def fingerprint(checkout: Path = CHECKOUT) -> str:
    """Of everything a database of the tests is built from, and of the day: what differs is built anew."""
    words = [str(datetime.now(UTC).date()), sys.version, *(os.environ.get(name, "") for name in BUILT_WITH)]
    found = sha256("\n".join(words).encode())
    for place in BUILT_FROM:
        for path in sorted([checkout / place, *(checkout / place).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"\n{path.relative_to(checkout)}\n".encode() + path.read_bytes())
    return found.hexdigest()[:16]


# Two workers, who take the files in the order of `tests/shares.py`. Broken servers alone: their tests look at a clock.
SHARED = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
WHOLE = (
    [*SHARED, "-m", "not browser and not faults and not long"],
    [*SHARED, "-m", "browser and not faults"],
    ["-m", "faults"],
)


def run(arguments: list[str]) -> int:
    """Without arguments the whole suite, in three runs; with them whatever they choose, in one."""
    state = test_state()
    try:
        with Servers(state, durable=False) as servers:
            env = environment(servers, state)
            codes = [pytest(chosen, env) for chosen in ([arguments] if arguments else WHOLE)]
            # A run that was killed has a negative code, which is no success either.
            return next((abs(code) for code in codes if code), 0)
    finally:
        state.release()


def pytest(arguments: list[str], env: dict[str, str]) -> int:
    # Ctrl-C reaches pytest by itself, from the terminal; the servers must outlive it by a moment.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    child = subprocess.Popen([sys.executable, "-m", "pytest", *arguments], cwd=CHECKOUT, env=env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    return child.wait()
