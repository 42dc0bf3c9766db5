"""The hand that starts the binder: a document and its papers in, one file out."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pact.documents.setting.workshop import Fault, Printed

PROGRAM = Path(__file__).parent / "setting" / "binder.py"
SECONDS = 300


def bind(printed: Printed, papers: list[tuple[str, bytes]]) -> Printed:
    """Append papers with their bookmarks; without papers the document stays as it is. Raises `Fault`."""
    if not papers:
        return printed
    told = {"length": len(printed.pdf), "papers": [{"title": title, "length": len(data)} for title, data in papers]}
    order = json.dumps(told).encode() + b"\n" + printed.pdf + b"".join(data for _title, data in papers)
    quiet = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/nonexistent")}
    try:
        ran = subprocess.run(  # noqa: S603  fixed program, data by pipe
            [sys.executable, "-I", str(PROGRAM)],
            input=order,
            capture_output=True,
            env=quiet,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Fault("binding the papers took too long") from None
    if ran.returncode:
        raise Fault(f"the papers could not be bound: the binder ended with {ran.returncode}")
    head, _, pdf = ran.stdout.partition(b"\n")
    return Printed(pdf, json.loads(head)["pages"])
