"""Every address × every role × reading and writing, against a table that a reviewer reads (Security A1, A2).

`matrix.csv` holds the answers: `200/7` is a page with seven queries, 302 to the sign-in, 403 in reach but not allowed,
404 out of reach. `UPDATE_MATRIX=1` writes it anew. An address that is not in the table fails.
"""

import csv
import os
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from pact.access import Actor, scope
from pact.access.checks import patterns
from tests.matrix.cast import ROLES, addresses, person

TABLE = Path(__file__).parent / "matrix.csv"
OURS = (
    "participants",
    "governance",
    "buyergroups",
    "monitoring",
    "reports",
    "website",
    "deadlines",
    "mail",
    "documents",
    "ui",
    "access",
    "accounts",
)
# Counters and probes answer the same to everybody and change with the process.
LEFT_OUT = {"access:metrics"}


def names() -> list[str]:
    found = {name for _route, name, _entry in patterns() if name.split(":")[0] in OURS}
    return sorted(found - LEFT_OUT)


def address(name: str, known) -> str:
    for prefix, values in known:
        if name.startswith(prefix):
            for count in range(len(values), -1, -1):
                for chosen in _subsets(values, count):
                    try:
                        return reverse(name, kwargs=chosen)
                    except NoReverseMatch:
                        continue
    try:
        return reverse(name)
    except NoReverseMatch:
        pytest.fail(f"{name} needs values in tests/matrix/cast.py")


def _subsets(values: dict, count: int):
    from itertools import combinations

    return (dict(chosen) for chosen in combinations(values.items(), count))


def signed_in(stage, role: str) -> Client:
    client = Client(raise_request_exception=False)
    user = person(stage, role)
    if user:
        client.force_login(user)
        if role != "secretariat_no_mfa":
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa"}]
            session.save()
    return client


def whole(response):
    """A file is read to its end, so that it is closed."""
    if response.streaming:
        b"".join(response)
    return response


def read(client: Client, url: str) -> str:
    """The status and the number of queries of the second visit, when every process cache is warm."""
    with transaction.atomic():
        response = whole(client.get(url))
        # Only of a page are the questions counted: who is turned away at the first visit is not sent there again.
        with CaptureQueriesContext(connection) as queries:
            if response.status_code == 200:
                response = whole(client.get(url))
        transaction.set_rollback(True)
    # A session notes once a minute that it is in use: that is the clock's doing, not the page's.
    noise = ("SAVEPOINT", 'UPDATE "django_session"')
    counted = [one for one in queries.captured_queries if not any(word in one["sql"] for word in noise)]
    return f"{response.status_code}/{len(counted)}" if response.status_code == 200 else str(response.status_code)


def write(client: Client, url: str) -> str:
    """The status of a bare POST; whatever it did is undone."""
    with transaction.atomic():
        response = whole(client.post(url))
        transaction.set_rollback(True)
    return str(response.status_code)


def _save(table) -> None:
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["page", "method", *ROLES])
        for name, method in sorted(table):
            writer.writerow([name, method, *(table[name, method][role] for role in ROLES)])


@pytest.fixture(scope="module")
def found(stage):
    """The whole table: (URL name, method) → {role: answer}."""
    known = addresses(stage)
    urls = {name: address(name, known) for name in names()}
    table: dict[tuple[str, str], dict[str, str]] = {}
    for role in ROLES:
        client = signed_in(stage, role)
        caches["process"].clear()
        for name, url in urls.items():
            table.setdefault((name, "GET"), {})[role] = read(client, url)
            table.setdefault((name, "POST"), {})[role] = write(client, url)
    return table


def test_the_answers_are_those_of_the_table(found):
    if os.environ.get("UPDATE_MATRIX"):
        _save(found)
    with TABLE.open(newline="") as file:
        expected = {(row.pop("page"), row.pop("method")): row for row in csv.DictReader(file)}
    different = [
        f"{name} {method} as {role}: {found[name, method][role]}, expected {expected[name, method][role]}"
        for name, method in expected.keys() & found.keys()
        for role in ROLES
        if found[name, method][role] != expected[name, method][role]
    ]
    assert expected.keys() == found.keys(), "addresses were added or removed: UPDATE_MATRIX=1, then read the difference"
    assert not different, "\n".join(sorted(different))


def test_nothing_breaks(found):
    cells = [(name, method, role, answer) for (name, method), row in found.items() for role, answer in row.items()]
    broken = [f"{name} {method} as {role}: {answer}" for name, method, role, answer in cells if answer.startswith("5")]
    assert not broken


def test_a_visitor_reaches_only_what_is_public(found):
    from pact.access.checks import declared
    from pact.access.pages import PUBLIC

    public = {name for _route, name, entry in patterns() if declared(entry.callback) == PUBLIC}
    open_doors = [name for (name, method), row in found.items()
                  if method == "GET" and row["visitor"].startswith("200") and name not in public]  # fmt: skip
    assert not open_doors


def test_a_stranger_sees_nothing_of_another_organization(found):
    """A foreign page answers exactly as a missing one: 404, never 403."""
    private = ("participants:organization-", "participants:people", "monitoring:submission-", "monitoring:device-",
               "buyergroups:membership-", "reports:coordinated-")  # fmt: skip
    seen = [f"{name} {method}: {row['stranger']}" for (name, method), row in found.items()
            if name.startswith(private) and not row["stranger"].startswith(("404", "405", "403"))
            and not name.startswith(("participants:organization-list", "participants:organization-file"))]  # fmt: skip
    assert not seen


def test_without_the_second_factor_staff_reach_nothing_of_theirs(found):
    """Security E1: what the Secretariat may open with it, it may not open without."""
    open_doors = [
        name
        for (name, method), row in found.items()
        if method == "GET"
        and row["secretariat"].startswith("200")
        and row["secretariat_no_mfa"].startswith("200")
        and not row["visitor"].startswith("200")
        and not row["procurer"].startswith("200")
    ]
    assert not open_doors


def test_pages_ask_no_more_when_rows_grow(stage, found):
    """Twenty more applicants' rows, and each page asks as many questions as before."""
    from governance import demo as governance_demo

    known = addresses(stage)
    client = signed_in(stage, "secretariat")
    answers = {name: row["secretariat"] for (name, method), row in found.items() if method == "GET"}
    before = {name: answer for name, answer in answers.items() if answer.startswith("200")}
    with transaction.atomic():
        stage.only = frozenset()
        with scope.entered(Actor.hand("test")):
            governance_demo.admit_applicants(stage, stage.until, until="2023-12-31")
        caches["process"].clear()
        after = {name: read(client, address(name, known)) for name in before}
        transaction.set_rollback(True)
    grown = [f"{name}: {before[name]} → {after[name]}" for name in before if before[name] != after[name]]
    assert not grown
