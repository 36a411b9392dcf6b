"""The conclusions of a meeting as a block tree: whole, verbatim, with the numbers the document gave them."""

from collections.abc import Sequence
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.i18n import pick
from events.documents.frame import ORGANIZATION, code_of, dated, days_and_place, text_in, unofficial
from events.enums import LineRole
from events.models import Conclusion, Event
from publications import blocks as b
from publications.authoring import plain


def build_conclusions(
    event: Event, lines: Sequence[Conclusion], language: str, letterhead: b.Letterhead | None = None
) -> b.Document:
    """Every line of the document in one language; one that exists only in the other stands marked with its language."""
    with override(language):
        parts: list[b.Block] = []
        if language == "es" and any(line.text_es and line.es_unofficial for line in lines):
            parts.append(b.NoteBox((b.Paragraph(plain(unofficial())),)))
        level = 1
        for line in lines:
            parts.append(_block(line, language, level))
            level = line.level or level
        if event.source:
            source = _("Source: %(title)s") % {"title": pick(event.source, "title", language)}
            parts.append(b.Paragraph(plain(source, style="emphasis")))
        return b.Document(
            title=_("Conclusions and recommendations"),
            language=code_of(language),
            date=dated(event),
            subtitle=f"{pick(event, 'name', language)}. {days_and_place(event, language)}",
            organization=ORGANIZATION[language],
            letterhead=letterhead,
            blocks=tuple(parts),
        )


def _block(line: Conclusion, language: str, level: int) -> b.Block:
    """One line; one without a number stands below the item before it, at `level`."""
    text, lang = text_in(line, "text", language)
    if line.role == LineRole.HEADING:
        return b.Heading(text, 3, lang=lang)
    if line.role == LineRole.OPENING:
        return b.Paragraph(plain(text), lang=lang, lead=True)
    if line.role == LineRole.LINE:
        return b.Clause("", plain(text), _level(level), lang=lang)
    return b.Clause(line.label, plain(text), _level(line.level), lang=lang, anchor=line.anchor)


def _level(level: int) -> Literal[1, 2, 3]:
    return 1 if level < 2 else 2 if level == 2 else 3
