"""`./run lint`: style, imports, and the configuration files."""

import subprocess
import sys
from pathlib import Path

from .places import CHECKOUT

BIN = Path(sys.executable).parent
CHECKS = (
    ("Style", [BIN / "ruff", "check", "."]),
    ("Layout", [BIN / "ruff", "format", "--check", "."]),
    ("Imports", [BIN / "lint-imports", "--no-cache"]),
    ("docker-compose.yml", [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]),
    ("Shell", ["sh", "-n", "run"]),
)


def run(arguments: list[str]) -> int:
    """All of them, even when one fails; with `--fix`, ruff mends what it can first."""
    if arguments == ["--fix"]:
        subprocess.run([BIN / "ruff", "check", "--fix", "-q", "."], cwd=CHECKOUT, check=False)
        subprocess.run([BIN / "ruff", "format", "-q", "."], cwd=CHECKOUT, check=False)
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=CHECKOUT, check=False).returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All clean.")
    return 1 if failed else 0
