"""What the product tells Prometheus: how it answers, and what waits in it.

Requests are counted in the process that answers them, by the name of the route and never by the address; `worker` keeps
the processes apart, because a scrape reaches one of them. What waits is asked of the database at each scrape, by the
rooms that know: names compose, imports depend.
"""

import os
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from threading import Lock

from pact.access import scope

ROOMS = ("pact.mail.measures", "pact.documents.measures", "pact.deadlines.measures", "pact.audit.measures")
STEPS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
# A method that somebody made up is no name of its own.
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
# (route, method, kind of answer) → how many ended within each step, and the seconds of all. The library of Prometheus
# is loaded by the first scrape only: a web process that nobody asks stays small.
_requests: dict[tuple[str, str, str], list[float]] = {}
_lock = Lock()


@dataclass(frozen=True)
class Measure:
    """One number of a room; its name begins with the room's."""

    name: str
    help: str
    value: float


def measured(get_response):
    """Middleware: count and time every request."""

    def middleware(request):
        begun = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = (match.view_name or match.route) if match else "none"
        method = request.method if request.method in METHODS else "other"
        _count((route, method, f"{response.status_code // 100}xx"), time.perf_counter() - begun)
        return response

    return middleware


def _count(labels: tuple[str, str, str], seconds: float) -> None:
    with _lock:
        found = _requests.setdefault(labels, [0] * (len(STEPS) + 2))
        found[bisect_left(STEPS, seconds)] += 1
        found[-1] += seconds


class _Rooms:
    def collect(self) -> Iterator:
        from prometheus_client.core import GaugeMetricFamily

        with scope.as_system("metrics"):
            for room in ROOMS:
                for measure in import_module(room).measures():
                    yield GaugeMetricFamily(f"pact_{measure.name}", measure.help, measure.value)


class _Requests:
    def collect(self) -> Iterator:
        from prometheus_client.core import HistogramMetricFamily

        told = HistogramMetricFamily(
            "pact_request_seconds", "Time to answer", labels=["worker", "route", "method", "status"]
        )
        with _lock:
            counted = {labels: list(found) for labels, found in _requests.items()}
        for labels, (*ended, seconds) in counted.items():
            steps = zip((*map(str, STEPS), "+Inf"), accumulate(ended), strict=True)
            told.add_metric([str(os.getpid()), *labels], list(steps), seconds)
        yield told


def told() -> bytes:
    """Everything, in Prometheus' own form."""
    from prometheus_client import CollectorRegistry, generate_latest

    ours = CollectorRegistry(auto_describe=False)
    ours.register(_Rooms())
    ours.register(_Requests())
    return generate_latest(ours) + generate_latest()
