"""The lines of an adopted text: from its public rows, or from the draft it was adopted from."""

from dataclasses import dataclass

from common.i18n import reading_order
from declarations import setting
from declarations.models import Adoption
from declarations.queries.attached import handles_of
from declarations.queries.papers import items_of
from declarations.styles import template


@dataclass(frozen=True)
class AdoptedLine:
    """A paragraph: its place and handle, its printed label and the text in pieces, by language."""

    place: int
    handle: str
    anchor: str
    kind: str
    label: str
    sides: list[tuple[str, setting.Pieces]]


def adopted_lines(adoption: Adoption, *, published: bool) -> list[AdoptedLine]:
    """`published`: for those who read what is public and nothing else."""
    style = template(adoption.style)
    if published:
        rows = adoption.paragraphs.order_by("order")
        found = [(row.kind, row.label, {"en": row.text_en, "es": row.text_es}) for row in rows]
    else:
        found = [(item.kind, item.number.printed, item.texts) for item in items_of(adoption.draft)]
    handles = handles_of([kind for kind, _label, _texts in found], adoption.style)
    return [
        AdoptedLine(
            place, handles[place], f"p-{place}", kind, label,
            [(code, setting.pieces(texts[code], kind, style)) for code in reading_order()],
        )
        for place, (kind, label, texts) in enumerate(found, start=1)
    ]  # fmt: skip


@dataclass(frozen=True)
class AdoptedText:
    """A paragraph in plain values."""

    handle: str
    kind: str
    texts: dict[str, str]


def texts_of(adoption: Adoption) -> dict[int, AdoptedText]:
    """The paragraphs by their place, for those who read the drafting."""
    rows = enumerate(items_of(adoption.draft), start=1)
    return {place: AdoptedText(item.number.handle, item.kind, item.texts) for place, item in rows}
