"""Starting and stopping child processes that never outlive us."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def spawn(
    argv: Sequence[str | Path],
    *,
    env: dict[str, str],
    log: Path | None,
    user: pwd.struct_passwd | None = None,
    last_signal: int = signal.SIGTERM,
    keep: Sequence[int] = (),
    cwd: str | Path = "/",
) -> subprocess.Popen:
    """Start a program in a session of its own; the kernel sends it `last_signal` when this process dies, however.

    Without a log it writes where this process writes.
    """
    parent = os.getpid()

    def become() -> None:
        if user:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
        os.setsid()
        # After setuid, which clears it; and the parent may have died before it was set.
        _libc.prctl(PR_SET_PDEATHSIG, last_signal)
        if os.getppid() != parent:
            os._exit(1)

    with log.open("ab", buffering=0) if log else contextlib.nullcontext() as output:
        # No threads are started in this process, so preexec_fn is safe.
        return subprocess.Popen(
            [str(part) for part in argv],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=become,
            pass_fds=tuple(keep),
            cwd=cwd,
        )


def stop(process: subprocess.Popen | None, ask: int = signal.SIGTERM, patience: float = 10) -> None:
    """Ask, wait, then end the whole group."""
    if process is None:
        return
    if process.poll() is None:
        try:
            process.send_signal(ask)
            process.wait(patience)
        except (subprocess.TimeoutExpired, ProcessLookupError):
            pass
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(5)


def last_lines(log: Path | None, count: int = 8) -> str:
    """The end of a log, for a sentence of trouble."""
    if log is None:
        return ""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""


def wait_until(ready, *, seconds: float, pause: float = 0.03) -> bool:
    """Ask again and again until ready or the time is up; the pause grows a little, so that waiting costs nothing."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
        pause = min(pause * 1.3, 0.4)
    return True
