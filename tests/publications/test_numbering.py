from publications import blocks
from publications.authoring import plain
from publications.numbering import number_blocks, numbering_outline
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
