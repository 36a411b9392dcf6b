"""The lines of an adopted text: from its public rows, or from the draft it was adopted from."""

from dataclasses import dataclass

from common.i18n import LANGUAGES
from declarations import setting
from declarations.models import Adoption
from declarations.queries.papers import items_of
from declarations.styles import template


@dataclass(frozen=True)
class AdoptedLine:
    """A paragraph: its printed label and the text in pieces, by language."""

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
    return [
        AdoptedLine(f"p-{place}", kind, label, [(code, setting.pieces(texts[code], kind, style)) for code in LANGUAGES])
        for place, (kind, label, texts) in enumerate(found, start=1)
    ]
