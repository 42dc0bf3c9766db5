"""What the test runner keeps from run to run: databases, for as long as nothing changes that they are built from."""

import os

import pytest

from pact.runner import suite
from tests import copies, kept


@pytest.fixture
def checkout(tmp_path):
    for place in suite.FLOORS:
        (tmp_path / place).mkdir()
        (tmp_path / place / "rules.py").write_text("DAYS = 40\n")
    return tmp_path


@pytest.fixture
def unblocked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_another_print_for_another_line_of_code_and_for_another_file(checkout):
    first = suite.fingerprint(checkout)
    (checkout / "pact" / "__pycache__").mkdir()
    (checkout / "pact" / "__pycache__" / "rules.pyc").write_bytes(b"compiled")
    assert suite.fingerprint(checkout) == first
    (checkout / "website" / "rules.py").write_text("DAYS = 41\n")
    second = suite.fingerprint(checkout)
    (checkout / "website" / "rules.py").rename(checkout / "website" / "days.py")
    assert len({first, second, suite.fingerprint(checkout)}) == 3


def test_another_print_for_what_the_settings_take_from_outside(checkout, monkeypatch):
    first = suite.fingerprint(checkout)
    monkeypatch.setenv("SECRETARIAT_TIME_ZONE", "Europe/Athens")
    assert suite.fingerprint(checkout) != first


@pytest.mark.skipif(not os.environ.get("PACT_KEPT"), reason="on a given server nothing is kept")
def test_a_database_is_built_once_and_no_more_when_it_is_there(unblocked):
    built = []

    def build(name: str) -> str:
        built.append(copies.make_as(name, "template0"))
        return "what was told"

    what = f"a test of {os.getpid()}"
    try:
        first = kept.database(what, build)
        assert first == kept.database(what, build) and first[1] == "what was told"
        assert len(built) == 1
    finally:
        copies.drop_at_the_end(first[0])


@pytest.mark.skipif(not os.environ.get("PACT_KEPT"), reason="on a given server nothing is kept")
def test_what_was_built_while_the_code_changed_is_not_kept(unblocked, monkeypatch):
    monkeypatch.setenv("PACT_KEPT", "0" * 16)
    what = f"a test of {os.getpid()}"
    name, told = kept.database(what, lambda name: copies.make_as(name, "template0"))
    assert told == name and name.startswith(f"kept_{'0' * 16}") and "_making" in name
