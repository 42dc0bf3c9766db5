"""`./run manage` and `./run shell`: Django's command line on the installation that is meant.

In this order: the installation that serves, by its environment; the demo that is running; servers started for the
while the command takes.
"""

import json
import os
import signal
import subprocess
import sys

from . import product
from .places import CHECKOUT, State, Trouble
from .servers import Servers

# These read code only and need no server.
WITHOUT_SERVERS = {
    "makemessages",
    "compilemessages",
    "help",
    "version",
    "--version",
    "--help",
    "-h",
    "collectstatic",
    "findstatic",
}


def call(arguments: list[str], env: dict[str, str]) -> int:
    child = subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=env)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return child.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def run(arguments: list[str]) -> int:
    if os.environ.get("SECRET_KEY") and not os.environ.get("PACT_MODE"):
        # Only an installation that serves has a key of its own; the settings check the rest.
        return call(arguments, {**os.environ, "PACT_MODE": "serve"})
    state = State.here()
    mode = os.environ.get("PACT_MODE", "demo")
    env = product.base_environment(state, mode)
    if not arguments or arguments[0] in WITHOUT_SERVERS:
        return call(arguments, env)
    if not state.hold():
        return call(arguments, {**env, **running(state)})
    try:
        env["SECRET_KEY"] = state.secret("secret")
        with Servers(state) as servers:
            return call(arguments, {**env, **servers.environment()})
    finally:
        state.release()


def running(state: State) -> dict[str, str]:
    """The environment of the demo that holds the folder."""
    try:
        return json.loads((state.root / "run" / "environment.json").read_text())
    except (OSError, ValueError):
        raise Trouble("A demo is just starting or stopping on this folder. Try again when it is ready.") from None
