"""Where the embedded data lives, who may reach it, and who holds it at this moment."""

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import stat
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ROOT_STATE = Path("/var/lib/pact-embedded")
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")


class Trouble(SystemExit):
    """One sentence for the person at the keyboard; exit status 1."""


def unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as `nobody`."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise Trouble(
            "PostgreSQL does not run as root and there is no user nobody. Set DATABASE_URL, or run as another user."
        ) from None


def reachable(path: Path, user: pwd.struct_passwd) -> bool:
    """Whether this user may walk down to the path."""
    path = path.resolve()
    for step in [path, *path.parents]:
        status = step.stat()
        bit = stat.S_IXOTH
        if status.st_uid == user.pw_uid:
            bit = stat.S_IXUSR
        elif status.st_gid == user.pw_gid:
            bit = stat.S_IXGRP
        if not status.st_mode & bit:
            return False
    return True


def hand_over(path: Path, user: pwd.struct_passwd | None) -> Path:
    """A folder for this user alone."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)
    path.chmod(0o700)
    return path


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, complete or not at all."""
    making = path.with_name(path.name + ".making")
    making.unlink(missing_ok=True)
    making.touch(mode=0o600)
    making.write_text(text)
    making.rename(path)


def socket_folder(wanted: Path, user: pwd.struct_passwd | None) -> Path:
    """A private folder for a unix socket: under /tmp when the path would be longer than the kernel takes."""
    if len(os.fsencode(wanted)) <= SOCKET_LIMIT:
        return hand_over(wanted, user)
    tag = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
    short = Path("/tmp") / f"pact-{os.geteuid()}-{tag}"  # noqa: S108 (its owner is checked below)
    short.mkdir(mode=0o700, exist_ok=True)
    owner = short.lstat()
    if not stat.S_ISDIR(owner.st_mode) or owner.st_uid not in (os.geteuid(), user.pw_uid if user else os.geteuid()):
        raise Trouble(f"{short} belongs to somebody else. Set PACT_STATE to a folder with a shorter path.")
    return hand_over(short, user)


class State:
    """The folder of one installation's embedded data (`PACT_STATE`)."""

    def __init__(self, root: Path, root_state: Path = ROOT_STATE):
        self.root = Path(root).absolute()
        self.root_state = root_state
        self._lock: int | None = None
        try:
            self.root.mkdir(mode=0o755, parents=True, exist_ok=True)
            for name in ("log", "run", "media", "mailbox", "static"):
                (self.root / name).mkdir(mode=0o700, exist_ok=True)
            (self.root / "log" / ".write").touch()
        except OSError as error:
            raise Trouble(
                f"{self.root} cannot be written ({error.strerror}). Remove it, or set PACT_STATE.folder."
            ) from None

    @classmethod
    def here(cls) -> "State":
        return cls(Path(os.environ.get("PACT_STATE") or CHECKOUT / ".state"))

    def log(self, name: str) -> Path:
        return self.root / "log" / f"{name}.log"

    def for_postgres(self) -> Path:
        """Where PostgreSQL keeps data and socket: here, or where `nobody` can reach it."""
        user = unprivileged_user()
        if user is None or reachable(self.root, user):
            return self.root
        tag = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        elsewhere = self.root_state / f"data-{tag}"
        elsewhere.mkdir(mode=0o755, parents=True, exist_ok=True)
        return elsewhere

    def secret(self, name: str) -> str:
        """A random text made once and kept, readable by the owner only."""
        path = self.root / name
        try:
            kept = path.read_text().strip()
        except FileNotFoundError:
            kept = ""
        if kept:
            return kept
        value = secrets.token_urlsafe(48)
        write_private(path, value)
        return value

    def hold(self) -> bool:
        """Take the folder for this process; the kernel gives it back however the process ends."""
        descriptor = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return False
        self._lock = descriptor
        return True

    def release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def forget(self) -> None:
        """Remove all data; the folder itself, its lock and its secret stay."""
        for folder in {self.root, self.for_postgres()}:
            for path in folder.iterdir():
                if path.name in ("lock", "secret", "log", "postgres-binaries") or (
                    path.name == "run" and folder == self.root
                ):
                    continue
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        State(self.root, self.root_state)
