import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from publications import blocks, jail
from publications.authoring import plain
from publications.block_json import to_json
from publications.jail import Limits, RenderAbandoned, RenderStopped, limits_for, weigh
from tests.publications import samples
from tests.publications.conftest import render_to

ROOT = Path(jail.__file__).resolve().parent.parent


def document_of(*parts: blocks.Block) -> blocks.Document:
    return blocks.Document("T", "en", "2026-01-01", blocks=parts)


def test_reports_come_step_by_step(tmp_path: Path) -> None:
    reports: list[dict[str, Any]] = []

    def watch(report: dict[str, Any] | None) -> bool:
        reports.extend([report] if report else [])
        return True

    tree = to_json(samples.report())
    rendered = jail.render(tree, format="pdf", paper="a4", identifier="x", output=tmp_path / "x", watch=watch)
    steps = list(dict.fromkeys(report["step"] for report in reports if "step" in report))
    assert steps == ["prepare", "layout", "write"]
    pages = [report["pages"] for report in reports if report.get("step") == "layout"]
    assert pages == sorted(pages)
    assert rendered.pages == pages[-1]
    assert rendered.size == (tmp_path / "x").stat().st_size


def test_limits_grow_with_the_document_and_end_somewhere() -> None:
    small, large, vast = limits_for(10), limits_for(8_000), limits_for(10**7)
    assert small.cpu_seconds < large.cpu_seconds < vast.cpu_seconds == 1800
    assert small.memory_megabytes < large.memory_megabytes < vast.memory_megabytes == 6000


def test_weight_counts_objects_and_text() -> None:
    assert weigh({"a": [{"b": "x" * 1000}, {}], "c": 1}) == 3 + 5


def test_a_document_beyond_all_measure_is_refused_before_it_starts(tmp_path: Path) -> None:
    with pytest.raises(RenderStopped) as stopped:
        render_to(tmp_path / "x", document_of(blocks.Paragraph(plain("x" * 13_000_000))))
    assert stopped.value.reason == "too_large"


@pytest.mark.parametrize(
    ("name", "limits", "reason"),
    [
        ("processor", Limits(1200, 3, 60), "time"),
        ("clock", Limits(1200, 60, 4), "time"),
        ("memory", Limits(420, 600, 900), "memory"),
    ],
)
def test_a_table_without_end_is_stopped_with_a_reason(tmp_path: Path, name: str, limits: Limits, reason: str) -> None:
    rows = tuple((plain("cell"), plain("another cell")) for _ in range(9_000))
    table = blocks.Table("T", (blocks.Column("a"), blocks.Column("b")), rows)
    with pytest.raises(RenderStopped) as stopped:
        render_to(tmp_path / "x", document_of(table), limits=limits)
    assert stopped.value.reason == reason
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "bomb",
    [
        blocks.Paragraph(plain("x" * 300_000)),
        blocks.Paragraph(plain("a\n" * 20_000)),
        blocks.Paragraph(tuple(blocks.Run("x", "insert", "es", "https://a.example") for _ in range(3_000))),
        blocks.Paragraph((blocks.Run("x", note=blocks.Footnote(plain("n" * 30_000))),)),
        blocks.Table("T", tuple(blocks.Column("c") for _ in range(300)), ()),
        blocks.KeyFigures(tuple(blocks.KeyFigure("1", "x") for _ in range(300))),
        blocks.Heading("H" * 30_000, 1),
        blocks.Cover("C" * 30_000),
        blocks.BarChart("B", "c", (blocks.Bar("x", 1e308), blocks.Bar("y", 1e-308)), "u"),
        blocks.Matrix("M", "o", tuple(blocks.MatrixColumn("x" * 40, "y") for _ in range(120)), ()),
    ],
    ids=["word", "breaks", "links", "note", "columns", "figures", "heading", "cover", "bars", "matrix"],
)
def test_every_bomb_ends_with_a_file_or_a_reason(tmp_path: Path, bomb: blocks.Block) -> None:
    assert outcome(document_of(bomb), tmp_path / "x.pdf") in ("file", "time", "memory", "crashed")


def outcome(document: blocks.Document, output: Path) -> str:
    try:
        render_to(output, document, limits=Limits(1200, 4, 20))
    except RenderStopped as stopped:
        return stopped.reason
    return "file"


def test_the_next_document_is_made_after_a_bomb(tmp_path: Path) -> None:
    assert render_to(tmp_path / "x.pdf", samples.note()).pages == 1


def test_blocks_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    tree = to_json(samples.note()) | {"blocks": [{"type": "Script"}]}
    with pytest.raises(RenderStopped) as stopped:
        jail.render(tree, format="pdf", paper="a4", identifier="x", output=tmp_path / "x", watch=lambda report: True)
    assert stopped.value.reason == "invalid"
    assert "Script" in stopped.value.detail


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderStopped) as stopped:
        render_to(tmp_path / "missing" / "x.pdf", samples.note())
    assert stopped.value.reason == "disk"


def test_whoever_no_longer_wants_it_ends_the_child_at_once(tmp_path: Path) -> None:
    tree = to_json(document_of(*[blocks.Paragraph(plain("word " * 400))] * 400))
    seen = []

    def watch(report: dict[str, Any] | None) -> bool:
        seen.append(report)
        return not (report and report.get("step") == "layout")

    with pytest.raises(RenderAbandoned):
        jail.render(tree, format="pdf", paper="a4", identifier="x", output=tmp_path / "x", watch=watch)
    assert seen[-1]["step"] == "layout"
    assert not (tmp_path / "x").exists()


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://x")
    environment = jail.environment("/nowhere")
    assert not {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & environment.keys()


TRIES = {
    "read": "open('/etc/passwd')",
    "read settings": f"open({str(ROOT / 'rcm_portal' / 'settings.py')!r})",
    "read beside": "open(output.parent / 'other')",
    "climb out": f"open({str(ROOT / 'static' / 'css' / '..' / '..' / 'manage.py')!r})",
    "write": "open(output.parent / 'other', 'w')",
    "write an asset": f"open({str(ROOT / 'static' / 'css' / 'tokens.css')!r}, 'a')",
    "low-level": "os.open('/etc/passwd', os.O_RDONLY)",
    "connect": "socket.create_connection(('127.0.0.1', 6379), 1)",
    "look up": "socket.getaddrinfo('a.example', 80)",
    "listen": "socket.socket().bind(('127.0.0.1', 0))",
    "run": "subprocess.run(['true'])",
    "shell": "os.system('true')",
    "fork": "os.fork()",
    "exec": "os.execv('/bin/true', ['true'])",
}


@pytest.mark.parametrize("attempt", TRIES.values(), ids=TRIES.keys())
def test_a_locked_process_opens_nothing_foreign(tmp_path: Path, attempt: str) -> None:
    (tmp_path / "other").write_text("x")
    program = (
        "import os, socket, subprocess, sys\n"
        "from pathlib import Path\n"
        "from publications import render_child\n"
        f"output = Path({str(tmp_path / 'out')!r})\n"
        "render_child.lock(output)\n"
        "output.write_text('mine')\n"
        "(render_child.ROOT / 'static/css/tokens.css').read_text()\n"
        f"try:\n    {attempt}\nexcept PermissionError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("refused", "")


def test_nothing_foreign_is_opened_while_a_document_is_made(tmp_path: Path) -> None:
    """Every file and socket that any Python library asks for, from the start of the child to its end."""
    watched = tmp_path / "trace"
    request = {
        "tree": to_json(samples.report(draft=True)),
        "format": "pdf",
        "paper": "a4",
        "identifier": "x",
        "output": str(tmp_path / "x.pdf"),
        "limits": {"memory_megabytes": 2000, "cpu_seconds": 60},
    }
    program = (
        "import sys, runpy\n"
        f"log = open({str(watched)!r}, 'w', buffering=1)\n"
        "def note(event, arguments):\n"
        "    if event in ('open', 'socket.connect', 'socket.__new__'):\n"
        "        log.write(f'{event} {arguments[0]!r}\\n')\n"
        "sys.addaudithook(note)\n"
        "runpy.run_module('publications.render_child', run_name='__main__')\n"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(request).encode(),
        cwd=ROOT,
        env=jail.environment(str(tmp_path)),
        capture_output=True,
        check=True,
    )
    opened = watched.read_text().splitlines()
    assert not [line for line in opened if line.startswith("socket")]
    paths = [line.split(" ", 1)[1].strip("'\"") for line in opened if line.startswith("open '")]
    ours = (
        "publications",
        "common/references.py",
        "common/__init__.py",
        "common/__pycache__",
        "static",
        "templates/documents",
    )
    allowed = (*(str(ROOT / path) for path in ours), str(tmp_path))
    own = [path for path in paths if path.startswith(str(ROOT)) and not path.startswith(sys.prefix)]
    assert own
    assert [path for path in own if not path.startswith(allowed)] == []
    assert (tmp_path / "x.pdf").exists()
