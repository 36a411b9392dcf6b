"""Text out of uploaded files, and what is said of files that are none."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.errors import Refused
from events.directory import Directory
from events.intake import reading
from events.intake.agenda import parse_agenda
from events.intake.conclusions import parse_conclusions
from events.intake.reading import read_upload
from publications.render.docx_parts import _abstract, element, number


def upload(content, name="file.docx"):
    return SimpleUploadedFile(name, content)


def word(fill):
    document, saved = docx.Document(), io.BytesIO()
    fill(document)
    document.save(saved)
    return upload(saved.getvalue())


def test_paragraphs_of_a_word_file_are_read(conclusions_text):
    def fill(document):
        for line in conclusions_text.split("\n"):
            document.add_paragraph(line)

    parsed = parse_conclusions(read_upload(word(fill)))

    assert (parsed.at(1), parsed.at(2), parsed.at(3)) == (12, 43, 4)


def test_numbers_that_word_counts_by_itself_are_read():
    """A list of three levels: 1. a. i. — none of the numbers is text."""

    def fill(document):
        root = document.part.numbering_part.element
        first = root.find(element("w:num").tag)
        first.addprevious(
            _abstract(
                50,
                [("decimal", "%1.", 400, 200), ("lowerLetter", "%2.", 800, 200), ("lowerRoman", "%3.", 1200, 200)],
            )
        )
        num = element("w:num", numId=77)
        num.append(element("w:abstractNumId", val=50))
        root.append(num)
        for level, text in ((0, "One"), (1, "Aa"), (1, "Bb"), (2, "Sub"), (0, "Two"), (1, "Cc")):
            number(document.add_paragraph(text), 77, level)

    parsed = parse_conclusions(read_upload(word(fill)))

    assert [(line.reference, line.text) for line in parsed.lines] == [
        ("1", "One"),
        ("1.a", "Aa"),
        ("1.b", "Bb"),
        ("1.b.i", "Sub"),
        ("2", "Two"),
        ("2.a", "Cc"),
    ]


def test_an_agenda_in_a_table_is_read_row_by_row():
    def fill(document):
        document.add_paragraph("March 31, 2022")
        table = document.add_table(rows=2, cols=2)
        for row, cells in zip(
            table.rows, (("10:00-10:30", "1. Welcoming remarks"), ("10:30-11:00", "Coffee break")), strict=True
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        table.rows[0].cells[1].add_paragraph("- Host country")

    parsed = parse_agenda(read_upload(word(fill)), Directory())

    assert [(i.title, i.kind, [s.words for s in i.speakers]) for i in parsed.days[0].items] == [
        ("Welcoming remarks", "remarks", ["Host country"]),
        ("Coffee break", "coffee", []),
    ]


def test_a_break_before_the_words_of_a_cell_does_not_part_them_from_the_hours():
    def fill(document):
        cells = document.add_table(0, 2).add_row().cells
        cells[0].text, cells[1].text = "10:00-11:00", "\n4. Presentations"

    assert read_upload(word(fill)) == "10:00-11:00\t4. Presentations"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_plain_text_is_read_in_the_encodings_people_use(encoding):
    assert read_upload(upload("Presentación".encode(encoding), "a.txt")) == "Presentación"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 x", "Only Word files"),
        (b"\xd0\xcf\x11\xe0 old Word", "Only Word files"),
        (b"\x00\x01\x02\x00", "Only Word files"),
        (b"PK\x03\x04 no archive", "damaged or no Word file"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(content, said):
    with pytest.raises(Refused, match=said):
        read_upload(upload(content))


def test_an_archive_that_is_no_word_file_is_refused():
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(Refused, match="damaged or no Word file"):
        read_upload(upload(saved.getvalue()))


def test_a_file_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED", 10_000)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 20_000)

    with pytest.raises(Refused, match="unpacks to more"):
        read_upload(upload(saved.getvalue()))


def test_an_entity_in_a_hostile_file_is_not_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-4711")

    def fill(document):
        document.add_paragraph("PLACE")

    file = word(fill)
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.read())) as source, zipfile.ZipFile(saved, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                head = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "file://{secret}">]>'.encode()
                content = content.replace(b"?>", b"?>" + head, 1).replace(b"PLACE", b"&leak;")
            target.writestr(name, content)

    try:
        text = read_upload(upload(saved.getvalue()))
    except Refused:
        text = ""
    assert "canary-4711" not in text


def test_too_large_a_file_and_too_long_a_text_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    with pytest.raises(Refused, match="larger than 5 MB"):
        read_upload(upload(b"x" * 101))
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 50)
    with pytest.raises(Refused, match="longer than can be read"):
        read_upload(upload(b"x" * 60))
