"""G5: the grid of 200 lines, signed in; G14: the evening of the deadline, with hundreds of people at their grids."""

import http.client
import itertools
import json
import statistics
import threading
import time

from pact.runner import product
from pact.runner.supervisor import Child

from . import crowd
from .measure import Result, ratio
from .reporting import people

HELLO, YEAR = "/bench/hello", 2026
TOKEN = "b" * 32


class Person:
    """One signed-in person at one grid, over one connection."""

    def __init__(self, port: int, known: dict, timeout: float = 60):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.known, self.base = known, f"/o/{known['slug']}/monitoring/{YEAR}/devices/"
        self.headers = {"Cookie": known["cookies"], "Accept-Encoding": "identity"}
        self.versions: dict[tuple[str, str], int] = {}
        self.saved: dict[tuple[str, str], int] = {}
        self.queries = 0

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, bytes]:
        answer = self._answer(method, path, body, {**self.headers, **headers})
        self.queries = int(answer.headers.get("X-Bench-Queries", 0))
        return answer.status, answer.read()

    def _answer(self, method: str, path: str, body: str | None, headers: dict) -> http.client.HTTPResponse:
        """A server may close a connection that rested; browsers then ask once more, and so do we."""
        try:
            self.line.request(method, path, body, headers)
            return self.line.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError):
            self.line.close()
            self.line.request(method, path, body, headers)
            return self.line.getresponse()

    def get(self, path: str, **headers: str) -> bytes:
        status, body = self.ask("GET", path, **headers)
        if status != 200:
            raise SystemExit(f"{path} answered {status}; nothing was measured.")
        return body

    def open(self) -> None:
        """The versions of all cells, as an open page knows them."""
        found = json.loads(self.get(f"/bench/grid/{self.known['slug']}/{YEAR}"))
        self.versions = {tuple(name.split(":")): version for name, version in found["versions"].items()}

    def save(self, line: str, column: str, value: int, **headers: str) -> int:
        """Save a cell as the page does; returns the status of the answer."""
        cell = (line, column)
        body = json.dumps({"line": line, "column": column, "value": str(value), "version": self.versions[cell]})
        headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, **headers}
        status, answer = self.ask("POST", f"{self.base}cell/", body, **headers)
        if status == 200:
            self.versions[cell], self.saved[cell] = json.loads(answer)["version"], value
        return status


def grid(bench) -> None:
    crowd.resize(bench.line, bench.options.organizations)
    (known,) = people(bench, 1)
    with bench.web():
        nobody, person = Person(bench.options.port, {"slug": "", "cookies": ""}), Person(bench.options.port, known)
        person.open()
        values, data = itertools.count(1_000), f"/bench/grid/{known['slug']}/{YEAR}"

        def save(**headers):
            number = next(values)
            status = person.save(f"bench{number % known['lines'] + 1}", "refurbished", number, **headers)
            if status != 200:
                raise SystemExit(f"A cell was answered {status}; nothing was measured.")

        targets = {"hello": lambda: nobody.get(HELLO), "known": lambda: person.get(HELLO), "save": save}
        targets |= {"data": lambda: person.get(data), "page": lambda: person.get(person.base)}
        samples = bench.rounds(targets)
        count = {"X-Bench-Count": "1"}
        person.get(HELLO, **count)
        every = person.queries + 1  # and the one that finds the report
        person.get(data, **count)
        hello = samples["hello"].cpu
        what = f"grid of {known['lines']} lines"
        bench.results += [
            ratio("G5", f"{what}, save a cell, processor time / hello", samples["save"].cpu, hello, 8),
            ratio("G5", f"{what}, its data, processor time / hello", samples["data"].cpu, hello, 8),
            ratio("G5", f"{what}, its page, processor time / hello", samples["page"].cpu, hello, 15),
            Result(
                "G5", f"{what}, its data, queries beside signing in and finding it", person.queries - every, 5, unit=""
            ),
            ratio("G5", "for comparison: a constant, signed in / hello", samples["known"].cpu, hello, 99),
        ]


def evening(bench) -> None:
    """As the product is served: two workers; everybody saves a cell every ten seconds, one reads public pages."""
    crowd.resize(bench.line, bench.options.organizations)
    found = people(bench, bench.options.people)
    argv = [product.BIN / "granian", "--interface", "wsgi", "--port", str(bench.options.port), "--no-ws"]
    argv += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
    child = Child("web", [*argv, "pact.runner.bench.site:application"], env=bench.env, log=bench.state.log("web"))
    child.ready = lambda: product.answers(bench.options.port, "127.0.0.1", HELLO)
    child.start()
    try:
        child.wait()
        bench.results += _Evening(bench, found).held()
    finally:
        child.stop()


class _Evening:
    # Somebody looks a figure up and types it.
    PAUSE = 10.0

    def __init__(self, bench, found: list[dict]):
        self.port, self.seconds = bench.options.port, bench.options.seconds
        self.people = [Person(self.port, known, timeout=30) for known in found]
        self.took: list[float] = []
        self.read: list[float] = []
        self.faults: list[str] = []

    def held(self) -> list[Result]:
        for person in self.people:
            person.open()
        self.ends = time.monotonic() + self.seconds
        hands = [threading.Thread(target=self._typing, args=(n, one)) for n, one in enumerate(self.people)]
        hands.append(threading.Thread(target=self._reading))
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        lost = sum(self._lost(person) for person in self.people)
        who = f"{len(self.people)} people for {self.seconds} s"
        return [
            Result("G14", f"{who}, {len(self.took):,} cells saved, lost", lost, 0, unit=""),
            Result("G14", f"{who}, errors {sorted(set(self.faults))}", len(self.faults), 0, unit=""),
            Result("G14", f"{who}, saving a cell, 95th percentile", _p95(self.took), 500, unit="ms"),
            Result("G14", f"{who}, an innocent reader, 95th percentile", _p95(self.read), 300, unit="ms"),
        ]

    def _typing(self, number: int, person: Person) -> None:
        """A cell every ten seconds, each person at another moment."""
        time.sleep(self.PAUSE * number / len(self.people))
        values, cells = itertools.count(number * 7 + 1), [line for line, column in person.versions if column == "new"]
        while time.monotonic() < self.ends:
            value, begun = next(values), time.monotonic()
            try:
                status = person.save(cells[value % len(cells)], "refurbished", value + 500)
                if status != 200:
                    self.faults.append(str(status))
            except (OSError, http.client.HTTPException, ValueError) as fault:
                self.faults.append(type(fault).__name__)
                person.line.close()
            self.took.append((time.monotonic() - begun) * 1000)
            time.sleep(max(0, self.PAUSE - (time.monotonic() - begun)))

    def _reading(self) -> None:
        reader = Person(self.port, {"slug": "", "cookies": ""}, timeout=30)
        while time.monotonic() < self.ends:
            begun = time.monotonic()
            try:
                reader.get("/participants/")
            except (OSError, http.client.HTTPException, SystemExit) as fault:
                self.faults.append(f"reader: {type(fault).__name__}")
                reader.line.close()
            self.read.append((time.monotonic() - begun) * 1000)
            time.sleep(0.2)

    def _lost(self, person: Person) -> int:
        """Cells whose last acknowledged value is not what stands there now."""
        types = json.loads(person.get(f"/bench/grid/{person.known['slug']}/{YEAR}"))["types"]
        cells = {cell["name"]: cell["value"] for one in types for line in one["lines"] for cell in line["cells"]}
        return sum(cells[f"{line}:{column}"] != f"{value:,}" for (line, column), value in person.saved.items())


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else 0.0
