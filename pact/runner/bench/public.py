"""The public site and its interface (G1 to G4)."""

import io
import itertools
import statistics
import time
from base64 import urlsafe_b64encode

from . import crowd
from .measure import Client, Result, peak_mib, ratio, tree

LIST, API, HELLO, FILE = "/participants/", "/api/v1/participants/", "/bench/hello", "/participants/participants.csv"
SEARCHES = ("search", "search of a common word")
FORGET = {"X-Bench-Forget": "1"}
COLUMNS = (
    "slug, name, name_en, country, legal_kind, procuring_since, coordinating_since, supporter_since, groups,"
    " users_served, users_served_on, since, ended_on, latest_year, latest_state, latest_devices, founding"
)
COPY = f"COPY (SELECT {COLUMNS} FROM participants_listing WHERE participant ORDER BY sort_name, id) TO STDOUT"  # noqa: S608


def public_list(bench) -> None:
    """G1: the public list of participants beside a constant."""
    crowd.resize(bench.line, bench.options.organizations)
    with bench.web() as client:
        targets = {
            "hello": lambda: client.get(HELLO),
            "new": lambda: client.anew(LIST),
            "kept": lambda: client.get(LIST),
        }
        samples = bench.rounds(targets)
        hello, new, kept = samples["hello"], samples["new"], samples["kept"]
        bench.results += [
            ratio("G1", "public list, drawn anew, processor time / hello", new.cpu, hello.cpu, 5),
            Result("G1", "public list, drawn anew, queries", client.queries(LIST, **FORGET), 2, unit=""),
            ratio("G1", "public list, kept, processor time / hello", kept.cpu, hello.cpu, 1.5),
            ratio("G1", "public list, kept, requests per second / hello", hello.wall, kept.wall, 0.6, at_least=True),
            Result("G1", "public list, kept, queries", client.queries(LIST), 1, unit=""),
            Result("G1", "public list, gzipped", client.gzipped(LIST) / 1024, 8, unit="KiB"),
        ]


def growth(bench) -> None:
    """G2: from a thousand organizations to a hundred thousand."""
    few, few_queries = _list_costs(bench, 1_000)
    many, many_queries = _list_costs(bench, bench.options.most)
    for name, limit in (("first page", 1.25), ("deep page", 1.25), ("filter", 1.25), *((one, 1.6) for one in SEARCHES)):
        what = f"public list, {name}, {bench.options.most:,} / 1,000 organizations"
        bench.results.append(ratio("G2", what, many[name].cpu, few[name].cpu, limit))
    for name, limit in (*((one, 7) for one in SEARCHES), ("deep page", 6)):
        bench.results.append(ratio("G2", f"public list, {name} / hello", many[name].cpu, many["hello"].cpu, limit))
    more = max(many_queries[name] - few_queries[name] for name in few_queries)
    bench.results.append(Result("G2", "public list, queries more at the larger size", more, 0, unit=""))


def _list_costs(bench, organizations: int) -> tuple[dict, dict]:
    crowd.resize(bench.line, organizations)
    paths = {
        "first page": itertools.repeat(LIST),
        "deep page": itertools.repeat(f"{LIST}?after={_middle(bench)}"),
        "filter": itertools.repeat(f"{LIST}?country=NL"),
        "search": (f"{LIST}?q={name}" for name in crowd.names()),
        "search of a common word": (f"{LIST}?q={word}" for word in crowd.words()),
    }
    with bench.web() as client:
        targets = {name: lambda path=path: client.anew(next(path)) for name, path in paths.items()}
        samples = bench.rounds({"hello": lambda: client.get(HELLO), **targets})
        return samples, {name: client.queries(next(path), **FORGET) for name, path in paths.items()}


def _middle(bench) -> str:
    """The address of a page half way down the list."""
    with bench.line.cursor() as cursor:
        cursor.execute(
            "SELECT id, sort_name FROM participants_listing WHERE participant ORDER BY sort_name, id"
            " OFFSET (SELECT count(*) / 2 FROM participants_listing WHERE participant) LIMIT 1"
        )
        key, name = cursor.fetchone()
    return urlsafe_b64encode(f"{key}:{name}".encode()).decode().rstrip("=")


def api(bench) -> None:
    """G3: the list of the public interface."""
    crowd.resize(bench.line, bench.options.most)
    with bench.web() as client:
        targets = {"hello": lambda: client.get(HELLO), "new": lambda: client.anew(API), "kept": lambda: client.get(API)}
        samples = bench.rounds(targets)
        bench.results += [
            ratio("G3", "API list, made anew, processor time / hello", samples["new"].cpu, samples["hello"].cpu, 3),
            Result("G3", "API list, made anew, queries", client.queries(API, **FORGET), 2, unit=""),
            ratio("G3", "API list, kept, processor time / hello", samples["kept"].cpu, samples["hello"].cpu, 3),
        ]


def export(bench) -> None:
    """G4: all participants as open data, beside a plain COPY of the same columns in the same order."""
    crowd.resize(bench.line, bench.options.most)
    plain, ours, first = [], [], []
    with bench.web() as client:
        client.file(FILE), _copied(bench)
        for _ in range(bench.options.rounds):
            plain.append(_copied(bench))
            begun, whole, length = client.file(FILE)
            first.append(begun * 1000)
            ours.append(whole)
        memory = _most(bench, client)
    bench.results += [
        ratio("G4", f"export of {length / 1e6:.0f} MB, speed / COPY TO STDOUT", plain, ours, 0.6, at_least=True),
        Result("G4", "export, first byte", statistics.median(first), 150, unit="ms", spread=(min(first), max(first))),
        Result("G4", "export, most memory of the web worker", memory, 110, unit="MiB"),
    ]


def _copied(bench) -> float:
    began = time.perf_counter()
    with bench.line.cursor() as cursor, io.BufferedWriter(_Nothing(), 1 << 17) as out:
        cursor.copy_expert(f"{COPY} (FORMAT csv)", out)
    return time.perf_counter() - began


class _Nothing(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, block) -> int:
        return len(block)


def _most(bench, client: Client) -> float:
    client.get(HELLO)
    return max(peak_mib(pid) for pid in tree(bench.web_pid) - {bench.web_pid})
