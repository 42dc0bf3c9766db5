"""Processor time of a tree of processes, a client that keeps its connection, and ratios over rounds."""

import gzip
import http.client
import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def tree(root: int) -> set[int]:
    """This process and everything below it."""
    parents = {int(path.name): _stat(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found, more = set(), {root}
    while more:
        found |= more
        more = {pid for pid, stat in parents.items() if stat and int(stat[1]) in more} - found
    return found


def processor_seconds(roots: Iterable[int], without: Iterable[int] = ()) -> float:
    """User and system time of these trees so far, of what still lives."""
    pids = set().union(*(tree(root) for root in roots)) - set(without)
    return sum(_seconds(pid) for pid in pids)


def _seconds(pid: int) -> float:
    """By the scheduler's own books, to the nanosecond; by ticks of 10 ms where the kernel keeps none."""
    try:
        threads = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    except OSError:
        threads = []
    if threads:
        return sum(int(thread[0]) for thread in threads) / 1e9
    return sum(int(part) for part in _stat(pid)[11:13]) / TICKS


def memory_mib(pid: int) -> float:
    """The share of memory that is this process's own part (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak_mib(pid: int) -> float:
    """The most memory this process ever had, with what it shares."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


class Client:
    """Asks one server over one connection."""

    def __init__(self, port: int):
        self.port = port
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        self.line.request("GET", path, headers={"Accept-Encoding": "identity", **headers})
        answer = self.line.getresponse()
        answer.body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}; nothing was measured.")
        return answer

    def anew(self, path: str) -> http.client.HTTPResponse:
        """Drawn again, from nothing that is kept of the pages."""
        return self.get(path, **{"X-Bench-Forget": "1"})

    def queries(self, path: str, **headers: str) -> int:
        return int(self.get(path, **{"X-Bench-Count": "1", **headers}).headers["X-Bench-Queries"])

    def file(self, path: str) -> tuple[float, float, int]:
        """Seconds to the first byte and to the last, and the length."""
        began = time.perf_counter()
        self.line.request("GET", path)
        answer = self.line.getresponse()
        length = len(answer.read(1))
        first = time.perf_counter() - began
        while block := answer.read(1 << 20):
            length += len(block)
        return first, time.perf_counter() - began, length

    def gzipped(self, path: str) -> int:
        return len(gzip.compress(self.get(path).body, 6))


@dataclass
class Sample:
    """What one target cost in each round: processor seconds and wall seconds a request."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


def rounds(
    targets: dict[str, Callable[[], object]], clock: Callable[[], float], *, turns: int, requests: int
) -> dict[str, Sample]:
    """Every target in turn, again and again, so that a noisy minute hits all of them."""
    samples = {name: Sample() for name in targets}
    for ask in targets.values():
        for _ in range(10):
            ask()
    for _ in range(turns):
        for name, ask in targets.items():
            cpu, wall = clock(), time.perf_counter()
            for _ in range(requests):
                ask()
            samples[name].wall.append((time.perf_counter() - wall) / requests)
            samples[name].cpu.append((clock() - cpu) / requests)
    return samples


@dataclass
class Result:
    """One figure beside its target."""

    id: str
    what: str
    value: float
    target: float
    at_least: bool = False
    spread: tuple[float, float] | None = None
    unit: str = "×"

    @property
    def met(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target

    def line(self) -> str:
        spread = f"  ({self.spread[0]:.2f} to {self.spread[1]:.2f})" if self.spread else ""
        sign = "≥" if self.at_least else "≤"
        verdict = "met" if self.met else "NOT MET"
        return f"{self.id:4} {self.what:58} {self.value:8.2f} {self.unit:3} {sign} {self.target:g}  {verdict}{spread}"


def ratio(id: str, what: str, above: list[float], below: list[float], target: float, **other) -> Result:
    """The median of the ratios of each round."""
    each = [one / other_one for one, other_one in zip(above, below, strict=True) if other_one]
    return Result(id, what, statistics.median(each), target, spread=(min(each), max(each)), **other)
