"""The embedded PostgreSQL and broker: start, stop, and start again whatever was killed before."""

import os
import pwd
import signal
from pathlib import Path

import psycopg2
import pytest
import redis

from pact.runner import postgres as embedded
from pact.runner.broker import Broker
from pact.runner.places import State, Trouble, reachable, socket_folder
from pact.runner.postgres import Postgres

SUPERVISED = """
import sys, time
from pathlib import Path
from pact.runner.broker import Broker
from pact.runner.places import State
from pact.runner.postgres import Postgres
state = State(Path(sys.argv[1]))
servers = [Postgres(state), Broker(state)]
for server in servers:
    server.start()
print(*(server.process.pid for server in servers), flush=True)
time.sleep(60)
"""


def ask(server: Postgres, query: str):
    line = psycopg2.connect(server.address())
    try:
        with line, line.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone() if cursor.description else None
    finally:
        line.close()


def client(broker: Broker) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(broker.socket))


def gone(pid: int) -> bool:
    """Ended, or ended and not yet collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_rows_survive_a_stop_and_a_kill(postgres):
    ask(postgres, "CREATE TABLE kept AS SELECT 1 AS number")
    postgres.stop()
    postgres.start()
    assert ask(postgres, "SELECT number FROM kept") == (1,)
    ask(postgres, "UPDATE kept SET number = 2")
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.start()
    assert ask(postgres, "SELECT number FROM kept") == (2,)


def test_the_server_speaks_utf8_and_listens_on_no_port(postgres):
    assert ask(postgres, "SHOW server_encoding") == ("UTF8",)
    assert ask(postgres, "SHOW listen_addresses") == ("",)
    assert ask(postgres, "SELECT lower('ŁÓDŹ')") == ("łódź",)
    assert postgres.sockets.stat().st_mode & 0o077 == 0


def test_the_system_server_takes_over_when_the_wheel_is_missing(state, monkeypatch):
    if not embedded._installed():
        pytest.skip("no PostgreSQL is installed on this machine")
    monkeypatch.setattr(embedded, "_wheel", lambda: None)
    server = Postgres(state)
    server.start()
    assert ask(server, "SHOW server_version_num")[0].startswith(str(server.binaries.major))
    server.stop()


def test_without_any_server_one_sentence_says_what_to_do(state, monkeypatch):
    monkeypatch.setattr(embedded, "_wheel", lambda: None)
    monkeypatch.setattr(embedded, "_installed", list)
    with pytest.raises(Trouble, match="Set DATABASE_URL"):
        Postgres(state)


def test_messages_survive_a_kill_of_the_broker(broker):
    client(broker).rpush("celery", "one", "two")
    os.kill(broker.process.pid, signal.SIGKILL)
    broker.start()
    assert client(broker).lrange("celery", 0, -1) == [b"one", b"two"]


@pytest.mark.faults
def test_a_killed_supervisor_leaves_nothing_that_prevents_the_next_start(state, run_python, eventually):
    child = run_python(SUPERVISED, str(state.root))
    pids = [int(text) for text in child.stdout.readline().split()]
    child.kill()
    child.wait()
    database, broker = Postgres(state), Broker(state)
    database.start()
    broker.start()
    assert broker.ready() and database.ready()
    eventually(lambda: all(gone(pid) for pid in pids))
    database.stop()
    broker.stop()


def test_a_second_broker_waits_for_the_first_one(broker, state, monkeypatch):
    monkeypatch.setattr("pact.runner.processes.wait_until", lambda ready, seconds: ready())
    with pytest.raises(Trouble, match="Another broker"):
        Broker(state).start()


def test_a_long_path_gets_a_short_private_socket_folder(folder):
    long = folder / ("x" * 90) / "socket"
    short = socket_folder(long, None)
    try:
        assert len(str(short)) < 60
        assert short.stat().st_mode & 0o777 == 0o700
        assert socket_folder(long, None) == short
    finally:
        short.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_root_leaves_a_closed_folder_closed_and_keeps_the_data_elsewhere(folder, monkeypatch):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    nobody = pwd.getpwnam("nobody")
    real = reachable
    monkeypatch.setattr(embedded, "reachable", lambda path, user: "root-state" in str(path) and real(path, user))
    state = State(closed / "state", root_state=folder / "root-state")
    server = Postgres(state)
    assert not reachable(closed, nobody) and reachable(server.binaries.folder / "postgres", nobody)
    assert server.data.is_relative_to(folder / "root-state")
    server.start()
    assert ask(server, "SELECT 1") == (1,)
    server.stop()
    assert closed.stat().st_mode & 0o777 == 0o700
    state.forget()
    assert not server.data.exists()


def test_only_one_process_holds_a_state_folder(state):
    other = State(state.root)
    assert state.hold()
    assert not other.hold()
    state.release()
    assert other.hold()
    other.release()


def test_secrets_are_made_once_and_private(state):
    value = state.secret("secret")
    assert len(value) >= 50 and state.secret("secret") == value
    assert (state.root / "secret").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_is_named(folder):
    (folder / "file").write_text("")
    with pytest.raises(Trouble, match="PACT_STATE"):
        State(folder / "file" / "state")
