"""The part of `./run` that comes before any package: it says what is missing, and installs once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch.paths import ROOT

TOOLS = ("sh", "dirname", "uname", "cksum", "cat", "id", "grep", "sed", "rm", "mkdir")


@pytest.fixture
def place(tmp_path):
    """A copy of the script with a lock, a machine with few programs, and no package manager."""
    clone = tmp_path / "clone"
    (clone / "requirements").mkdir(parents=True)
    (clone / "run").write_text((ROOT / "run").read_text())
    (clone / "run").chmod(0o755)
    for lock in ("run", "dev"):
        (clone / "requirements" / f"{lock}.lock").write_text("")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in TOOLS:
        path = next(Path(folder) / name for folder in ("/bin", "/usr/bin") if (Path(folder) / name).exists())
        (programs / name).symlink_to(path)
    return clone


def run(place: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(place.parent / "bin"), "HOME": str(place)} | variables
    return subprocess.run(
        ["./run", *arguments], cwd=place, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def add_python(place: Path, body: str = "") -> None:
    program = place.parent / "bin" / "python3"
    base = getattr(sys, "_base_executable", sys.executable)
    program.write_text(f'#!/bin/sh\n{body}\nexec "{base}" "$@"\n')
    program.chmod(0o755)


def test_without_python_it_names_the_packages(place):
    result = run(place)
    assert result.returncode == 1
    assert "Please install: python3 python3-venv" in result.stderr


def test_a_python_that_is_too_old_counts_as_none(place):
    add_python(place, 'case "$2" in *version_info*) exit 1 ;; esac')
    assert "needs Python 3.11" in run(place).stderr


def test_without_the_libraries_and_a_package_manager_it_names_them(place):
    add_python(place, 'case "$2" in libgobject*) exit 1 ;; esac')
    result = run(place)
    assert result.returncode == 1
    assert "Please install: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in result.stderr


def test_packages_are_installed_once_per_lock(place):
    add_python(place)
    first = run(place, "manage")
    assert "Creating the environment" in first.stderr
    assert "Installing the packages of requirements/run.lock" in first.stderr
    assert "Installing" not in run(place, "manage").stderr
    (place / "requirements" / "run.lock").write_text("# changed\n")
    again = run(place, "manage")
    assert "Installing the packages of requirements/run.lock" in again.stderr
    assert "Creating" not in again.stderr


def test_the_development_lock_holds_the_other(place):
    add_python(place)
    assert "requirements/dev.lock" in run(place, "test").stderr
    assert "Installing" not in run(place, "manage").stderr


def test_a_package_without_its_checksum_is_refused(place):
    add_python(place)
    (place / "requirements" / "run.lock").write_text("django==5.2.19\n")
    result = run(place, "manage", **{name: value for name, value in os.environ.items() if name.startswith("PIP_")})
    assert result.returncode != 0
    assert "hash" in result.stderr
    assert not (place / ".venv" / ".run.lock.sum").exists()


def test_make_forwards_every_command():
    makefile = (ROOT / "Makefile").read_text()
    for command in ("test", "lint", "fmt", "audit", "bench", "api-fuzz", "help"):
        assert command in makefile.split(".PHONY:")[1].splitlines()[0].split()
