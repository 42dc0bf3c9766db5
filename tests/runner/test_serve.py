"""`./run serve` and the door `./run`: one sentence names what is missing or wrong."""

import os
import subprocess
import sys

import pytest

from pact.runner import demo, probe
from pact.runner.places import CHECKOUT, Trouble
from pact.runner.servers import check_broker

COMPLETE = {
    "DATABASE_URL": "postgresql://pact_app@127.0.0.1:1/pact",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "k" * 50,
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "STORAGE_URL": "file:///tmp/pact-media",
    "ALLOWED_HOSTS": "pact.example.org",
}
WRONG = {
    "DATABASE_URL": [
        "mysql://somewhere/pact",
        "postgresql://host",
        "postgresql://host:x/pact",
        "postgresql://[host/pact",
    ],
    "REDIS_URL": ["http://somewhere", "nonsense"],
    "SECRET_KEY": ["short"],
    "EMAIL_URL": ["pigeon://post", "smtp://host:x"],
    "STORAGE_URL": ["s3://bucket"],
    "ALLOWED_HOSTS": ["*"],
    "PORT": ["eighty"],
    "TRUSTED_PROXIES": ["one"],
    "OCDS_PREFIX": ["ocds-1", "OCDS-A1B2C3", "a1b2c3"],
    "SECRETARIAT_TIME_ZONE": ["Europe/Atlantis"],
}


def serve(folder, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    env = {"PATH": os.environ["PATH"], "PACT_STATE": str(folder / "serve"), **variables}
    command = [sys.executable, "-m", "pact.runner", "serve", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=env, check=False, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("variable", COMPLETE)
def test_a_missing_variable_is_named_in_one_sentence(folder, variable):
    done = serve(folder, **{name: value for name, value in COMPLETE.items() if name != variable})
    assert done.returncode == 2
    assert variable in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("variable", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_variable_is_named_in_one_sentence(folder, variable, value):
    done = serve(folder, **{**COMPLETE, variable: value})
    assert done.returncode == 2
    assert variable in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_broker_that_does_not_answer_is_named(folder):
    done = serve(folder, **COMPLETE)
    assert (done.returncode, done.stderr.split()[0]) == (2, "REDIS_URL")


def test_a_role_that_row_level_security_does_not_bind_is_refused(folder, cluster, broker):
    done = serve(folder, **COMPLETE | {"DATABASE_URL": cluster.address(), "REDIS_URL": broker.address()})
    assert done.returncode == 2
    assert "row-level security does not bind" in done.stderr


def test_only_parts_that_exist_are_served(folder):
    assert serve(folder, "kitchen", **COMPLETE).returncode == 2


@pytest.mark.parametrize("variable", ["DATABASE_ADMIN_URL", "DATABASE_URL", "DATABASE_OWNER_URL"])
def test_preparing_names_what_is_missing(folder, variable):
    given = {
        "DATABASE_ADMIN_URL": "postgresql://postgres@127.0.0.1:1/pact",
        "DATABASE_URL": "postgresql://pact_app:a@127.0.0.1:1/pact",
        "DATABASE_OWNER_URL": "postgresql://pact_owner:b@127.0.0.1:1/pact",
    }
    done = serve(folder, "prepare", **{name: value for name, value in given.items() if name != variable})
    assert done.returncode == 2 and variable in done.stderr


def test_a_broker_address_is_understood_in_both_spellings(broker):
    assert check_broker(f"unix://{broker.socket}") == check_broker(broker.address()) == broker.address()
    with pytest.raises(Trouble, match="REDIS_URL is not"):
        check_broker("redis:")


def test_the_probe_tells_whether_servers_may_be_used(cluster):
    assert probe.run([cluster.address(), "redis://127.0.0.1:1/0"]) == 1


@pytest.mark.parametrize("arguments", [["--at", "yesterday"], ["--scale", "0"], ["--scale", "many"], ["--loud"]])
def test_wrong_options_of_the_demo_are_explained(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        demo.arguments_of(arguments)
    assert stop.value.code == 2 and arguments[-1] in capsys.readouterr().err


def test_the_door_explains_itself():
    done = subprocess.run(["./run", "help"], cwd=CHECKOUT, check=False, capture_output=True, text=True)
    assert done.returncode == 0 and "./run demo" in done.stdout
    done = subprocess.run(["./run", "dance"], cwd=CHECKOUT, check=False, capture_output=True, text=True)
    assert done.returncode == 1 and 'There is no command "dance".' in done.stderr


def test_every_command_of_the_door_is_explained():
    text = (CHECKOUT / "run").read_text()
    listed = subprocess.run(["./run", "help"], cwd=CHECKOUT, check=False, capture_output=True, text=True).stdout
    for line in text.partition("case $command in")[2].splitlines():
        for command in line.partition(")")[0].split("|") if ")" in line and line.startswith("    ") else []:
            name = command.strip()
            if name.isalpha() and name != "help":
                assert f"./run {name}" in listed


def test_the_locks_name_no_host():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt"):
        assert "://" not in (CHECKOUT / name).read_text()
