"""docker-compose.yml: its shape, and that everything it names exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pact.runner import __main__ as runner
from pact.runner import health, product, serve
from pact.runner.places import CHECKOUT

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("image") == "pact:local"}
CODE = "\n".join(path.read_text() for path in (CHECKOUT / "pact").rglob("*.py"))


def test_it_follows_the_compose_specification():
    program = Path(sys.executable).parent / "check-jsonschema"
    command = [program, "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(command, cwd=CHECKOUT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_parts_of_the_product_are_served():
    assert set(COMPOSE["services"]) == {"postgres", "redis", "prepare", "web", "worker", "beat", "proxy"}
    assert set(product.PARTS) < set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists(name):
    service = OURS[name]
    commands = [service["command"]]
    if "healthcheck" in service:
        commands.append(service["healthcheck"]["test"][1:])
        assert service["healthcheck"]["test"][0] == "CMD"
    for command in commands:
        assert command[:3] == ["python", "-m", "pact.runner"]
        assert command[3] in runner.COMMANDS
        assert command[4] in (*product.PARTS, serve.PREPARE)


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_read_somewhere(name):
    for variable in OURS[name]["environment"]:
        assert f'"{variable}"' in CODE, f"nothing reads {variable}"


def test_every_health_check_named_exists(monkeypatch):
    asked = {service["healthcheck"]["test"][-1] for service in OURS.values() if "healthcheck" in service}
    assert asked == {"web", "worker", "beat"}
    assert health.run(["nobody"]) == 2


def test_every_long_running_service_has_a_health_check():
    assert [name for name, service in COMPOSE["services"].items() if "healthcheck" not in service] == ["prepare"]


def test_there_is_no_default_secret():
    text = (CHECKOUT / "docker-compose.yml").read_text()
    for variable, rest in re.findall(r"\$\{(\w+)([^}]*)\}", text):
        if variable in ("WEB_WORKERS", "WEB_THREADS", "WORKER_PROCESSES"):
            assert rest.startswith(":-")
        else:
            assert rest == f":?set {variable}"


def test_the_example_environment_names_every_required_variable_and_no_value():
    text = (CHECKOUT / "docker-compose.yml").read_text()
    required = set(re.findall(r"\$\{(\w+):\?", text))
    example = dict(
        line.split("=", 1)
        for line in (CHECKOUT / "ops/env.example").read_text().splitlines()
        if re.match(r"\w+=", line)
    )
    assert set(example) == required
    assert not any(example.values())


def test_volumes_and_networks_named_exist():
    for service in COMPOSE["services"].values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (CHECKOUT / source).exists()
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert "ports" not in COMPOSE["services"]["postgres"] | COMPOSE["services"]["redis"]


def test_the_proxy_leads_to_the_web_server_and_hides_what_is_the_operators():
    caddyfile = (CHECKOUT / "ops/Caddyfile").read_text()
    web = COMPOSE["services"]["web"]["environment"]
    assert f"reverse_proxy web:{web['PORT']}" in caddyfile
    assert "/metrics" in caddyfile
    assert set(re.findall(r"\{\$(\w+)\}", caddyfile)) == set(COMPOSE["services"]["proxy"]["environment"])


def test_the_image_is_made_from_the_hashed_lock_and_runs_as_no_root():
    dockerfile = (CHECKOUT / "Dockerfile").read_text()
    assert "--require-hashes -r requirements.txt" in dockerfile
    assert dockerfile.index("USER pact") < dockerfile.index("CMD")
    for package in re.findall(r"lib[\w.-]+", (CHECKOUT / "run").read_text().split("LIBRARIES=")[1].splitlines()[0]):
        assert package in dockerfile
