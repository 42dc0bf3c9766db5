"""Whether the servers at two addresses answer and may be used by tests: exit status 0 or 1, no words."""

import psycopg2
import redis


def run(arguments: list[str]) -> int:
    database, broker = arguments
    try:
        with psycopg2.connect(database, connect_timeout=3) as line, line.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            usable = cursor.fetchone()[0] and line.server_version >= 150000
        redis.Redis.from_url(broker, socket_timeout=3, socket_connect_timeout=3).ping()
    except (psycopg2.Error, redis.RedisError, OSError):
        return 1
    return 0 if usable else 1
