"""How long the product takes to wake up, beside a Django project with nothing in it."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pact.runner import product
from pact.runner.places import CHECKOUT

from .measure import Result, memory_mib, ratio, tree

TIMES = 7


def _seconds(command: list[str], cwd: Path, env: dict[str, str]) -> float:
    before = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=env, check=True, capture_output=True)
    return time.perf_counter() - before


def startup(bench) -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        django = [product.BIN / "django-admin", "startproject", "bare", folder]
        subprocess.run(django, check=True, capture_output=True)
        bare_env = {"PATH": os.environ["PATH"]}
        ours, bare = [], []
        command = [sys.executable, "manage.py", "check"]
        # Once without a clock, for the byte code.
        for number in range(TIMES + 1):
            times = _seconds(command, CHECKOUT, bench.env), _seconds(command, Path(folder), bare_env)
            if number:
                ours.append(times[0])
                bare.append(times[1])
    with bench.web() as client:
        for _ in range(50):
            client.get("/bench/hello")
        worker = max(memory_mib(pid) for pid in tree(bench.web_pid) - {bench.web_pid})
    return [
        ratio("G11", "`manage.py check`, wall time / bare Django project", ours, bare, 1.6),
        Result("G11", "memory of a web worker", worker, 95, unit="MiB"),
    ]
