"""The numbers of a draft: printed ones by its style, and a handle by which people call each paragraph in the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from common.numerals import letter, roman
from declarations.enums import Kind
from declarations.styles import Template

ANNEX = {"en": "Annex", "es": "Anexo"}


class Numbered(Protocol):
    """What of a paragraph its number depends on."""

    identity: UUID
    kind: str


@dataclass(frozen=True)
class Number:
    """`printed` stands in the document ("3.", "a)", "I"), `handle` names it in the room ("PP2", "3.a")."""

    printed: str
    handle: str
    is_annex: bool = False

    def label(self, language: str) -> str:
        return f"{ANNEX[language]} {self.printed}" if self.is_annex else self.printed


def numbers(paragraphs: Iterable[Numbered], style: Template) -> dict[UUID, Number]:
    """The number of each paragraph, by its identity. Pure: the order and the kinds decide, never the language."""
    found: dict[UUID, Number] = {}
    counts = dict.fromkeys(Kind, 0)
    last, under, subs = 0, "", 0
    for paragraph in paragraphs:
        kind = Kind(paragraph.kind)
        if kind != Kind.SUB:
            counts[kind] += 1
            subs = 0
        if kind in style.numbered:
            last += 1
            found[paragraph.identity] = Number(f"{last}.", str(last))
        elif kind == Kind.SUB:
            subs += 1
            sign = letter(subs)
            found[paragraph.identity] = Number(f"{sign})", f"{under}.{sign}" if under else sign)
            continue
        elif kind == Kind.ANNEX:
            numeral = roman(counts[kind])
            found[paragraph.identity] = Number(numeral, f"A{numeral}", is_annex=True)
        else:
            found[paragraph.identity] = Number("", f"{SHORT[kind]}{counts[kind]}")
        under = found[paragraph.identity].handle
    return found


SHORT = {
    Kind.CHAPEAU: "CH",
    Kind.HEADING: "H",
    Kind.PREAMBULAR: "PP",
    Kind.OPERATIVE: "OP",
    Kind.THANKS: "TH",
}
