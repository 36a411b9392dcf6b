"""The regional report from the shell, and every word of it in the files."""

import io
import re
import subprocess

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from reporting.actions.answers import save_item
from reporting.enums import QuestionType
from tests.factories import fill, publish_all, submit_all
from tests.factories.work import answer_on

FIGURE = {
    "label_en": "Searches answered",
    "label_es": "Búsquedas atendidas",
    "value": "4127",
    "source": "Registry nine",
}


def compile_report(path, **options):
    out = io.StringIO()
    chosen = {
        "cycle": "demo",
        "scheme": "imrf_roundtables",
        "language": "en",
        "format": "pdf",
        "output": path,
        **options,
    }
    call_command("compile_report", **chosen, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def words_in(path):
    if path.suffix == ".pdf":
        text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    else:
        document = Document(str(path))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        text = "\n".join([p.text for p in document.paragraphs] + cells)
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def contributions(world):
    """Two countries on three objectives of three round tables, with a figure."""
    for assignment in (world.a, world.b):
        fill(world, assignment, 2, 8, 23, marker=f"mark-{assignment.country.code}")
        answer = answer_on(assignment, "figures", 8)
        assert answer.question.type == QuestionType.FIGURES
        save_item(answer=answer, data=FIGURE, by=world.focal_point_of(assignment.country))
        publish_all(world, submit_all(world, assignment, 2, 8, 23))


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_text_of_every_answered_question_is_in_the_file(world, contributions, tmp_path, format, language):
    path = tmp_path / f"report.{format}"

    said = compile_report(path, language=language, format=format)

    words = words_in(path)
    assert "edition 1" in said
    for assignment in (world.a, world.b):
        revision = assignment.revisions.get()
        for answer in revision.snapshot["answers"]:
            if answer["texts"]:
                assert answer["texts"][language]["text"] in words
    assert "4127" in words
    assert "Registry nine" in words


def test_a_second_run_takes_the_same_draft_and_what_is_published_by_then(world, contributions, tmp_path):
    compile_report(tmp_path / "one.pdf")
    fill(world, world.c, 9, marker="arrived-later")
    publish_all(world, submit_all(world, world.c, 9))

    said = compile_report(tmp_path / "two.pdf")

    assert "edition 2" in said
    assert "arrived-later" in words_in(tmp_path / "two.pdf")


def test_it_is_set_on_letter_or_on_a4(world, contributions, tmp_path):
    sizes = {}
    for paper in ("letter", "a4"):
        compile_report(tmp_path / f"{paper}.pdf", paper=paper)
        told = subprocess.run(["pdfinfo", tmp_path / f"{paper}.pdf"], check=True, capture_output=True, text=True).stdout
        sizes[paper] = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told).groups()

    assert sizes == {"letter": ("612", "792"), "a4": ("595.276", "841.89")}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"cycle": "never"}, "Known: demo"),
        ({"scheme": "never"}, "Known: imrf_roundtables"),
    ],
)
def test_an_unknown_code_is_answered_with_the_known_ones(world, tmp_path, options, words):
    with pytest.raises(CommandError, match=words):
        compile_report(tmp_path / "report.pdf", **options)


def test_a_folder_that_is_not_there_is_named_before_any_work(world, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        compile_report(tmp_path / "no" / "report.pdf")
