"""The commands behind `./run`."""

import importlib
import sys

COMMANDS = {
    "demo": "demo",
    "test": "suite",
    "serve": "serve",
    "manage": "manage",
    "shell": "manage",
    "lint": "lint",
    "screens": "screens",
    "bench": "bench",
    "servers": "probe",
    "health": "health",
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print(f"Commands: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    name, rest = arguments[0], arguments[1:]
    # One module a command, loaded when it is asked for: `manage` must not wait for what only `demo` needs.
    return (
        importlib.import_module(f"pact.runner.{COMMANDS[name]}").run(["shell", *rest] if name == "shell" else rest) or 0
    )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
