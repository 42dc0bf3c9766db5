"""Three roles of one database: the owner migrates, row-level security binds the application, the backup reads all.

Everything here may run again and again. Rights on tables come from default privileges only, so that a migration that
takes a right away (the audit trail) is never undone by the next start.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection, make_dsn, parse_dsn

from .places import State, Trouble

OWNER, APPLICATION, BACKUP = "pact_owner", "pact_app", "pact_backup"
ROLES = {
    OWNER: "LOGIN CREATEDB",
    APPLICATION: "LOGIN",
    BACKUP: "LOGIN",
}
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent", "citext")
LOCK = 7228321


@dataclass(frozen=True)
class Addresses:
    application: str
    owner: str


def split(url: str, variable: str = "DATABASE_URL") -> dict[str, str]:
    """The parts of an address; one sentence if it is none."""
    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise psycopg2.ProgrammingError
        parts = parse_dsn(url)
    except psycopg2.ProgrammingError:
        raise Trouble(
            f"{variable} is not a PostgreSQL address. Write it like postgresql://user:password@host:5432/name."
        ) from None
    return parts


def join(parts: dict[str, str]) -> str:
    """An address from its parts; a socket folder goes into the query, where every reader understands it."""
    rest = {name: value for name, value in parts.items() if name not in ("user", "password", "host", "port", "dbname")}
    host = parts.get("host", "")
    if host.startswith("/"):
        rest["host"], host = host, ""
    elif ":" in host:
        host = f"[{host}]"
    user = quote(parts.get("user", ""), safe="")
    if parts.get("password"):
        user += ":" + quote(parts["password"], safe="")
    port = f":{parts['port']}" if parts.get("port") else ""
    query = f"?{urlencode(rest, quote_via=quote)}" if rest else ""
    return f"postgresql://{user + '@' if user else ''}{host}{port}/{quote(parts.get('dbname', ''), safe='')}{query}"


def connect(parts: dict[str, str], **other: str) -> connection:
    line = psycopg2.connect(make_dsn(**{"connect_timeout": "5", **parts, **other}))
    line.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return line


def connect_to_server(parts: dict[str, str], variable: str = "DATABASE_URL") -> connection:
    """A connection to the server of this address, whether or not its database is already there."""
    reason = ""
    for database in ("postgres", parts.get("dbname", ""), "template1"):
        try:
            return connect(parts, dbname=database)
        except psycopg2.OperationalError as error:
            reason = str(error).strip().splitlines()[-1] if str(error).strip() else "no answer"
    raise Trouble(f"{variable} does not lead to a database: {reason}")


def prepare(url: str, state: State, passwords: dict[str, str] | None = None) -> Addresses | None:
    """Make roles, database and extensions, and say how owner and application reach it.

    None when this user may not make roles: then the address is used as it stands.
    """
    parts = split(url)
    if not parts.get("dbname"):
        raise Trouble("DATABASE_URL does not name a database. Write it like postgresql://user:password@host:5432/name.")
    line = connect_to_server(parts)
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user")
            superuser, may_make_roles = cursor.fetchone()
            if not may_make_roles and not superuser:
                return None
            if line.server_version < 150000:
                raise Trouble(
                    f"PostgreSQL 15 or newer is needed; DATABASE_URL leads to {line.server_version // 10000}."
                )
            cursor.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
            _make_roles(cursor, superuser, passwords or {})
            _make_database(cursor, parts["dbname"], superuser)
            _fill_database(parts)
            return Addresses(
                *(join(_with_login(parts, role, cursor, state, passwords)) for role in (APPLICATION, OWNER))
            )
    finally:
        line.close()


def _make_roles(cursor, superuser: bool, passwords: dict[str, str]) -> None:
    for role, powers in ROLES.items():
        cursor.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", (role,))
        row = cursor.fetchone()
        if row is None or not row[0]:
            verb = "ALTER" if row else "CREATE"
            cursor.execute(sql.SQL(f"{verb} ROLE {{}} {powers}").format(sql.Identifier(role)))
        if role in passwords:
            _set_password(cursor, role, passwords[role])
    if superuser:
        # Only a superuser may give this; without it the backup is made by the server's own superuser.
        cursor.execute(sql.SQL("ALTER ROLE {} BYPASSRLS").format(sql.Identifier(BACKUP)))
        cursor.execute(sql.SQL("GRANT pg_read_all_data TO {}").format(sql.Identifier(BACKUP)))
        cursor.execute(sql.SQL("ALTER ROLE {} NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(APPLICATION)))
    else:
        cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))


def _set_password(cursor, role: str, password: str) -> None:
    cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password)))


def _make_database(cursor, name: str, superuser: bool) -> None:
    cursor.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", (name,))
    row = cursor.fetchone()
    if row is None:
        cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
    elif row[0] != OWNER and superuser:
        cursor.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(OWNER)))


def _fill_database(parts: dict[str, str]) -> None:
    names = {"owner": sql.Identifier(OWNER), "app": sql.Identifier(APPLICATION), "backup": sql.Identifier(BACKUP)}
    line = connect(parts)
    try:
        with line.cursor() as cursor:
            for extension in EXTENSIONS:
                cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
            for statement in (
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT USAGE, CREATE ON SCHEMA public TO {owner}",
                "GRANT USAGE ON SCHEMA public TO {app}, {backup}",
                "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
                "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {app}",
                "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT ON TABLES TO {backup}",
            ):
                cursor.execute(sql.SQL(statement).format(**names))
    finally:
        line.close()


def _with_login(
    parts: dict[str, str], role: str, cursor, state: State, passwords: dict[str, str] | None
) -> dict[str, str]:
    """How this role logs in: without a password where the server trusts us, else with one kept in the state folder."""
    mine = {**parts, "user": role}
    mine.pop("password", None)
    if passwords and role in passwords:
        return {**mine, "password": passwords[role]}
    if _opens(mine):
        return mine
    mine["password"] = state.secret(f"password-{role}")
    if not _opens(mine):
        _set_password(cursor, role, mine["password"])
    return mine


def _opens(parts: dict[str, str]) -> bool:
    try:
        connect(parts).close()
    except psycopg2.OperationalError:
        return False
    return True


def drop_database(parts: dict[str, str]) -> None:
    """Remove the database of this address, whoever is connected to it."""
    line = connect_to_server(parts)
    try:
        with line.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(parts["dbname"])))
    finally:
        line.close()


def note(parts: dict[str, str], text: str | None = None) -> str:
    """What is noted on the database itself about its contents; with a text, write it."""
    line = connect(parts)
    try:
        with line.cursor() as cursor:
            if text is not None:
                cursor.execute(
                    sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(parts["dbname"]), sql.Literal(text))
                )
            cursor.execute(
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '')"
                " FROM pg_database WHERE datname = current_database()"
            )
            return cursor.fetchone()[0]
    finally:
        line.close()
