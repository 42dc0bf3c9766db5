"""The running product, a browser, and people who click: what the stories share.

The product is started once for all stories, exactly as `./run demo` starts it: embedded PostgreSQL and broker, mail
catcher, worker, beat and web server, with a small cast. Set PACT_JOURNEY to the state folder of a demo that runs
already, and the stories are played there (for work on a single story).
"""

import json
import os
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pact.runner import processes, suite
from pact.runner.places import CHECKOUT, State
from tests.journeys.world import World

MINE = ("PATH", "HOME", "LANG", "SSL_CERT_FILE")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SWITCHES += ["--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium():
    """The browser. Without one the stories are not told, and in CI that is a failure."""
    path = suite.browser()
    if not path and os.environ.get("CI"):
        pytest.fail("Chromium is missing, and CI must not skip the browser tests.", pytrace=False)
    if not path:
        pytest.skip("NO BROWSER: install chromium, or set PACT_CHROMIUM to one.")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running():
    """The state folder of the running demo, and its address."""
    if given := os.environ.get("PACT_JOURNEY"):
        yield Path(given), _address(Path(given))
        return
    root = Path(tempfile.mkdtemp(prefix="pact-j-"))
    # PostgreSQL runs as another user where the tests run as root.
    root.chmod(0o755)
    child, log = _start(root), root / "demo.log"
    try:
        ready = processes.wait_until(
            lambda: "Ready after" in log.read_text() or child.poll() is not None, seconds=600, pause=0.2
        )
        assert ready and child.poll() is None, log.read_text()
        yield root, _address(root)
    finally:
        processes.stop(child, signal.SIGINT, patience=40)
        kept = {root, State(root).for_postgres()}
        for folder in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _start(root: Path):
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    env = {name: os.environ[name] for name in MINE if name in os.environ}
    env |= {"PACT_STATE": str(root), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "pact.runner", "demo", "--few"]
    return processes.spawn(command, env=env, log=root / "demo.log", cwd=CHECKOUT)


def _address(root: Path) -> str:
    return f"http://127.0.0.1:{json.loads((root / 'run' / 'environment.json').read_text())['PORT']}"


@pytest.fixture(scope="package")
def world(running, chromium):
    root, address = running
    return World(chromium, address, root / "mailbox")


@pytest.fixture
def people(world):
    """The people of one story; at its end they leave, and nothing may have been broken on their way."""
    yield world
    faults = world.part()
    assert not faults, "\n".join(faults)
