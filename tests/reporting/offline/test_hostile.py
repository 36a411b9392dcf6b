"""Every hostile or damaged file gets its own reason, in both languages, and reading goes on."""

import subprocess
import sys

import pytest
from django.utils.translation import override

from common.errors import Refused
from publications.reading import jail
from publications.reading.package import Unreadable
from publications.reading.reasons import REASONS
from reporting.offline.reading.child import read
from tests.reporting.offline.hostile import changed, packed, parts, plain_excel, plain_word
from tests.reporting.offline.hostile_files import EXCEL_FILES, FILES, WORD_FILES

READER = "reporting.offline.reading.child"


def refusal(content, language="en"):
    with override(language), pytest.raises(Refused) as refused:
        jail.read_file(content, READER)
    return str(refused.value)


@pytest.fixture
def without_child(monkeypatch):
    """Files are read in this process, as the child reads them: a process of its own for each would take minutes."""

    def ask(content, _reader):
        try:
            return read(content)
        except Unreadable as unreadable:
            return {"refused": unreadable.reason}

    monkeypatch.setattr(jail, "_ask", ask)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_its_own_reason_in_both_languages(without_child, name):
    content, reason = FILES[name]
    said = {}
    for language in ("en", "es"):
        with override(language):
            said[language] = str(REASONS[reason])
        assert refusal(content, language) == said[language]
    assert said["en"] != said["es"]


def test_there_are_sixty_files_of_each_kind():
    assert len(WORD_FILES) >= 60
    assert len(EXCEL_FILES) >= 60
    assert len({content for content, _reason in FILES.values()}) > 120, "most of them differ in their bytes"


def test_there_are_files_for_every_reason():
    assert {reason for _content, reason in FILES.values()} == set(REASONS)


@pytest.mark.parametrize(
    "name",
    [
        "Word: 2 GB, as it says",
        "Excel: 100 MB of strings",
        "Word: many parts that are heavy together",
        "Excel: 60 MB that say they are 100 bytes",
        "Word: entities in the text",
        "Excel: macros",
        "Word: the first half",
    ],
)
def test_the_child_itself_says_the_reason_and_the_next_file_is_read(name):
    content, reason = FILES[name]

    for language in ("en", "es"):
        with override(language):
            expected = str(REASONS[reason])
        assert refusal(content, language) == expected
    assert jail.read_file(plain_word("A line"), READER)["lines"] == ["A line"]


def test_a_file_that_wants_more_memory_than_it_may_have_is_ended_and_the_next_one_is_read():
    rows = b"".join(
        b'<row r="%d">' % n + b"".join(b'<c r="%c%d"><v>1</v></c>' % (65 + k, n) for k in range(26)) + b"</row>"
        for n in range(1, 50_000)
    )
    heavy = changed(
        plain_excel(), "xl/worksheets/sheet1.xml",
        lambda part: part[: part.index(b"<sheetData>")] + b"<sheetData>" + rows + b"</sheetData></worksheet>",
    )  # fmt: skip

    assert refusal(heavy) == str(REASONS["too_heavy"])
    assert jail.read_file(plain_word("A line"), READER)["lines"] == ["A line"]


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing():
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    far = changed(plain_excel(), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", row))

    assert refusal(far) == str(REASONS["no_form"])


def test_a_file_of_more_than_10_mb_is_refused_before_anything_looks_at_it():
    assert "10 MB" in refusal(b"x" * (10 * 1024 * 1024 + 1))


def test_a_picture_is_never_unpacked_however_many_pixels_it_says_it_has():
    content = packed(parts(plain_word("A line")) | {"word/media/image1.png": b"\x89PNG" + b"\x00" * 1000})

    assert jail.read_file(content, READER)["lines"] == ["A line"]


def test_the_child_opens_no_file_of_ours_and_no_socket():
    """The guard that the child puts on itself, tried in a child of its own."""
    code = """
import socket
from publications.reading.child import limit
limit()
for act in (
    lambda: open("pyproject.toml"), lambda: open("/etc/passwd"), lambda: socket.create_connection(("127.0.0.1", 9))
):
    try:
        act()
        print("done")
    except PermissionError:
        print("refused")
"""
    answer = subprocess.run([sys.executable, "-c", code], cwd=jail.ROOT, capture_output=True, text=True, check=True)

    assert answer.stdout.split() == ["refused"] * 3
