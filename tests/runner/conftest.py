"""Servers of their own for these tests, in a folder with a short path that `nobody` can reach."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from pact.runner.broker import Broker
from pact.runner.places import CHECKOUT, State
from pact.runner.postgres import Postgres


@pytest.fixture(scope="package")
def folder():
    root = Path(tempfile.mkdtemp(prefix="pact-test-"))
    root.chmod(0o755)
    yield root
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def state(folder, request):
    """An empty state folder."""
    return State(folder / f"s{abs(hash(request.node.name)) % 10**6}", root_state=folder / "root-state")


@pytest.fixture
def postgres(state):
    server = Postgres(state)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def broker(state):
    server = Broker(state)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def cluster(folder):
    """One server shared by the tests that only look at roles and databases."""
    server = Postgres(State(folder / "cluster", root_state=folder / "root-state"), durable=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def run_python():
    """Start a Python program of this checkout; it is killed when the test ends."""
    children = []

    def start(code: str, *arguments: str, **other) -> subprocess.Popen:
        child = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, **other
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


@pytest.fixture
def eventually():
    """Wait for something that other processes do; the answer is asserted."""

    def wait(question, seconds: float = 15):
        end = time.monotonic() + seconds
        while not (answer := question()) and time.monotonic() < end:
            time.sleep(0.05)
        assert answer
        return answer

    return wait
