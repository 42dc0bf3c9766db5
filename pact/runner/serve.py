"""`./run serve [web|worker|beat]`: production-like, from environment variables alone."""

import os
import subprocess
import sys

import psycopg2

from pact import environment
from pact.environment import Misconfigured

from . import product, roles
from .places import CHECKOUT, State, Trouble
from .servers import check_broker
from .supervisor import Child, Supervisor, end_on_signals

PREPARE = "prepare"


def check() -> dict[str, str]:
    """Every variable, then every server; the first that is missing or wrong is named in one sentence, exit status 2."""
    os.environ["PACT_MODE"] = "serve"
    read = environment.read()
    read.database("DATABASE_URL")
    read.database("DATABASE_OWNER_URL")
    if "*" in read.allowed_hosts or not read.allowed_hosts:
        raise Misconfigured(
            "ALLOWED_HOSTS must name the hosts of this site, like pact.example.org; * would answer to any."
        )
    try:
        number = product.port()
        redis_url = check_broker(os.environ["REDIS_URL"])
        _check_role(os.environ["DATABASE_URL"])
    except Trouble as trouble:
        raise Misconfigured(str(trouble)) from None
    return {
        **product.base_environment(State.here(), "serve"),
        "REDIS_URL": redis_url,
        "PORT": str(number),
    }


def _check_role(url: str) -> None:
    """Row-level security holds for no superuser and no one who bypasses it (Security A5)."""
    try:
        line = roles.connect(roles.split(url))
    except psycopg2.OperationalError as error:
        raise Trouble(f"DATABASE_URL does not lead to a database: {str(error).strip().splitlines()[-1]}") from None
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)")
            row = cursor.fetchone()
    finally:
        line.close()
    if row:
        raise Trouble(
            f'DATABASE_URL logs in as "{row[0]}", which row-level security does not bind. Use the role pact_app.'
        )


def prepare() -> int:
    """Roles (with the passwords of the two addresses), database, extensions by `DATABASE_ADMIN_URL`; then migrate."""
    admin = os.environ.get("DATABASE_ADMIN_URL")
    if not admin:
        raise Misconfigured("DATABASE_ADMIN_URL is missing. Set it like postgresql://postgres:password@host:5432/pact.")
    passwords = {}
    for variable, role in (("DATABASE_URL", roles.APPLICATION), ("DATABASE_OWNER_URL", roles.OWNER)):
        try:
            parts = roles.split(os.environ.get(variable, ""), variable)
        except Trouble as trouble:
            raise Misconfigured(str(trouble)) from None
        if parts.get("user") != role:
            raise Misconfigured(f"{variable} must log in as {role}.")
        if parts.get("password"):
            passwords[role] = parts["password"]
    if roles.prepare(admin, State.here(), passwords) is None:
        raise Misconfigured("DATABASE_ADMIN_URL logs in as a user who may not make roles.")
    return subprocess.run([sys.executable, "manage.py", "migrate", "--noinput"], cwd=CHECKOUT, check=False).returncode


def migrated(env: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=CHECKOUT,
        check=False,
        env=env,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Misconfigured(done.stderr.strip() or "The database is not up to date. Run ./run manage migrate first.")


def run(arguments: list[str]) -> int:
    if arguments == [PREPARE]:
        return prepare()
    if arguments and (len(arguments) > 1 or arguments[0] not in product.PARTS):
        raise Misconfigured(f"Serve what? One of {', '.join(product.PARTS)}, or nothing for all of them.")
    env = check()
    migrated(env)
    state = State.here()
    if not (state.root / "static" / "staticfiles.json").exists():
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], cwd=CHECKOUT, env=env, check=True
        )
    supervisor = Supervisor()
    try:
        end_on_signals()
        for part in arguments or product.PARTS:
            supervisor.add(_part(part, env))
        print(f"Serving {', '.join(arguments or product.PARTS)}. Ctrl-C stops everything.", flush=True)
        supervisor.watch()
    except KeyboardInterrupt:
        pass
    finally:
        supervisor.stop()
    return 0


def _part(name: str, env: dict[str, str]) -> Child:
    """Their logs go where this process writes: JSON lines on standard error."""
    if name == "web":
        return product.web(env, None, host=os.environ.get("BIND") or "127.0.0.1")
    return product.worker(env, None) if name == "worker" else product.beat(env, None)
