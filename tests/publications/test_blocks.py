import pytest

from publications import blocks
from publications.authoring import plain
from publications.blocks import Run, check_anchors, runs_of
from tests.publications import samples


def test_a_link_must_lead_to_the_web_or_to_an_anchor() -> None:
    for href in ("javascript:alert(1)", "file:///etc/passwd", "//evil.example", "data:text/html,x"):
        with pytest.raises(ValueError, match="not a web address"):
            Run("x", href=href)
    with pytest.raises(ValueError, match="only a run that points at an anchor"):
        Run("x", href="https://a.example", numbered=True)


def test_a_table_refuses_a_row_of_another_width() -> None:
    with pytest.raises(ValueError, match="does not have 2 cells"):
        blocks.Table("T", (blocks.Column("a"), blocks.Column("b")), ((plain("1"),),))


def test_a_matrix_refuses_a_row_of_another_width() -> None:
    group = blocks.MatrixGroup("g", (blocks.MatrixRow("1", "x", ()),))
    with pytest.raises(ValueError, match="does not have 1 cells"):
        blocks.Matrix("M", "o", (blocks.MatrixColumn("A", "A"),), (group,))


def test_a_bar_has_a_length() -> None:
    for value in (-1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="has no length"):
            blocks.BarChart("C", "y", (blocks.Bar("a", value),), "n")


def test_an_anchor_stands_once() -> None:
    document = blocks.Document("T", "en", "", blocks=(blocks.Heading("a", 1, "x"), blocks.Heading("b", 1, "x")))
    with pytest.raises(ValueError, match="stands twice"):
        check_anchors(document)


@pytest.mark.parametrize(
    "block",
    [
        blocks.Paragraph((Run("see", href="#nowhere"),)),
        blocks.Paragraph((Run("see", note=blocks.Footnote((Run("n", href="#nowhere"),))),)),
        blocks.Matrix(
            "M",
            "o",
            (blocks.MatrixColumn("A", "A"),),
            (blocks.MatrixGroup("g", (blocks.MatrixRow("1", "x", (blocks.MatrixCell("read", "nowhere"),)),)),),
        ),
    ],
    ids=["run", "footnote", "matrix"],
)
def test_a_link_that_leads_nowhere_is_found(block: blocks.Block) -> None:
    with pytest.raises(ValueError, match="'nowhere'"):
        check_anchors(blocks.Document("T", "en", "", blocks=(block,)))


def test_the_sample_is_sound() -> None:
    for language in ("en", "es"):
        check_anchors(samples.report(language))


def test_runs_are_found_wherever_they_stand() -> None:
    texts = {run.text for run in runs_of(samples.report())}
    assert {"A footnote.", "Sub a", "Words of Country A.", "9f86d081", "Measure of Country C"} <= texts
