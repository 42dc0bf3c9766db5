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
# A process that answers one visitor and ends.
FIRST_PAGE = """
import sys
from wsgiref.util import setup_testing_defaults
from django.core.wsgi import get_wsgi_application
environ = {"PATH_INFO": sys.argv[1], "HTTP_HOST": "127.0.0.1"}
setup_testing_defaults(environ)
told = []
b"".join(get_wsgi_application()(environ, lambda status, headers: told.append(status)))
sys.exit(told != ["200 OK"])
"""


def _seconds(command: list[str], cwd: Path, env: dict[str, str]) -> float:
    before = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=env, check=True, capture_output=True)
    return time.perf_counter() - before


def _beside(ours: tuple, bare: tuple, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of both commands in turn; once without a clock, for the byte code."""
    times = []
    for _ in range(TIMES + 1):
        times.append((_seconds(ours[0], CHECKOUT, ours[1]), _seconds(bare[0], folder, bare[1])))
    return [one for one, _other in times[1:]], [other for _one, other in times[1:]]


def startup(bench) -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        django = [product.BIN / "django-admin", "startproject", "bare", folder]
        subprocess.run(django, check=True, capture_output=True)
        bare_env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "bare.settings", "PYTHONPATH": folder}
        check = [sys.executable, "manage.py", "check"]
        checks = _beside((check, bench.env), (check, bare_env), Path(folder))
        first = [sys.executable, "-c", FIRST_PAGE]
        pages = _beside(([*first, "/participants/"], bench.env), ([*first, "/"], bare_env), Path(folder))
    with bench.web() as client:
        for _ in range(50):
            client.get("/bench/hello")
        worker = max(memory_mib(pid) for pid in tree(bench.web_pid) - {bench.web_pid})
    return [
        ratio("G11", "`manage.py check`, wall time / bare Django project", *checks, 1.6),
        ratio("G11", "process with its first page, wall time / bare Django", *pages, 1.6),
        Result("G11", "memory of a web worker", worker, 95, unit="MiB"),
    ]
