"""The settings fail loudly, with the name of the variable, on what is missing or makes no sense."""

import os
import subprocess
import sys

import pytest

from launch.paths import ROOT

GOOD = {
    "RCM_ENV": "production",
    "SECRET_KEY": "k" * 60,
    "PERSONAL_DATA_KEYS": f"{'a2tr' * 10}a2s=",
    "SITE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal:word@database/portal",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_HOST": "mail.example",
    "PATH": os.environ["PATH"],
}


def read_settings(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import rcm_portal.settings as s; print(s.RCM_ENV, s.DATABASES['default']['NAME'])"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_good_production_settings_are_read():
    result = read_settings(GOOD)
    assert result.stdout.strip() == "production portal", result.stderr


def test_nothing_needs_to_be_set_for_the_demonstration():
    result = read_settings({"PATH": os.environ["PATH"]})
    assert result.stdout.strip() == "demonstration rcm", result.stderr


@pytest.mark.parametrize(
    "name",
    ["SECRET_KEY", "PERSONAL_DATA_KEYS", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_HOST"],
)
@pytest.mark.parametrize("given", ["absent", "empty"])
def test_production_names_the_variable_that_is_missing(name, given):
    variables = dict(GOOD)
    variables.pop(name) if given == "absent" else variables.update({name: ""})
    result = read_settings(variables)
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RCM_ENV", "prod"),
        ("TWO_STEP_ROLES", "secretariat,everybody"),
        ("SECRET_KEY", "short"),
        ("PERSONAL_DATA_KEYS", "nonsense"),
        ("PERSONAL_DATA_KEYS", "ZGVtb25zdHJhdGlvbi1hbmQtdGVzdC1vbmx5LWtleS0="),
        ("SITE_URL", "portal.example"),
        ("SITE_URL", "http://portal.example"),
        ("SITE_URL", "https://"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "another.example"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "sqlite:///portal.db"),
        ("DATABASE_CONN_MAX_AGE", "soon"),
        ("REDIS_URL", "nonsense"),
        ("REDIS_URL", "http://redis:6379"),
        ("EMAIL_PORT", "smtp"),
        ("EMAIL_USE_TLS", "perhaps"),
        ("DEBUG", "1"),
        ("DEBUG", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("RENDER_LEASE_SECONDS", "0"),
        ("RENDER_HEARTBEAT_SECONDS", "often"),
        ("RENDER_ATTEMPTS", "-1"),
        ("CSRF_TRUSTED_ORIGINS", "portal.example"),
    ],
)
def test_production_refuses_a_value_that_makes_no_sense(name, value):
    result = read_settings({**GOOD, name: value})
    assert result.returncode != 0, result.stdout
    assert name in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("variables", "roles"),
    [
        (GOOD, ["secretariat", "presidency", "clearer", "focal_point"]),
        (GOOD | {"TWO_STEP_ROLES": "secretariat,clearer"}, ["secretariat", "clearer"]),
        (GOOD | {"TWO_STEP_ROLES": ""}, []),
        ({"PATH": os.environ["PATH"]}, []),
    ],
)
def test_two_step_log_in_is_asked_of_four_roles_in_production_unless_said_otherwise(variables, roles):
    result = subprocess.run(
        [sys.executable, "-c", "import rcm_portal.settings as s; print(s.TWO_STEP_ROLES)"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == str(roles)
