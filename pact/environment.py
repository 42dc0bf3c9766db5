"""Reading the environment: every variable in one place, every mistake one sentence.

`Environment` is plain data; `settings.py` spreads it over Django's names.
"""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MODES = ("serve", "demo", "test")
NO_PREFIX = "ocds-000000"  # stands for one that is still to be asked for
_OCDS_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")
DEMO_KEY = "demo-and-test-key-never-used-by-serve-0123456789abcdef"


class Misconfigured(SystemExit):
    """One sentence that names the variable; exit status 2."""

    def __init__(self, sentence: str):
        print(sentence, file=sys.stderr)
        super().__init__(2)


@dataclass(frozen=True)
class Email:
    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


@dataclass(frozen=True)
class Environment:
    mode: str
    secret_key: str
    allowed_hosts: list[str]
    site_address: str
    redis_url: str
    email: Email
    mail_from: str
    state: Path
    storage: str
    mailbox: str
    https: bool
    trusted_proxies: int
    time_zone: str
    static_storage: str
    ocds_prefix: str

    def database(self, name: str) -> dict:
        value = os.environ.get(name) or os.environ.get("DATABASE_URL", "")
        if not value and self.mode == "serve":
            raise Misconfigured("DATABASE_URL is missing. Set it like postgresql://user:password@host:5432/name.")
        return database_settings(value or "postgresql://pact_app@127.0.0.1:5432/pact", name)


def database_settings(url: str, name: str) -> dict:
    """Django's settings for a PostgreSQL address; a unix socket is `postgresql://user@%2Fdirectory/name`."""
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Misconfigured(
            f"{name} is not a PostgreSQL address. Write it like postgresql://user:password@host:5432/name."
        )
    query = {key: unquote(value) for key, _, value in (pair.partition("=") for pair in parts.query.split("&")) if value}
    host, user = query.pop("host", "") or _host(parts.netloc), query.pop("user", "")
    return {
        "ENGINE": "pact.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or "") or user,
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # What else the address asks for, like sslmode=verify-full, is asked of the server too.
        "OPTIONS": {"connect_timeout": 5, "application_name": "pact", **query},
    }


def _host(netloc: str) -> str:
    """The host with its case kept: a socket directory is case-sensitive, `urlsplit().hostname` is not."""
    host = netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return unquote(host.partition(":")[0])


def _email(url: str) -> Email:
    try:
        parts = urlsplit(url)
        port = parts.port or 25
    except ValueError:
        parts, port = urlsplit(""), 25
    if parts.scheme == "console":
        return Email("django.core.mail.backends.console.EmailBackend")
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        raise Misconfigured("EMAIL_URL is not a mail server. Write it like smtp+tls://user:password@host:587.")
    return Email(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtp+tls",
        parts.scheme == "smtps",
    )


def _storage(url: str, state: Path) -> str:
    if not url:
        return str(state / "media")
    parts = urlsplit(url)
    if parts.scheme != "file" or not parts.path:
        raise Misconfigured("STORAGE_URL is not a folder. Write it like file:///srv/pact/media.")
    return unquote(parts.path)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Misconfigured(
            f"SECRETARIAT_TIME_ZONE is not a time zone: {name}. Write it like Europe/Amsterdam."
        ) from None
    return name


def _prefix(text: str) -> str:
    """Of the ids of contracting processes in open data; a real one is given by the Open Contracting Partnership."""
    if not _OCDS_PREFIX.fullmatch(text):
        raise Misconfigured("OCDS_PREFIX is not a prefix of open contracting data. Write it like ocds-a1b2c3.")
    return text


def _whole_number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise Misconfigured(f"{name} must be a whole number, like {default}.")
    return int(value)


def _required(name: str, mode: str, default: str, like: str) -> str:
    value = os.environ.get(name, "")
    if not value and mode == "serve":
        raise Misconfigured(f"{name} is missing. Set it like {like}.")
    return value or default


def read() -> Environment:
    """The environment of this process.

    Raises `Misconfigured` (exit status 2) with one sentence that names the first wrong variable.
    """
    mode = os.environ.get("PACT_MODE", "serve")
    if mode not in MODES:
        raise Misconfigured(f"PACT_MODE must be one of {', '.join(MODES)}.")
    state = Path(os.environ.get("PACT_STATE") or Path(__file__).resolve().parent.parent / ".state")
    port = _whole_number("PORT", 8000)
    secret = _required("SECRET_KEY", mode, DEMO_KEY, "a random text of 50 characters")
    if mode == "serve" and (len(secret) < 50 or secret == DEMO_KEY):
        raise Misconfigured("SECRET_KEY is too short. Use at least 50 random characters.")
    hosts = _required("ALLOWED_HOSTS", mode, "127.0.0.1,localhost,testserver,[::1]", "pact.example.org").split(",")
    address = os.environ.get("SITE_ADDRESS") or (
        f"https://{hosts[0]}" if mode == "serve" else f"http://127.0.0.1:{port}"
    )
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    return Environment(
        mode=mode,
        secret_key=secret,
        allowed_hosts=[host.strip() for host in hosts if host.strip()],
        site_address=address.rstrip("/"),
        redis_url=_required("REDIS_URL", mode, "redis://127.0.0.1:6379/0", "redis://host:6379/0"),
        email=_email(_required("EMAIL_URL", mode, "smtp://127.0.0.1:8025", "smtp+tls://user:password@host:587")),
        mail_from=os.environ.get("MAIL_FROM", ""),
        state=state,
        storage=_storage(_required("STORAGE_URL", mode, "", "file:///srv/pact/media"), state),
        mailbox=os.environ.get("PACT_MAILBOX") or str(state / "mailbox"),
        https=address.startswith("https://"),
        trusted_proxies=_whole_number("TRUSTED_PROXIES", 0),
        time_zone=_zone(os.environ.get("SECRETARIAT_TIME_ZONE", "Europe/Amsterdam")),
        static_storage="django.contrib.staticfiles.storage.StaticFilesStorage" if mode == "test" else manifest,
        ocds_prefix=_prefix(os.environ.get("OCDS_PREFIX") or NO_PREFIX),
    )


def logging_for(mode: str) -> dict:
    """JSON lines on standard error (Security D8); quiet in tests."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "pact.access.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "ERROR" if mode == "test" else "INFO"},
        "loggers": {"fontTools": {"level": "ERROR"}, "weasyprint": {"level": "ERROR"}},
    }
