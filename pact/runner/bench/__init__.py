"""`./run bench [NAME]`: ratios measured in one run on one machine, medians with spread, targets in turn."""

import argparse
import contextlib
import json
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pact.runner import demo, product, roles
from pact.runner.places import State, Trouble
from pact.runner.servers import Servers
from pact.runner.supervisor import Child

from .effects import effects
from .grid import evening, grid
from .imports import imports
from .letters import letters
from .measure import Client, Result, processor_seconds, rounds
from .papers import papers
from .public import api, export, growth, public_list
from .rollups import rollups

HELLO = "/bench/hello"


class Bench:
    """A server of its own with a web server on top, and what it takes to measure them."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.results: list[Result] = []

    @contextlib.contextmanager
    def open(self) -> Iterator["Bench"]:
        root = State.here().root / "bench"
        self.state = State(root)
        if not self.state.hold():
            raise Trouble("Another bench runs on this folder; two would measure each other.")
        try:
            with Servers(self.state) as self.servers:
                self._prepare()
                yield self
        finally:
            self.state.release()

    def _prepare(self) -> None:
        self.env = {**product.base_environment(self.state, "demo"), **self.servers.environment()}
        self.env |= {"SECRET_KEY": self.state.secret("secret"), "PORT": str(self.options.port), "EMAIL_URL": "console:"}
        for command in (["migrate", "--noinput", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"]):
            if demo.manage(self.env, *command).returncode:
                raise Trouble(f"`manage.py {command[0]}` failed; nothing was measured.")
        parts = roles.split(self.servers.admin_url)
        self.line = roles.connect(parts)
        with self.line.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), current_setting('data_directory')")
            self.own_backend, folder = cursor.fetchone()
        self.database_pid = self._postmaster(folder)

    def _postmaster(self, folder: str) -> int:
        if self.servers.started and self.servers.started[0].name == "postgres":
            return self.servers.started[0].process.pid
        try:
            return int((Path(folder) / "postmaster.pid").read_text().split()[0])
        except OSError:
            raise Trouble(
                "The bench needs the server's process; unset DATABASE_URL, or run it where the server runs."
            ) from None

    @contextlib.contextmanager
    def web(self) -> Iterator[Client]:
        """One worker with one thread: the cost of a request, not of waiting for each other."""
        argv = [
            product.BIN / "granian",
            "--interface",
            "wsgi",
            "--port",
            str(self.options.port),
            "--no-ws",
            "--workers",
            "1",
        ]
        argv += ["--blocking-threads", "1", "--log-level", "warning", "pact.runner.bench.site:application"]
        child = Child("web", argv, env=self.env, log=self.state.log("web"))
        child.ready = lambda: product.answers(self.options.port, "127.0.0.1", HELLO)
        child.start()
        self.web_pid = child.process.pid
        try:
            child.wait()
            yield Client(self.options.port)
        finally:
            child.stop()

    def clock(self) -> float:
        """Processor time of the product and its database; not that of the connection this program itself uses."""
        return processor_seconds((self.web_pid, self.database_pid), without=(self.own_backend,))

    def rounds(self, targets) -> dict:
        return rounds(targets, self.clock, turns=self.options.rounds, requests=self.options.requests)


def start_up(bench: Bench) -> None:
    """G11: the time to the first command, beside a bare Django project, and the memory of a web worker."""
    from .startup import startup

    bench.results += startup(bench)


BENCHES = {
    "list": public_list,
    "growth": growth,
    "api": api,
    "export": export,
    "startup": start_up,
    "effects": effects,
    "grid": grid,
    "evening": evening,
    "imports": imports,
    "rollups": rollups,
    "letters": letters,
    "papers": papers,
}


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure the ratios of the performance targets.")
    parser.add_argument("name", nargs="?", choices=BENCHES, help="only this one")
    parser.add_argument("--organizations", type=int, default=10_000, metavar="N")
    parser.add_argument("--most", type=int, default=100_000, metavar="N", help="organizations of growth and API")
    parser.add_argument("--lines", type=int, default=1_000_000, metavar="N", help="lines of effects")
    parser.add_argument("--people", type=int, default=300, metavar="N", help="people on the deadline evening")
    parser.add_argument("--seconds", type=int, default=60, metavar="N", help="how long the deadline evening lasts")
    parser.add_argument("--rollup-lines", type=int, default=10_000_000, metavar="N", help="lines behind the sums")
    parser.add_argument("--import-lines", type=int, default=100_000, metavar="N", help="lines of the import")
    parser.add_argument("--letters", type=int, default=5_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--requests", type=int, default=150, metavar="N", help="requests of each target in a round")
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures go (default: in the state folder)")
    return parser.parse_args(arguments)


def run(arguments: list[str]) -> int:
    options = arguments_of(arguments)
    bench = Bench(options)
    with bench.open():
        for name in [options.name] if options.name else BENCHES:
            print(f"Measuring {name}", file=sys.stderr, flush=True)
            before = len(bench.results)
            BENCHES[name](bench)
            for result in bench.results[before:]:
                print(result.line(), flush=True)
    target = options.json or State.here().root / "bench.json"
    target.write_text(json.dumps(_report(bench.results), indent=1) + "\n")
    print(f"Written to {demo.short(target.absolute())}.")
    return 0 if all(result.met for result in bench.results) else 1


def _report(results: list[Result]) -> dict:
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    figures = [
        {
            "id": result.id,
            "what": result.what,
            "value": round(result.value, 3),
            "unit": result.unit,
            "target": result.target,
            "at_least": result.at_least,
            "met": result.met,
            "spread": result.spread and [round(one, 3) for one in result.spread],
        }
        for result in results
    ]
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), **machine, "figures": figures}
