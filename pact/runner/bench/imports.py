"""G6: a large file of device lines beside COPY of the same rows into the checked table, in processor time.

What is counted: the process that works, and its connection of the database. One per cent of the lines of the first
file is wrong and comes back as a report; the corrected one is taken over.
"""

import csv
import io
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

from . import crowd
from .measure import Result, _seconds, ratio
from .reporting import AT, in_django, people

HEADS = ("product", "label", "new", "meets", "refurbished", "remanufactured", "years_new")
COLUMNS = """version_id, organization_id, line, position, label, product_group_id, condition, quantity, not_known,
 meets_criteria, meets_not_known, lifetime_months, lifetime_not_known, end_of_life, acquisition, country, labels,
 evidence, note, revision, meets_revision, changed_at"""
# What was taken over; lines of the bench itself stay.
OURS = "line not like 'bench%'"
TAKE_OUT = f"copy (select {COLUMNS} from monitoring_deviceline where {OURS}) to stdout"  # noqa: S608
REMOVE = f"delete from monitoring_deviceline where {OURS}"  # noqa: S608
TARGETS = {"csv": (0.6, 200), "xlsx": (0.35, 300)}


def imports(bench) -> None:
    crowd.resize(bench.line, bench.options.organizations)
    people(bench, 2)
    number = bench.options.import_lines
    for kind, (least, most) in TARGETS.items():
        names = [bench.state.root / f"import-{name}.{kind}" for name in ("wrong", "right")]
        files = [in_django(bench, "imports import made; made()", str(name), str(number)) for name in names]
        rounds = [_round(bench, *files) for _ in range(min(3, bench.options.rounds))]
        copies = [one["copy"] for one in rounds]
        name = f"{number:,} lines of {kind.upper()}"
        bench.results += [
            ratio("G6", f"{name}, 1 % wrong, report, rate / COPY", copies, _of(rounds, "report"), least, at_least=True),
            ratio("G6", f"{name}, taken over, rate / COPY", copies, _of(rounds, "taken"), least, at_least=True),
            Result("G6", f"{name}, memory of the worker", max(_of(rounds, "mib")), most, unit="MiB"),
            Result("G6", f"{name}, sentences or lines amiss", sum(_of(rounds, "amiss")), 0, unit=""),
        ]


def _of(rounds: list[dict], name: str) -> list[float]:
    return [one[name] for one in rounds]


def _round(bench, wrong: str, right: str) -> dict:
    found = in_django(bench, "imports import report; report()", wrong, right)
    with bench.line.cursor() as cursor:
        rows = io.StringIO()
        cursor.copy_expert(TAKE_OUT, rows)
        cursor.execute(REMOVE)
        rows.seek(0)
        before = time.process_time() + _seconds(bench.own_backend)
        cursor.copy_expert(f"copy monitoring_deviceline ({COLUMNS}) from stdin", rows)
        found["copy"] = time.process_time() + _seconds(bench.own_backend) - before
        cursor.execute(REMOVE)
        cursor.execute("vacuum analyze monitoring_deviceline")
    return found


def made() -> None:
    """Writes one of the files; in a process of its own, as its memory is not what is measured."""
    path, number = Path(sys.argv[1]), int(sys.argv[2])
    print(json.dumps(str(_file(path, number, path.stem.endswith("wrong")))))


def _file(path: Path, number: int, wrong: bool) -> Path:
    """Deterministic; every hundredth line of the wrong one has a figure that cannot be read."""
    rows = [
        (
            ("laptop", "smartphone")[n % 2],
            f"Contract {n}",
            "12k" if wrong and n % 100 == 7 else n % 400,
            n % 400 // 2,
            n % 7,
            "?" if n % 11 == 0 else n % 3,
            n % 6 + 2,
        )
        for n in range(number)
    ]
    if path.suffix == ".csv":
        with path.open("w", newline="") as file:
            csv.writer(file, delimiter=";").writerows([HEADS, *rows])
    else:
        sheets = import_module("pact.sheets")
        columns = [sheets.Column(str(at), head, value=lambda row, at=at: row[at]) for at, head in enumerate(HEADS)]
        path.write_bytes(sheets.write_xlsx(rows, columns, title="Device lines"))
    return path


def report() -> None:
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    work = _Work(lambda: time.process_time() + _seconds(backend))
    wrong = work.reading(Path(sys.argv[1]))
    right = work.reading(Path(sys.argv[2]))
    taken = work.taking(right["row"])
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    expected = right["row"].facts["rows"]
    amiss = abs(wrong["row"].wrong - expected // 100) + abs(taken["lines"] - expected)
    figures = {"report": wrong["seconds"], "taken": taken["seconds"], "mib": mib, "amiss": amiss}
    print(json.dumps(figures))


class _Work:
    """The import as the pages and the worker do it, with the time of each part."""

    def __init__(self, clock):
        self.clock = clock
        self.large = import_module("monitoring.actions.large")
        self.opens = import_module("monitoring.sheets").opened
        self.models = import_module("monitoring.models")
        self.scope = import_module("pact.access.scope")
        user = import_module("pact.accounts.models").User.objects.get(email="bench2@participant.example")
        with self.scope.as_system("bench"):
            rows = self.models.Submission.objects.select_related("cycle", "organization", "group")
            self.submission = rows.get(organization__slug="bench-2", cycle__year=2026)
            self.version = self.submission.versions.get().pk
        self.actor = import_module("buyergroups.access").actor_for(user, at=AT)

    def reading(self, path: Path) -> dict:
        from django.core.files.base import File

        with path.open("rb") as file, self.scope.entered(self.actor):
            row = self.large.keep(self.actor, self.submission, File(file, name=path.name), at=AT)
        return self._worked(row)

    def taking(self, row) -> dict:
        with self.scope.entered(self.actor):
            self.large.confirm(self.actor, row, at=AT)
        found = self._worked(row)
        with self.scope.as_system("bench"):
            lines = self.models.DeviceLine.objects.filter(version=self.version, condition="NEW")
            return found | {"lines": lines.exclude(line__startswith="bench").count()}

    def _worked(self, row) -> dict:
        before = self.clock()
        self.large.work(self.opens, at=AT)
        seconds = self.clock() - before
        with self.scope.as_system("bench"):
            row.refresh_from_db()
        if row.state != "READY":
            raise SystemExit(row.failure)
        return {"row": row, "seconds": seconds}
