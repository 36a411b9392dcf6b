"""Numbers are computed from order, kinds and style."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from declarations.enums import Kind, Style
from declarations.numbering import numbers
from declarations.styles import template


@dataclass
class Row:
    kind: str
    identity: UUID = field(default_factory=uuid4)


CHAPEAU, HEAD, PP, OP, SUB, THANKS, ANNEX = Kind
KINDS = [CHAPEAU, PP, PP, HEAD, OP, SUB, SUB, OP, SUB, THANKS, ANNEX, ANNEX]


def numbered(kinds, style):
    rows = [Row(kind) for kind in kinds]
    found = numbers(rows, template(style))
    return [found[row.identity] for row in rows]


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        (Style.RCM, ["", "", "", "", "1.", "a)", "b)", "2.", "a)", "", "I", "II"]),
        (Style.UN, ["", "", "", "", "1.", "a)", "b)", "2.", "a)", "3.", "I", "II"]),
    ],
)
def test_printed_numbers_follow_the_style(style, printed):
    assert [number.printed for number in numbered(KINDS, style)] == printed


def test_every_paragraph_has_a_handle_of_its_own():
    handles = [number.handle for number in numbered(KINDS, Style.RCM)]

    assert handles == ["CH1", "PP1", "PP2", "H1", "1", "1.a", "1.b", "2", "2.a", "TH1", "AI", "AII"]


def test_only_the_word_of_an_annex_depends_on_the_language():
    annex = numbered([ANNEX], Style.RCM)[0]

    assert (annex.label("en"), annex.label("es")) == ("Annex I", "Anexo I")
    assert {number.label("en") == number.label("es") for number in numbered(KINDS[:-2], Style.UN)} == {True}


def test_a_sub_paragraph_before_any_point_still_has_a_handle():
    assert [number.handle for number in numbered([SUB, SUB], Style.RCM)] == ["a", "b"]
