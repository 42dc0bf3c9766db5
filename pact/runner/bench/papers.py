"""G9: the annual report of many organizations on paper; G10: a hundred statements. Beside plain WeasyPrint.

Plain WeasyPrint is a program that reads the same pages of HTML with the same style sheet and writes the same tagged
PDF, with the library's own defaults. Both sides are processes of their own; their processor time and memory are the
kernel's figures, with everything they start.
"""

import json
import random
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from pact.runner.places import CHECKOUT, Trouble

from .measure import Result, ratio

AT = datetime(2027, 6, 10, 9, tzinfo=UTC)
TURNS = 3
WORDS = (
    "Buying for six years works when the contract holds repair and a loan device on the same day. One member bought "
    "refurbished laptops for all schools with the warranty of new ones, and found them as good in daily use. "
)
NAMES = ("Gemeente {}", "Δήμος {}", "Община {}", "Województwo {}", "{} kommune", "Ministry of Education of {}")


def body(organizations: int, groups: int = 24) -> dict:
    """A year as its snapshot holds it, the same at every run."""
    rules, shape = import_module("reports.rules.snapshots"), import_module("reports.rules.facts")
    chance = random.Random(20210614)  # noqa: S311
    names = {"laptop": "Laptops", "smartphone": "Smartphones"}
    group_of = [f"group-{chance.randrange(groups)}" for _ in range(organizations)]
    reporters = tuple(
        shape.ReporterFact(
            f"o-{n}", chance.choice(NAMES).format(f"Nieuwerkerk-{n}"), chance.choice(("NL", "GR", "BG", "PL", "NO")),
            group_of[n], chance.choice(("REPORTED", "REPORTED", "NIL", "MISSING")), 100,
        )
        for n in range(organizations)
    )  # fmt: skip
    lines = tuple(
        shape.LineFact(
            f"o-{n}", group_of[n], chance.choice(tuple(names)), chance.choice(("NEW", "NEW", "REFURBISHED")),
            chance.randint(1, 900), None, chance.choice((48, 60, 72)), "takeback_refurbisher", ("tco_certified",),
            "", "NL", "A",
        )
        for n in range(min(organizations, 600))
    )  # fmt: skip
    sections = dict.fromkeys(("LESSONS", "EXAMPLES", "FEEDBACK"), WORDS * 4)
    rows = tuple(
        shape.GroupFact(f"group-{n}", f"Buyer group {n}", "Coordinator", 9, 9_000, sections) for n in range(groups)
    )
    pact = shape.PactFact(
        organizations, organizations, groups, 9, 22, 40, 3, 2_100_000, 1_000_000, 900_000, 200_000, "2026-12-31",
        3_000_000,
    )  # fmt: skip
    ring = tuple((2021 + n // 20, n % 9 == 0) for n in range(120))
    facts = shape.Facts(2026, 1, pact, reporters, rows, lines, tuple(names), names, (), ring)
    return rules.compose(facts, import_module("monitoring.calculator").shipped())


def report(organizations: int, chapter: str = WORDS) -> str:
    """The HTML of the annual report; it is one document in one process.

    Chapters printed apart and merged would lose what makes it readable for everyone: pypdf drops the structure tree,
    the language and the mark of a tagged file (`tests/documents/test_binding.py`). So a small change prints it anew.
    """
    codes, found = import_module("reports.rules.chapters"), body(organizations)
    words = [{"code": one.code, "title": one.title, "text": f"{chapter}\n\n{WORDS * 9}"} for one in codes.CHAPTERS]
    facts = {
        "title": "Collective progress report 2026", "year": 2026, "edition": 1, "body": found, "chapters": words,
        "snapshot_sha256": "ab" * 32, "sha256": "cd" * 32, "decision": "", "decided_at": None, "published_at": None,
    }  # fmt: skip
    return _html("reports.progress", facts)


def statement(number: int) -> str:
    """The HTML of one receipt with twenty lines."""
    cells = {"new": number, "meets": 4, "refurbished": 7, "remanufactured": 1}
    lines = [{"type": "Laptops", "label": f"Line {n}", "cells": cells, "total": number + 8} for n in range(20)]
    facts = {
        "receipt": f"2026-NL-{number:04d}", "organization": f"Gemeente Nieuwerkerk-{number}", "year": 2026,
        "sent_at": AT, "sent_by": "Ann", "recipient": "Netherlands group", "timeliness": "in time", "zone": "UTC",
        "nil_reason": "", "lines": lines, "totals": {name: 20 * value for name, value in cells.items()}, "all": 560,
    }  # fmt: skip
    return _html("monitoring.receipt", facts)


def _html(kind: str, facts: dict) -> str:
    kinds, loader = import_module("pact.documents.kinds"), import_module("django.template.loader")
    found = kinds.by_name(kind)
    more = found.context(facts) if found.context else {}
    card = {"ref": "k3m9p2qr", "title": found.title(facts), "ordered_at": AT}
    return loader.render_to_string(found.template, {**more, "facts": facts, "document": card})


def written(folder: Path, organizations: int, statements: int) -> None:
    """Everything that is to be printed, as files."""
    import django

    django.setup()
    (folder / "report-0.html").write_text(report(organizations))
    for number in range(statements):
        (folder / f"statement-{number:04d}.html").write_text(statement(number))


def ours(pages: list[Path]) -> int:
    """As the workers print: two presses side by side, each with its compositor; a single paper needs but one."""
    from pact.documents.setting.workshop import workshop

    def press(part: list[Path]) -> int:
        with workshop() as place:
            return sum(place.set(page.read_text(), seconds=600, tell=lambda step: None).pages for page in part)

    with ThreadPoolExecutor(2) as presses:
        return sum(presses.map(press, [part for part in (pages[::2], pages[1::2]) if part]))


def plain(pages: list[Path], *, shared: bool) -> int:
    """WeasyPrint as its manual shows it; `shared`: fonts and style sheet read once for all."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    sheet, fonts, count = CHECKOUT / "static/css/print.css", FontConfiguration(), 0
    style = weasyprint.CSS(filename=sheet, font_config=fonts)
    for page in pages:
        if not shared:
            fonts = FontConfiguration()
            style = weasyprint.CSS(filename=sheet, font_config=fonts)
        source = weasyprint.HTML(string=page.read_text().replace('href="/static/css/print.css"', ""))
        document = source.render(stylesheets=[style], font_config=fonts)
        document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
        count += len(document.pages)
    return count


def _measured(how: str, pattern: str, folder: Path) -> dict:
    """Wall and processor seconds, memory and pages of one side in a process of its own."""
    call = f"from pact.runner.bench.papers import main; main({how!r}, {str(folder)!r}, {pattern!r})"
    done = subprocess.run([sys.executable, "-c", call], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"The papers could not be measured: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout.splitlines()[-1])


def main(how: str, folder: str, pattern: str) -> None:
    pages = sorted(Path(folder).glob(pattern))
    before = time.perf_counter()
    count = ours(pages) if how == "ours" else plain(pages, shared=how == "shared")
    wall = time.perf_counter() - before
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    mib = max(one.ru_maxrss for one in used) / 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "mib": mib, "pages": count}))


def papers(bench) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        call = f"from pact.runner.bench.papers import *; written(Path({place!r}), 3_000, 100)"
        if subprocess.run([sys.executable, "-c", call], env=bench.env, cwd=CHECKOUT, check=False).returncode:
            raise Trouble("The papers could not be drawn.")
        reports = [(_measured("ours", "report*", folder), _measured("plain", "report*", folder)) for _ in range(TURNS)]
        many = [(_measured("ours", "stat*", folder), _measured("shared", "stat*", folder)) for _ in range(TURNS)]
    ours_, other = ([turn[side] for turn in reports] for side in (0, 1))
    pages = ours_[0]["pages"]
    per_page = [[one["cpu"] / one["pages"] for one in side] for side in (ours_, other)]
    bench.results += [
        ratio("G9", f"annual report, {pages} pages, processor time / WeasyPrint", *per_page, 1),
        ratio("G9", "annual report, wall time, cold / WeasyPrint", _of("wall", ours_), _of("wall", other), 0.7),
        Result("G9", "annual report, memory", max(_of("mib", ours_)), 300, unit="MiB"),
    ]
    ours_, other = ([turn[side] for turn in many] for side in (0, 1))
    bench.results += [
        ratio("G10", "100 statements, processor time / shared fonts", _of("cpu", ours_), _of("cpu", other), 1.1),
        ratio("G10", "100 statements, wall time / shared fonts", _of("wall", ours_), _of("wall", other), 0.65),
    ]


def _of(what: str, side: list[dict]) -> list[float]:
    return [one[what] for one in side]
