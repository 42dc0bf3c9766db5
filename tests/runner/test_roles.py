"""Owner, application and backup: made once, made again, and told apart."""

import subprocess

import psycopg2
import pytest

from pact.environment import database_settings
from pact.runner import roles
from pact.runner.places import State, Trouble


@pytest.fixture
def addresses(cluster, state):
    return roles.prepare(cluster.address(database="pact"), state)


def ask(url: str, query: str):
    line = psycopg2.connect(url)
    line.autocommit = True
    try:
        with line.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone() if cursor.description else None
    finally:
        line.close()


def test_row_level_security_binds_the_application(addresses):
    query = "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert ask(addresses.application, query) == ("pact_app", False, False, False)
    assert ask(addresses.owner, query) == ("pact_owner", False, False, True)


def test_tables_of_the_owner_are_usable_by_the_application_and_readable_by_the_backup(addresses, cluster):
    ask(addresses.owner, "DROP TABLE IF EXISTS things; CREATE TABLE things (id serial, name text)")
    ask(addresses.application, "INSERT INTO things (name) VALUES ('one')")
    backup = cluster.address(user="pact_backup", database="pact")
    assert ask(backup, "SELECT name FROM things") == ("one",)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(backup, "DELETE FROM things")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(addresses.application, "CREATE TABLE mine (id int)")


def test_the_backup_reads_past_row_level_security(addresses, cluster):
    ask(
        addresses.owner,
        "DROP TABLE IF EXISTS closed; CREATE TABLE closed AS SELECT 1 AS id;"
        "ALTER TABLE closed ENABLE ROW LEVEL SECURITY; ALTER TABLE closed FORCE ROW LEVEL SECURITY",
    )
    assert ask(addresses.application, "SELECT count(*) FROM closed") == (0,)
    assert ask(cluster.address(user="pact_backup", database="pact"), "SELECT count(*) FROM closed") == (1,)


def test_a_dump_by_the_backup_role_is_whole_and_can_be_restored(addresses, cluster, folder):
    """A dump by the owner would fail under row-level security, or hold nothing without a word."""
    ask(
        addresses.owner,
        "DROP TABLE IF EXISTS ledger; CREATE TABLE ledger AS SELECT generate_series(1, 1000) AS id;"
        "ALTER TABLE ledger ENABLE ROW LEVEL SECURITY; ALTER TABLE ledger FORCE ROW LEVEL SECURITY",
    )
    programs, file = cluster.binaries.folder, folder / "pact.dump"
    backup = cluster.address(user=roles.BACKUP, database="pact")
    subprocess.run([programs / "pg_dump", "-Fc", "-f", file, backup], check=True)
    ask(cluster.address(), "DROP DATABASE IF EXISTS restored")
    ask(cluster.address(), "CREATE DATABASE restored OWNER pact_owner")
    restored = cluster.address(database="restored")
    subprocess.run([programs / "pg_restore", "--exit-on-error", "-d", restored, file], check=True)
    assert ask(restored, "SELECT count(*), sum(id) FROM ledger") == (1000, 500500)
    assert ask(cluster.address(user=roles.APPLICATION, database="restored"), "SELECT count(*) FROM ledger") == (0,)


def test_preparing_again_gives_nothing_back_that_was_taken_away(addresses, cluster, state):
    ask(
        addresses.owner, "DROP TABLE IF EXISTS trail; CREATE TABLE trail (id int); REVOKE DELETE ON trail FROM pact_app"
    )
    assert roles.prepare(cluster.address(database="pact"), state) == addresses
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(addresses.application, "DELETE FROM trail")


@pytest.mark.parametrize("extension", roles.EXTENSIONS)
def test_extensions_are_there(addresses, extension):
    assert ask(addresses.application, f"SELECT 1 FROM pg_extension WHERE extname = '{extension}'") == (1,)


def test_an_ordinary_user_is_taken_as_it_is(cluster, state, addresses):
    assert roles.prepare(addresses.application, state) is None


def test_a_user_who_may_make_roles_need_not_be_superuser(cluster, state):
    ask(cluster.address(), "DROP ROLE IF EXISTS hosted")
    ask(cluster.address(), "CREATE ROLE hosted LOGIN CREATEROLE CREATEDB")
    ask(cluster.address(), "GRANT pact_owner TO hosted WITH ADMIN OPTION")
    found = roles.prepare(cluster.address(user="hosted", database="hosted"), state)
    assert ask(found.owner, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'hosted'") == (
        "pact_owner",
    )
    assert ask(found.application, "SELECT current_user") == ("pact_app",)


def test_where_a_password_is_asked_one_is_made_and_kept(cluster, state, addresses):
    """The server of this test trusts everybody on its socket, so the rule is tightened for one user and taken back."""
    rules = cluster.data / "pg_hba.conf"
    before = rules.read_text()
    try:
        rules.write_text("local all pact_app scram-sha-256\n" + before)
        ask(cluster.address(), "SELECT pg_reload_conf()")
        first = roles.prepare(cluster.address(database="pact"), state)
        again = roles.prepare(cluster.address(database="pact"), State(state.root))
        assert first == again and ":" in first.application.partition("@")[0].removeprefix("postgresql:")
        assert ask(first.application, "SELECT current_user") == ("pact_app",)
    finally:
        rules.write_text(before)
        ask(cluster.address(), "SELECT pg_reload_conf()")


def test_a_note_on_the_database_says_what_is_in_it(addresses, cluster):
    parts = roles.split(cluster.address(database="pact"))
    assert roles.note(parts, "complete") == "complete"
    assert roles.note(parts) == "complete"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:p%40ss@db.example:5433/pact?sslmode=require",
        "postgresql://me@/pact?host=%2Ftmp%2Fa%20folder",
        "postgresql://me@[::1]:5432/pact",
    ],
)
def test_an_address_taken_apart_and_joined_is_the_same(url):
    assert roles.join(roles.split(url)) == url


@pytest.mark.parametrize("url", ["", "mysql://me@host/pact", "postgresql://[broken", "nonsense"])
def test_an_address_that_is_none_is_named(url):
    with pytest.raises(Trouble, match="DATABASE_URL is not a PostgreSQL address"):
        roles.split(url)


def test_a_server_that_does_not_answer_is_named(state):
    with pytest.raises(Trouble, match="DATABASE_URL does not lead to a database"):
        roles.prepare("postgresql://nobody@127.0.0.1:1/pact", state)


@pytest.mark.parametrize(
    ("url", "host", "port", "options"),
    [
        (
            "postgresql://me:p%40ss@Db.example:5433/pact?sslmode=verify-full",
            "Db.example",
            "5433",
            {"sslmode": "verify-full"},
        ),
        ("postgresql://me:p%40ss@/pact?host=%2Ftmp%2FA%20folder", "/tmp/A folder", "", {}),
        ("postgresql://me:p%40ss@%2Ftmp%2FA%20folder/pact", "/tmp/A folder", "", {}),
        ("postgresql://me:p%40ss@[::1]:5432/pact", "::1", "5432", {}),
    ],
)
def test_the_product_reads_an_address_as_the_server_means_it(url, host, port, options):
    found = database_settings(url, "DATABASE_URL")
    assert (found["HOST"], found["PORT"], found["USER"], found["PASSWORD"], found["NAME"]) == (
        host,
        port,
        "me",
        "p@ss",
        "pact",
    )
    assert options.items() <= found["OPTIONS"].items()
