"""What ends is started again; what is stopped stays stopped; nothing outlives the supervisor."""

import itertools
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from pact.runner import processes, product
from pact.runner.places import Trouble
from pact.runner.supervisor import Child, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); time.sleep(60)",
]
WITH_A_CHILD = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""
SUPERVISOR = """
import os, sys
from pact.runner.supervisor import Child, Supervisor, end_on_signals
end_on_signals()
supervisor = Supervisor()
supervisor.add(Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"], env=dict(os.environ), log=None))
try:
    print(supervisor.services[0].process.pid, flush=True)
    supervisor.watch()
except KeyboardInterrupt:
    supervisor.stop()
    print("stopped", flush=True)
"""


def child(state, argv, name="child", **other) -> Child:
    return Child(name, argv, env=dict(os.environ), log=state.log(name), **other)


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_child_is_started_again(state, capfd):
    supervisor = Supervisor()
    sleeper = child(state, SLEEPER)
    supervisor.add(sleeper)
    first = sleeper.process.pid
    os.kill(first, signal.SIGKILL)
    supervisor.watch(until=lambda: sleeper.alive() and sleeper.process.pid != first)
    supervisor.stop()
    assert not sleeper.alive()
    assert "child ended; it is started again." in capfd.readouterr().err


def test_a_child_that_keeps_ending_is_started_ever_more_seldom(state, monkeypatch):
    moment = [0.0]
    monkeypatch.setattr("pact.runner.supervisor.time.monotonic", lambda: moment[0])
    monkeypatch.setattr("pact.runner.supervisor.time.sleep", lambda seconds: moment.__setitem__(0, moment[0] + seconds))
    starts = []

    class Ending:
        name = "ending"

        def start(self):
            starts.append(moment[0])

        def alive(self):
            return False

        def stop(self):
            pass

    supervisor = Supervisor()
    supervisor.add(Ending())
    supervisor.watch(until=lambda: moment[0] > 60)
    pauses = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert len(starts) < 12 and pauses == sorted(pauses)


def test_one_that_does_not_hear_is_ended_with_its_whole_group(state, eventually):
    deaf, parent = (
        child(state, STUBBORN, "deaf", patience=0.3),
        child(state, [sys.executable, "-c", WITH_A_CHILD], "parent"),
    )
    supervisor = Supervisor()
    supervisor.add(deaf)
    supervisor.add(parent)
    eventually(lambda: deaf.log.read_text() and parent.log.read_text())
    grandchild = int(parent.log.read_text())
    supervisor.stop()
    assert not deaf.alive() and not parent.alive()
    eventually(lambda: not running(grandchild))


def test_sigterm_stops_the_tree_and_sigkill_takes_it_along(run_python, eventually):
    for number, farewell in ((signal.SIGTERM, "stopped\n"), (signal.SIGKILL, "")):
        tree = run_python(SUPERVISOR)
        pid = int(tree.stdout.readline())
        assert running(pid)
        tree.send_signal(number)
        assert tree.stdout.read() == farewell
        eventually(lambda pid=pid: not running(pid))


def test_a_program_that_does_not_start_shows_the_end_of_its_log(state):
    broken = child(state, [sys.executable, "-c", "raise SystemExit('no leg to stand on')"], ready=lambda: False)
    broken.start()
    with pytest.raises(Trouble, match="no leg to stand on"):
        broken.wait(seconds=10)
    broken.stop()


def test_a_port_in_use_is_named(monkeypatch):
    monkeypatch.setattr("pact.runner.product.wait_until", lambda ready, seconds: ready())
    with socket.create_server(("127.0.0.1", 0)) as door:
        monkeypatch.setenv("PORT", str(door.getsockname()[1]))
        with pytest.raises(Trouble, match="is in use"):
            product.free_port()


@pytest.mark.parametrize("text", ["x", "0", "70000", "-1", "８０００", "1e3"])
def test_a_port_that_is_none_is_named(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Trouble, match="PORT must be a whole number"):
        product.port()


def test_waiting_ends():
    assert not processes.wait_until(lambda: False, seconds=0.05)
