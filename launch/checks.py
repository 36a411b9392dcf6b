"""`./run test`, `lint`, `audit`, `fmt`, `bench`, `api-fuzz`, `office`."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from launch import commands, services
from launch.paths import ROOT
from launch.serve import compile_catalogues

TOOLS = Path(sys.executable).parent


def test(arguments: list[str]) -> int:
    """Pytest with everything it needs around it; its exit code."""
    return with_services([sys.executable, "-m", "pytest", *distribution(arguments), *arguments])


def distribution(arguments: list[str]) -> list[str]:
    """Two processes, unless the caller chose (`-n 0`, `-p no:xdist`) or looks at one test with a debugger."""
    own = ("-n", "--numprocesses", "--pdb", "--trace", "no:xdist")
    if any(argument.startswith(own) for argument in arguments):
        return []
    # Tests of one file stay together: a live server or a cluster of a module is started once.
    return ["-n", "2", "--dist", "loadfile"]


def bench(arguments: list[str]) -> int:
    """The measurements of docs/performance.md, on the same services as the suite."""
    services.install("wrk", "wrk")
    return with_services([sys.executable, "-m", "tests.bench", *arguments])


def api_fuzz(arguments: list[str]) -> int:
    """Some 10,000 calls of every address of the open interface as three callers (the suite makes a few)."""
    os.environ.setdefault("RCM_FUZZ_ROUNDS", "42")
    shared = ["-n", "2", "--dist", "load"]
    return with_services([sys.executable, "-m", "pytest", "-q", *shared, "tests/api/test_fuzz.py", *arguments])


def office(arguments: list[str]) -> int:
    """What LibreOffice makes of the files of declarations and of forms, and what comes back from it."""
    services.install("soffice", "libreoffice-writer-nogui", "libreoffice-calc-nogui", "python3-uno")
    os.environ["RCM_OFFICE"] = "1"
    return with_services([sys.executable, "-m", "pytest", "-q", "tests/office", *arguments])


def with_services(command: list[str]) -> int:
    """Run a command with DATABASE_URL and REDIS_URL set; what was started for it ends with it."""
    compile_catalogues()
    for program, package in (("chromium", "chromium"), ("pdftotext", "poppler-utils"), ("pdftoppm", "poppler-utils")):
        services.install(program, package)
    # SIGTERM becomes an exception, so that the services below are stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with services.postgresql() as database_url, services.redis() as redis_url:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "RCM_ENV": "test",
            # From here on an absent service is a failure, never a skip.
            "RCM_REQUIRE_SERVICES": "1",
        }
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def lint() -> int:
    """Every check, also after one has failed; 1 when any did. None of them needs the network."""
    python = sys.executable
    checks: dict[str, list[str | Path]] = {
        "style": [TOOLS / "ruff", "check", "."],
        "format": [TOOLS / "ruff", "format", "--check", "--quiet", "."],
        "types": [TOOLS / "mypy"],
        "import arrows": [TOOLS / "lint-imports", "--no-logo"],
        "templates": [TOOLS / "djlint", "templates", "--lint", "--quiet"],
        "migrations": [python, "-W", "ignore::RuntimeWarning", *commands.manage("makemigrations", "--check")[1:]],
        "translations": [python, "tools/translations.py", "check"],
    }
    environment = {**os.environ, "RCM_ENV": "test"}
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    print(f"\nlint: {', '.join(failed)} failed" if failed else "\nlint: all checks passed", flush=True)
    return 1 if failed else 0


def audit() -> int:
    """What is known about the locked packages. Advice, and apart from lint: it asks the index about each of them."""
    lock = ["--requirement", "requirements/run.lock", "--disable-pip", "--require-hashes"]
    command = [str(TOOLS / "pip-audit"), *lock, "--progress-spinner", "off"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def fmt() -> int:
    """Sort imports, mend what can be mended, format."""
    subprocess.run([TOOLS / "ruff", "check", "--fix", "--quiet", "."], cwd=ROOT, check=False)
    return subprocess.run([TOOLS / "ruff", "format", "."], cwd=ROOT, check=False).returncode
