"""`./run test`: pytest on a real database and a real broker."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from .places import CHECKOUT, State
from .servers import Servers


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
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(CHECKOUT),
    }


# Two workers for the everyday tests; stories in a browser and broken servers apart, one after the other.
WHOLE = (
    ["-n", "2", "--dist", "loadfile", "-m", "not browser and not faults and not long"],
    ["-m", "browser or faults"],
)


def run(arguments: list[str]) -> int:
    """Without arguments the whole suite, in two runs; with them whatever they choose, in one."""
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
