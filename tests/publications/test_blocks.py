import pytest

from publications import blocks
from publications.authoring import plain
from publications.blocks import Run, check_anchors, number_blocks, numbering_outline, runs_of
from tests.publications import samples


def test_paragraph_numbers_are_the_same_in_both_languages() -> None:
    english, spanish = (number_blocks(samples.report(language)) for language in ("en", "es"))
    assert english == spanish
    assert list(english.paragraphs.values()) == [1, 2, 3]


def test_tables_and_figures_are_counted_apart() -> None:
    numbers = number_blocks(samples.report())
    assert list(numbers.tables.values()) == [1]
    assert list(numbers.figures.values()) == [1, 2]


def test_a_headings_anchor_stands_for_the_first_numbered_paragraph_after_it() -> None:
    numbers = number_blocks(samples.report())
    assert numbers.by_anchor == {"overview": 1, "objective-8": 3}


def test_a_numbered_quotation_takes_the_next_number() -> None:
    quotation = blocks.Quotation((blocks.Paragraph(plain("x")),), "Country A", anchor="a", numbered=True)
    document = blocks.Document("T", "en", "", blocks=(blocks.Paragraph(plain("y"), numbered=True), quotation))
    assert number_blocks(document).by_anchor == {"a": 2}


def test_the_outline_does_not_mind_in_which_order_countries_stand() -> None:
    def tree(first: str, second: str) -> blocks.Document:
        parts = [blocks.Heading("Part", 1, "part"), blocks.Paragraph(plain("x"), numbered=True)]
        parts += [blocks.Heading(name, 2, name) for name in (first, second)]
        return blocks.Document("T", "en", "", blocks=tuple(parts))

    assert numbering_outline(tree("a", "b")) == numbering_outline(tree("b", "a")) == [("part", 1)]


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
