"""`python -m pact.runner health web|worker|beat`: for health checks of containers; exit status 0 or 1."""

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

from . import product
from .places import CHECKOUT, State

# Beat writes its schedule every three minutes.
BEAT_SILENCE = 10 * 60


def run(arguments: list[str]) -> int:
    checks = {"web": _web, "worker": _worker, "beat": _beat}
    if len(arguments) != 1 or arguments[0] not in checks:
        print("Whose health? One of web, worker, beat.", file=sys.stderr)
        return 2
    return 0 if checks[arguments[0]]() else 1


def _web() -> bool:
    """As the proxy asks: with the name of the site and over what was https."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    line = http.client.HTTPConnection("127.0.0.1", product.port(), timeout=8)
    try:
        line.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


def _worker() -> bool:
    command = [product.BIN / "celery", "-A", "pact.celery", "inspect", "ping", "--timeout", "8"]
    return subprocess.run(command, cwd=CHECKOUT, check=False, capture_output=True).returncode == 0


def _beat() -> bool:
    written = [path.stat().st_mtime for path in Path(State.here().root, "run").glob("beat-schedule*")]
    return bool(written) and time.time() - max(written) < BEAT_SILENCE
