"""A LibreOffice of our own for these tests. A missing one is a failure, never a skip."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def python_of_office() -> str:
    """A Python that has the bridge of LibreOffice: that of `OFFICE_PYTHON`, else the first one that imports it."""
    if named := os.environ.get("OFFICE_PYTHON"):
        return named
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    for found in filter(None, (shutil.which("python3", path=folder) for folder in folders)):
        if subprocess.run([found, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return found
    pytest.fail("No python3 on the PATH imports uno (python3-uno); OFFICE_PYTHON can name one.")


class Office:
    """Opens Word and Excel files, does something in them, and says what they read."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.number = 0
        command = [python_of_office(), str(Path(__file__).with_name("bridge.py")), str(home / "profile")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, content: bytes, *acts: list[str], save: bool = False, suffix: str = "docx") -> dict[str, Any]:
        """{"paragraphs", "changes", "content"} after these acts; `content` when it was saved."""
        self.number += 1
        file, copy = self.home / f"{self.number}.{suffix}", self.home / f"{self.number}-saved.{suffix}"
        file.write_bytes(content)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"open": str(file), "do": acts, "save": str(copy) if save else ""}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline() or '{"error": "LibreOffice ended"}')
        assert "error" not in answer, answer["error"]
        return answer | ({"content": copy.read_bytes()} if save else {})

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(60)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    started = Office(tmp_path_factory.mktemp("office"))
    yield started
    started.close()
