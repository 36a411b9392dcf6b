"""Production runs the same commands as `./run` and the suite, with settings that the portal accepts."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from django.urls import resolve

from launch import commands
from launch.paths import ROOT
from tests.launch.test_settings import GOOD, read_settings

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
VARIABLES = {
    **{name: GOOD[name] for name in ("SECRET_KEY", "PERSONAL_DATA_KEYS", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_HOST")},
    "POSTGRES_PASSWORD": "word",
    "DEFAULT_FROM_EMAIL": "portal@portal.example",
    "SITE_HOST": "portal.example",
    "TLS_FOLDER": "/etc/tls",
}


def fill(text: str) -> str:
    """The text as Compose reads it with VARIABLES set."""
    return re.sub(
        r"\${(\w+)(?::?([-?])([^}]*))?}",
        lambda found: VARIABLES.get(found[1]) or (found[3] if found[2] == "-" else ""),
        text,
    )


@pytest.mark.parametrize(
    ("service", "command"),
    [
        ("web", commands.web("0.0.0.0:8000", workers=2, python="python")),
        ("worker", commands.worker(python="python")),
        ("relay", commands.relay(python="python")),
        ("clock", commands.clock(python="python")),
        ("migrate", commands.manage("migrate", "--no-input", python="python")),
        ("reference", commands.manage("load_reference", python="python")),
        ("static", commands.manage("collectstatic", "--no-input", python="python")),
    ],
)
def test_a_container_runs_the_command_of_the_launcher(service, command):
    assert SERVICES[service]["command"] == command


def test_the_image_runs_the_web_process_unless_told_otherwise():
    line = re.search(r"^CMD (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert json.loads(line[1]) == SERVICES["web"]["command"]


def test_no_container_loads_demonstration_data():
    assert "demonstration" not in (ROOT / "docker-compose.yml").read_text()


@pytest.mark.parametrize("service", ["web", "worker", "relay", "clock", "migrate", "reference", "static"])
def test_the_settings_accept_the_environment_of_a_container(service):
    environment = {name: fill(value) for name, value in SERVICES[service]["environment"].items()}
    result = read_settings({**environment, "PATH": os.environ["PATH"]})
    assert result.stdout.strip() == "production portal", result.stderr


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_compose_refuses_to_start_without_what_has_no_default(name):
    uses = re.findall(rf"\${{{name}\b(.*?)}}", (ROOT / "docker-compose.yml").read_text())
    assert uses
    assert all(use.startswith(":?") and len(use) > 10 for use in uses)


def test_health_checks_ask_addresses_that_exist():
    asked = [
        word for service in ("web", "proxy") for word in SERVICES[service]["healthcheck"]["test"] if "/health/" in word
    ]
    assert len(asked) == 2
    for word in asked:
        assert resolve(word[word.index("/health/") :])


def test_only_the_proxy_is_reachable_and_the_renderer_has_no_way_out():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["worker"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_static_files_of_production_can_be_collected(tmp_path):
    """Every file a style sheet names must be there: production gives each a name with a fingerprint."""
    result = subprocess.run(
        commands.manage("collectstatic", "--no-input", "-v0"), cwd=ROOT, capture_output=True, text=True, check=False,
        env={**GOOD, "STATIC_ROOT": str(tmp_path), "RCM_STATE": str(tmp_path)},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "staticfiles.json").exists()


def test_health_probe_answers_like_the_proxy_would(live_server, monkeypatch):
    port = live_server.url.rpartition(":")[2]
    program = "import sys; from launch.health import well; sys.exit(not well(sys.argv[1], int(sys.argv[2])))"
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost,portal.example")

    def probe(path: str, at: str = port) -> int:
        return subprocess.run([sys.executable, "-c", program, path, at], cwd=ROOT, check=False).returncode

    assert probe("/health/live/") == 0
    assert probe("/health/nowhere/") == 1
    assert probe("/health/live/", "1") == 1


def client() -> list[str]:
    if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0:
        return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else []


@pytest.mark.skipif(not client(), reason="Docker's Compose client is not on this machine; the portal runs without it")
def test_the_client_accepts_the_file():
    result = subprocess.run(
        [*client(), "config", "--quiet"], cwd=ROOT, env={**os.environ, **VARIABLES}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
