"""`./run demo`: everything in one tree of processes, with the demo Pact in it."""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from . import product, roles
from .places import CHECKOUT, State, Trouble, write_private
from .servers import Servers
from .supervisor import Supervisor, end_on_signals

# What the database says about its own contents (COMMENT ON DATABASE).
BUILDING, DEMO, EMPTY = "pact demo: being built", "pact demo: complete", "pact demo: empty"
OURS = (BUILDING, DEMO, EMPTY)


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo", description="Serve the demo; Ctrl-C stops everything.")
    parser.add_argument("--fresh", action="store_true", help="throw the demo away and begin anew")
    parser.add_argument("--empty", action="store_true", help="an installation without demo data")
    parser.add_argument("--at", metavar="MOMENT", type=_moment, help="what the demo clock shows, like 2027-03-17T09:00")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--scale", metavar="N", type=_scale, default=1, help="N times the demo data")
    size.add_argument("--few", action="store_true", help="a small cast, built in seconds")
    return parser.parse_args(arguments)


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a moment; write it like 2027-03-17T09:00") from None
    return text


def _scale(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 to 10000")
    return int(text)


class Demo:
    """The demo of one state folder, from its servers up to its web server."""

    def __init__(self, state: State, options: argparse.Namespace):
        self.state, self.options = state, options
        self.servers = Servers(state)
        self.empty = False
        self.supervisor = Supervisor()
        self.env = product.base_environment(state, "demo")
        self.env["SECRET_KEY"] = os.environ.get("SECRET_KEY") or state.secret("secret")
        self.env["STORAGE_URL"] = (state.root / "media").as_uri()
        self.env["PORT"] = str(product.port())

    def start(self) -> None:
        product.free_port()
        (self.state.root / "run" / "environment.json").unlink(missing_ok=True)
        if self.options.fresh:
            self.state.forget()
        self._open_servers()
        self._fill()
        self._serve()

    def _open_servers(self) -> None:
        self.servers.open_database()
        self.servers.open_broker()
        # The letters of the demo never leave this machine, whatever EMAIL_URL says.
        self.catcher, self.env["EMAIL_URL"] = product.mail(self.env, self.state)
        self.supervisor.services.extend(self.servers.started)
        self.supervisor.add(self.catcher)
        self.env.update(self.servers.environment())

    def _fill(self) -> None:
        """Migrate, and build the demo unless it is there. A build that was killed half-way is begun again."""
        owner = roles.split(self.servers.owner_url)
        found = roles.note(owner)
        given = bool(os.environ.get("DATABASE_URL"))
        if (self.options.fresh and given) or found == BUILDING:
            if found not in OURS and _has_tables(owner):
                raise Trouble(
                    "DATABASE_URL leads to a database that no demo was built in; --fresh does not throw it away."
                )
            roles.drop_database(roles.split(self.servers.admin_url))
            self.servers.prepare()
            found = ""
        if self.options.empty and found == DEMO:
            raise Trouble("The demo is already built here. Start an empty installation with ./run demo --fresh --empty")
        say("Preparing the database")
        # The stylesheets and the like are gathered side by side with the database; both are needed to serve.
        self.assets = subprocess.Popen(manage_argv("collectstatic", "--noinput", "-v", "0"), cwd=CHECKOUT, env=self.env)
        self.manage("migrate", "--noinput", "-v", "0")
        if self.options.empty or found == EMPTY:
            self.empty = True
            roles.note(owner, EMPTY)
            self.manage("lay_foundation", "-v", "0")
            if not self.options.empty:
                say("This installation was started empty and stays so; ./run demo --fresh builds the demo.")
        elif found != DEMO:
            self._build(owner)
            return
        if self.options.at:
            self.manage("clock", "--to", self.options.at)

    def _build(self, owner: dict[str, str]) -> None:
        say("Building the demo; this takes a minute the first time")
        roles.note(owner, BUILDING)
        moment = ["--at", self.options.at] if self.options.at else []
        scale = ["--scale", str(self.options.scale)] if self.options.scale != 1 else []
        few = ["--few"] if self.options.few else []
        self.manage("demo", "build", *moment, *scale, *few)
        roles.note(owner, DEMO)

    def _serve(self) -> None:
        if self.assets.wait():
            raise Trouble("`manage.py collectstatic` failed; the demo is not served.")
        web = product.web(self.env, self.state.log("web"))
        self.supervisor.add(web)
        self.supervisor.add(product.worker(self.env, self.state.log("worker")))
        self.supervisor.add(product.beat(self.env, self.state.log("beat")))
        self._tell()
        table = "" if self.empty else people(self.env)
        web.wait()
        print(table, flush=True, end="")

    def _tell(self) -> None:
        """Leave word for `./run manage`, which then works on the demo that is running."""
        names = (
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
            "REDIS_URL",
            "EMAIL_URL",
            "STORAGE_URL",
            "SECRET_KEY",
            "PORT",
            "PACT_MAILBOX",
        )
        path = self.state.root / "run" / "environment.json"
        write_private(path, json.dumps({name: self.env[name] for name in (*names, "PACT_MODE", "PACT_STATE")}))

    def manage(self, *command: str) -> None:
        if manage(self.env, *command).returncode:
            raise Trouble(f"`manage.py {' '.join(command)}` failed; the demo is not served.")

    def stop(self) -> None:
        self.supervisor.stop()
        self.servers.stop()


def manage_argv(*command: str) -> list[str]:
    return [sys.executable, "manage.py", *command]


def manage(env: dict[str, str], *command: str, output: int | None = None) -> subprocess.CompletedProcess:
    return subprocess.run(manage_argv(*command), cwd=CHECKOUT, env=env, check=False, stdout=output, text=True)


def people(env: dict[str, str]) -> str:
    """The table of the demo people: role, organization, e-mail, password."""
    done = manage(env, "demo", "people", output=subprocess.PIPE)
    if done.returncode:
        raise Trouble("`manage.py demo people` failed.")
    return done.stdout.strip("\n") + "\n"


def _has_tables(parts: dict[str, str]) -> bool:
    line = roles.connect(parts)
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')")
            return cursor.fetchone()[0]
    finally:
        line.close()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def held(state: State) -> State:
    """The state folder, taken for this process."""
    if not state.hold():
        raise Trouble(
            f"A demo already runs on {state.root}. Stop it, or give this one a folder of its own with PACT_STATE."
        )
    return state


def run(arguments: list[str]) -> int:
    options = arguments_of(arguments)
    began = time.monotonic()
    demo = Demo(held(State.here()), options)
    try:
        end_on_signals()
        demo.start()
        print(f"Ready after {time.monotonic() - began:.0f} s: http://127.0.0.1:{product.port()}/", flush=True)
        print(f"Logs: {short(demo.state.root / 'log')}. Ctrl-C stops everything.", flush=True)
        demo.supervisor.watch()
    except KeyboardInterrupt:
        say("\nStopping")
    finally:
        demo.stop()
        demo.state.release()
    return 0


def short(path: Path) -> str:
    """As seen from here, when it lies below."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
