"""Security D6, A7: whatever is sent to whatever takes something in, the answer is a page and never a crash."""

import json
from dataclasses import dataclass
from functools import cache

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pact.access import Tenancy
from tests.security.doors import fields, form_names, model_names, posts, reached

ODD = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ufffe",
    "\u2028",
    "\u202eabc",
    "１２３",
    "²",
    "٣",
    "9" * 400,
    "-1",
    "0",
    "1e999",
    "NaN",
    "Infinity",
    "-0.0",
    "0x1f",
    "1_000",
    "2027-02-30",
    "0000-00-00",
    "99999-01-01",
    "0001-01-01",
    "9999-12-31",
    "31/12/2026",
    "25:61",
    "null",
    "None",
    "true",
    "[]",
    "{}",
    "=1+1",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%s%n",
    "../../etc/passwd",
    "' or 1=1 --",
    "a" * 300,
    "é" * 5000,
    "x" * 100_000,
    "😀" * 50,
    "\r\nBcc: x@y.example",
    "a@b",
    "a@b\n.example",
    "@",
    "'" * 70,
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "9223372036854775808",
    "-9223372036854775809",
    "2147483648",
    "32768",
]
ENCODED = "application/x-www-form-urlencoded"
VALUES = st.one_of(
    st.sampled_from(ODD), st.text(max_size=40), st.integers(-(2**70), 2**70).map(str), st.dates().map(str)
)
BODIES = st.dictionaries(st.integers(0, 10_000), st.one_of(VALUES, st.lists(VALUES, max_size=3)), max_size=8)
SPARSE = settings(
    derandomize=True, database=None, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    status: int
    # Nobody looked at the body: as long as nothing else differs, whatever it holds gets this very answer.
    unread: bool


def sent(client, url: str, body, **more) -> Sent:
    with transaction.atomic():
        answer = client.post(url, body, **more)
        transaction.set_rollback(True)
    return Sent(answer.status_code, not answer.wsgi_request._read_started)


@cache
def bodies(examples: int) -> list[dict]:
    """Drawn once: the same for each address, as the same seed would draw them again and again."""
    drawn: list[dict] = []

    @settings(SPARSE, max_examples=examples)
    @given(BODIES)
    def draw(body):
        drawn.append(body)

    draw()
    assert len(drawn) >= examples
    return drawn


def crashes(client, url: str, before: dict, names: list[str], examples: int) -> list[str]:
    """What broke the page behind an address: bodies that keep what it holds, but for a few hostile fields."""
    found = []
    for body in bodies(examples):
        hostile = {names[number % len(names)]: value for number, value in body.items()}
        answer = sent(client, url, before | hostile)
        if answer.status >= 500:
            found.append(f"{answer.status} for {_short(hostile)}")
        if answer.unread:
            break
    return found


@pytest.fixture
def broken(stage, sign_in):
    """Try bodies on every address; gives back what broke."""

    def trying(examples: int) -> list[str]:
        found = []
        for name, url in posts(stage):
            for role in reached(sign_in, name, url):
                client = sign_in(role)
                before = fields(client, url)
                names = list(before) or list(form_names())
                found += [f"{name} as {role}: {one}" for one in crashes(client, url, before, names, examples)]
        return found

    return trying


def _short(body: dict) -> str:
    return json.dumps({name: str(value)[:30] for name, value in body.items()})


def test_no_text_in_any_field_breaks_a_page(broken):
    found = broken(6)
    assert not found, "\n".join(found)


@pytest.mark.long
def test_no_text_in_any_field_breaks_a_page_however_long_one_tries(broken):
    found = broken(80)
    assert not found, "\n".join(found)


def broken_by_odd_values(stage, sign_in, rounds: int) -> list[str]:
    """In each round every field of a page gets an odd value, its neighbours the next ones: after as many rounds as
    there are values each field has had each of them. Fewer rounds begin elsewhere for each address."""
    found = []
    for place, (name, url) in enumerate(posts(stage)):
        role = reached(sign_in, name, url)[-1]
        client = sign_in(role)
        before = fields(client, url)
        names = list(before) or form_names()
        for number in range(rounds):
            first = place * 7 + number * len(ODD) // rounds
            odd = {field: ODD[(first + step) % len(ODD)] for step, field in enumerate(names)}
            answer = sent(client, url, odd)
            if answer.status >= 500:
                found.append(f"{name} as {role}: {answer.status} for {_short(odd)}")
            if answer.unread:
                break
    return found


def test_odd_values_in_every_field_break_no_page(stage, sign_in):
    found = broken_by_odd_values(stage, sign_in, 10)
    assert not found, "\n".join(found)


@pytest.mark.long
def test_each_odd_value_in_every_field(stage, sign_in):
    found = broken_by_odd_values(stage, sign_in, len(ODD))
    assert not found, "\n".join(found)


def test_too_much_is_refused_everywhere(stage, sign_in):
    found = []
    for name, url in posts(stage):
        client = sign_in(reached(sign_in, name, url)[-1])
        many = sent(client, url, {f"f{number}": "1" for number in range(1_001)})
        large = sent(client, url, "text=" + "x" * 3_000_000, content_type=ENCODED)
        mangled = sent(
            client, url, b"%ED%A0%80=%00&text=%ED%A0%80%FF", content_type="application/x-www-form-urlencoded"
        )
        parts = sent(client, url, b"--x\r\nnonsense", content_type="multipart/form-data; boundary=x")
        if max(one.status for one in (many, large, mangled, parts)) >= 500:
            found.append(f"{name}: {many} {large} {mangled} {parts}")
    assert not found, "\n".join(found)


def test_odd_questions_in_addresses_break_no_page(stage, sign_in):
    """Filters, pages, cursors: every GET of ours takes any question."""
    from pact.access.checks import patterns

    found = []
    questions = [
        "page",
        "after",
        "size",
        "q",
        "country",
        "state",
        "stage",
        "role",
        "kind",
        "year",
        "sort",
        "as",
        "line",
    ]
    pages = ["/" + route for route, name, _entry in patterns() if "<" not in route and not name.startswith("access:")]
    for role in ("visitor", "secretariat"):
        client = sign_in(role)
        for url in pages:
            for value in ("\x00", "9" * 30):
                with transaction.atomic():
                    status = client.get(url, dict.fromkeys(questions, value)).status_code
                    transaction.set_rollback(True)
                if status >= 500:
                    found.append(f"{url} as {role}: {status} for {value[:20]!r}")
    assert not found, "\n".join(found)


MARK = "planted-7f3a"
POWERS = "select count(*) from participants_appointment where role in ('SECRETARIAT', 'COMMITTEE', 'CHAIR')"


def marked() -> list[str]:
    """The tables of ours that hold the marker."""
    models = [model for model in apps.get_models() if isinstance(getattr(model, "tenancy", None), Tenancy)]
    with connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(
                f"(select '{table}' from {table} t where t::text like '%%{MARK}%%' limit 1)"
                for table in sorted({model._meta.db_table for model in models})
            )
        )
        return [table for (table,) in cursor.fetchall()]


def test_fields_that_a_form_does_not_have_change_nothing(stage, sign_in):
    """Mass assignment: every column name of every model and twenty invented ones, at every door."""
    invented = {
        f"{name}{number}": MARK for name in ("is_admin", "secretariat", "scope", "actor") for number in range(5)
    }
    changed = []
    for name, url in posts(stage):
        for role in reached(sign_in, name, url):
            client = sign_in(role)
            before = fields(client, url)
            own = {*before, *form_names()}
            planted = {column: MARK for column in model_names() if column not in own} | invented
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(POWERS)
                powers = cursor.fetchone()
                client.post(url, before | planted)
                cursor.execute(POWERS)
                if (tables := marked()) or cursor.fetchone() != powers:
                    changed.append(f"{name} as {role}: {tables}")
                transaction.set_rollback(True)
    assert not changed, "\n".join(changed)


def test_nobody_gives_himself_a_role_of_the_pact(stage, sign_in):
    """The one form that gives powers takes those of an organization, and no others."""
    from participants.models import Invitation

    client = sign_in("signatory")
    url = dict(posts(stage))["participants:person-invite"]
    for role in ("SECRETARIAT", "COMMITTEE", "CHAIR", "secretariat", ""):
        with transaction.atomic():
            client.post(url, {"email": "x@security.example", "name": "X", "roles": [role, "EDITOR"]})
            made = Invitation.objects.filter(email="x@security.example")
            assert all(
                set(one.roles) <= {"VIEWER", "EDITOR", "SIGNATORY", "VOTER", "FINANCE", "MANAGER"} for one in made
            )
            transaction.set_rollback(True)
