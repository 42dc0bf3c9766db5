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

from . import crowd
from .effects import effects
from .letters import letters
from .measure import Client, Result, processor_seconds, ratio, rounds

LIST, SEARCH, API, HELLO = "/participants/", "/participants/?q=gemeente", "/api/v1/participants/", "/bench/hello"


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

    def forget_pages(self) -> None:
        with self.line.cursor() as cursor:
            cursor.execute("NOTIFY pact_published")

    def rounds(self, targets) -> dict:
        return rounds(targets, self.clock, turns=self.options.rounds, requests=self.options.requests)


def public_list(bench: Bench) -> None:
    """G1: the public list of participants beside a constant."""
    crowd.resize(bench.line, bench.options.organizations)
    with bench.web() as client:

        def uncached():
            bench.forget_pages()
            client.get(LIST)

        samples = bench.rounds({"hello": lambda: client.get(HELLO), "new": uncached, "warm": lambda: client.get(LIST)})
        hello, new, warm = samples["hello"], samples["new"], samples["warm"]
        bench.forget_pages()
        bench.results += [
            ratio("G1", "public list, drawn anew, processor time / hello", new.cpu, hello.cpu, 5),
            Result("G1", "public list, drawn anew, queries", client.queries(LIST), 2, unit=""),
            ratio("G1", "public list, kept, processor time / hello", warm.cpu, hello.cpu, 1.5),
            ratio("G1", "public list, kept, requests per second / hello", hello.wall, warm.wall, 0.6, at_least=True),
            Result("G1", "public list, kept, queries", client.queries(LIST), 1, unit=""),
            Result("G1", "public list, gzipped", client.gzipped(LIST) / 1024, 8, unit="KiB"),
        ]


def growth(bench: Bench) -> None:
    """G2: from a thousand organizations to a hundred thousand."""
    few = _list_costs(bench, 1_000)
    many = _list_costs(bench, bench.options.most)
    for name, limit in (("first page", 1.25), ("filter", 1.25), ("search", 1.6)):
        what = f"public list, {name}, {bench.options.most:,} / 1,000 organizations"
        bench.results.append(ratio("G2", what, many[name].cpu, few[name].cpu, limit))
    bench.results.append(ratio("G2", "public list, search / hello", many["search"].cpu, many["hello"].cpu, 7))


def _list_costs(bench: Bench, organizations: int) -> dict:
    crowd.resize(bench.line, organizations)
    paths = {"first page": LIST, "filter": LIST + "?country=NL", "search": SEARCH}
    with bench.web() as client:

        def anew(path):
            bench.forget_pages()
            client.get(path)

        targets = {name: lambda path=path: anew(path) for name, path in paths.items()}
        return bench.rounds({"hello": lambda: client.get(HELLO), **targets})


def api(bench: Bench) -> None:
    """G3: the list of the public API."""
    crowd.resize(bench.line, bench.options.most)
    with bench.web() as client:

        def anew():
            bench.forget_pages()
            client.get(API)

        samples = bench.rounds({"hello": lambda: client.get(HELLO), "new": anew, "kept": lambda: client.get(API)})
        bench.forget_pages()
        bench.results += [
            ratio("G3", "API list, made anew, processor time / hello", samples["new"].cpu, samples["hello"].cpu, 3),
            Result("G3", "API list, made anew, queries", client.queries(API), 2, unit=""),
            ratio("G3", "API list, kept, processor time / hello", samples["kept"].cpu, samples["hello"].cpu, 3),
        ]


def start_up(bench: Bench) -> None:
    """G11: the time to the first command, beside a bare Django project, and the memory of a web worker."""
    from .startup import startup

    bench.results += startup(bench)


BENCHES = {
    "list": public_list,
    "growth": growth,
    "api": api,
    "startup": start_up,
    "effects": effects,
    "letters": letters,
}


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure the ratios of the performance targets.")
    parser.add_argument("name", nargs="?", choices=BENCHES, help="only this one")
    parser.add_argument("--organizations", type=int, default=10_000, metavar="N")
    parser.add_argument("--most", type=int, default=100_000, metavar="N", help="organizations of growth and API")
    parser.add_argument("--lines", type=int, default=1_000_000, metavar="N", help="lines of effects")
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
