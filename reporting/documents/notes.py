"""Notes of meetings that the Secretariat took into the report: in the words they were pinned with."""

from typing import Any

from django.utils.translation import gettext as _

from common.i18n import other_language
from publications import blocks as b
from publications.authoring import text_blocks
from reporting.documents.quotations import only_in
from reporting.models.report import ReportBlock
from reporting.queries.report import Material


def notes(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """One quotation a note. A note that members no longer read is left out."""
    held: dict[str, dict[str, Any]] = block.parameters["words"]
    return [
        _quotation(held[pin["note"]], language)
        for pin in block.pins
        if pin.get("note") in held and pin["note"] in m.notes
    ]


def _quotation(words: dict[str, Any], language: str) -> b.Quotation:
    lang = "" if words["language"] == language else other_language(language)
    recorded = (
        _("As recorded by the notetakers, not cleared by the State.")
        if words["of_a_state"]
        else _("As recorded by the notetakers.")
    )
    return b.Quotation(
        text_blocks(words["text"], lang),
        attribution=words["attributed"][language] or words["kind"][language],
        citation=words["occasion"][language],
        note=" ".join(filter(None, [recorded, only_in(lang)])),
        numbered=True,
    )
