"""The concept note or the logistics note of an event as a block tree: sections, footnotes, the agenda in its place."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.i18n import pick
from events.documents.agenda import day_tables
from events.documents.frame import ORGANIZATION, code_of, dated, days_and_place, text_in, unofficial
from events.enums import ConceptKind, EventAudience, NoteOf
from events.models import AgendaDay, ConceptSection, Event
from publications import blocks as b
from publications.authoring import plain, text_blocks, with_named, with_notes
from publications.sourced import figures_in, values_of

EMPTY_NOTE = re.compile(r"\^\[\s*\]")


def build_concept(
    event: Event,
    sections: Sequence[ConceptSection],
    days: Sequence[AgendaDay],
    language: str,
    note: str = NoteOf.CONCEPT,
) -> b.Document:
    """Sections in their order; the agenda stands in its section. Footnotes are numbered by the renderers; `[[code]]` is
    the value of a figure on record, with its source.

    A draft while only the desk reads it. Call it with `queries.agenda_of`.
    """
    with override(language):
        parts: list[b.Block] = []
        if language == "es" and any(section.text_es and section.es_unofficial for section in sections):
            parts.append(b.NoteBox((b.Paragraph(plain(unofficial())),)))
        figures = figures_in(text for section in sections for text in (section.text_en, section.text_es))
        said = values_of(figures, language)
        for section in sections:
            parts += _section(section, days, language, said)
        return b.Document(
            title=str(NoteOf(note).label),
            language=code_of(language),
            date=dated(event),
            subtitle=". ".join(filter(None, [pick(event, "name", language), days_and_place(event, language)])),
            organization=ORGANIZATION[language],
            draft=event.audience_of(note) == EventAudience.DESK,
            blocks=tuple(parts),
        )


def _section(
    section: ConceptSection, days: Sequence[AgendaDay], language: str, named: Mapping[str, b.Run]
) -> list[b.Block]:
    text, lang = text_in(section, "text", language)
    tables = day_tables(days, language) if section.kind == ConceptKind.AGENDA else []
    if not text and not tables:
        return []
    title, title_lang = text_in(section, "title", language)
    absent = _("The mark of this note stands in the document; its text does not.")
    said = EMPTY_NOTE.sub(f"^[{absent}]", text)
    body: list[b.Block] = [with_named(with_notes(block), named) for block in text_blocks(said, lang)] if said else []
    if state := _state(section, language, lang):
        body.insert(0, b.Paragraph(plain(state, style="emphasis")))
    return [b.Heading(title or str(section.get_kind_display()), 1, lang=title_lang), *body, *tables]


def _state(section: ConceptSection, language: str, other: str) -> str:
    """What is said above a text that stands in the `other` language only, or that has not followed it."""
    if other:
        return _("Translation pending")
    if section.behind == language:
        return _("The other language was changed since; this text is being brought up to date.")
    return ""
