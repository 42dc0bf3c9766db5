"""Database and broker: the given ones (`DATABASE_URL`, `REDIS_URL`), else embedded ones started here."""

import os
from typing import Self
from urllib.parse import unquote, urlsplit

import redis

from . import roles
from .broker import Broker
from .places import State, Trouble
from .postgres import Postgres

DATABASE = "pact"


class Servers:
    """What was started, and where the product finds it."""

    def __init__(self, state: State, *, durable: bool = True):
        self.state = state
        self.durable = durable
        self.started: list[Postgres | Broker] = []
        self.database_url = ""
        self.owner_url = ""
        self.redis_url = ""
        self.admin_url = ""

    def __enter__(self) -> Self:
        try:
            self.open_database()
            self.open_broker()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def open_database(self) -> None:
        given = os.environ.get("DATABASE_URL", "")
        if not given:
            postgres = Postgres(self.state, durable=self.durable)
            self.started.append(postgres)
            postgres.start()
        self.admin_url = given or self.started[0].address(database=DATABASE)
        if given and os.environ.get("DATABASE_OWNER_URL"):
            self.database_url, self.owner_url = given, os.environ["DATABASE_OWNER_URL"]
        else:
            self.prepare()

    def prepare(self) -> None:
        """Roles, database and extensions; again after the database was dropped."""
        addresses = roles.prepare(self.admin_url, self.state)
        self.database_url = addresses.application if addresses else self.admin_url
        self.owner_url = addresses.owner if addresses else self.admin_url

    def open_broker(self) -> None:
        given = os.environ.get("REDIS_URL", "")
        if given:
            self.redis_url = check_broker(given)
            return
        broker = Broker(self.state, durable=self.durable)
        self.started.append(broker)
        broker.start()
        self.redis_url = broker.address()

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "DATABASE_OWNER_URL": self.owner_url, "REDIS_URL": self.redis_url}

    def stop(self) -> None:
        for server in reversed(self.started):
            server.stop()
        self.started.clear()


def check_broker(url: str) -> str:
    """The address as Celery writes it, once something answers there."""
    parts = urlsplit(url)
    if parts.scheme not in ("redis", "rediss", "redis+socket", "unix") or not (parts.hostname or parts.path):
        raise Trouble("REDIS_URL is not a Redis address. Write it like redis://host:6379/0.")
    local = parts.scheme in ("redis+socket", "unix")
    options = {"socket_timeout": 3, "socket_connect_timeout": 3}
    client = (
        redis.Redis(unix_socket_path=unquote(parts.path), **options) if local else redis.Redis.from_url(url, **options)
    )
    try:
        client.ping()
    except (redis.RedisError, OSError) as error:
        raise Trouble(f"REDIS_URL does not lead to a Redis: {error}") from None
    finally:
        client.close()
    return f"redis+socket://{parts.path}" if local else url
