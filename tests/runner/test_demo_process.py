"""`./run demo --empty` as a process: ready, killed, started again, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from pact.runner import product
from pact.runner.places import CHECKOUT

pytestmark = [pytest.mark.faults, pytest.mark.slow]
MINE = ("PATH", "HOME", "LANG", "SSL_CERT_FILE")


@pytest.fixture
def demo(state):
    """Start the demo; whatever is still running at the end is killed."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    env = {name: os.environ[name] for name in MINE if name in os.environ}
    env |= {"PACT_STATE": str(state.root), "PORT": str(port)}
    started = []

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", "pact.runner", "demo", "--empty"]
        child = subprocess.Popen(
            command, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(child)
        said = ""
        for line in child.stdout:
            said += line
            if line.startswith("Ready after"):
                assert f"http://127.0.0.1:{port}/" in line
                return child
        raise AssertionError(said)

    start.port, start.env = port, env
    yield start
    for child in started:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
        child.communicate(timeout=30)


def status(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status


def test_the_demo_survives_its_own_death(demo, state, eventually):
    first = demo()
    assert status(demo.port, "/readyz") == 200
    assert (state.root / "run" / "environment.json").stat().st_mode & 0o777 == 0o600

    second = subprocess.run(
        [sys.executable, "-m", "pact.runner", "demo"],
        cwd=CHECKOUT,
        env={**demo.env, "PORT": str(demo.port)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1 and "A demo already runs" in second.stderr

    clock = subprocess.run(
        [sys.executable, "-m", "pact.runner", "manage", "showmigrations", "clock"],
        cwd=CHECKOUT,
        env=demo.env,
        check=False,
        capture_output=True,
        text=True,
    )
    assert "[X] 0001_initial" in clock.stdout, clock.stderr

    first.kill()
    again = demo()
    assert status(demo.port, "/healthz") == 200
    before = time.monotonic()
    again.send_signal(signal.SIGINT)
    rest, _ = again.communicate(timeout=40)
    assert again.returncode == 0 and "Stopping" in rest
    assert time.monotonic() - before < 30
    eventually(lambda: not product.answers(demo.port, "127.0.0.1"))
