"""The agenda of an event as a block tree: a table per day, sections between, speakers under their item."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from common.i18n import pick
from common.zones import say_zone
from events.documents.frame import ORGANIZATION, code_of, dated, days_and_place, text_in, unofficial
from events.models import AgendaDay, AgendaItem, Event
from publications import blocks as b
from publications.authoring import plain, text_blocks


def build_agenda(event: Event, days: Sequence[AgendaDay], language: str) -> b.Document:
    """All days in one language; call with items and speakers prefetched (`queries.agenda_of`)."""
    with override(language):
        parts: list[b.Block] = [_facts(event, language)]
        items = [item for day in days for item in day.items.all()]
        if language == "es" and any(item.title_es and item.es_unofficial for item in items):
            parts.append(b.NoteBox((b.Paragraph(plain(unofficial())),)))
        parts += day_tables(days, language)
        return b.Document(
            title=_("Agenda"),
            language=code_of(language),
            date=dated(event),
            subtitle=f"{pick(event, 'name', language)}. {days_and_place(event, language)}",
            organization=ORGANIZATION[language],
            blocks=tuple(parts),
        )


def _facts(event: Event, language: str) -> b.KeyValues:
    rows = [(_("Status"), str(event.get_agenda_status_display()))]
    if event.time_zone:
        rows.append((_("Time zone"), say_zone(event.time_zone, event.starts)))
    if event.language_names:
        rows.append((_("Languages"), ", ".join(event.language_names)))
    return b.KeyValues(tuple(b.KeyValue(label, plain(value)) for label, value in rows))


def day_tables(days: Sequence[AgendaDay], language: str) -> list[b.Block]:
    """The days one after another, each under its heading; call it inside `override(language)`."""
    return [block for day in days for block in _day(day, language)]


def _day(day: AgendaDay, language: str) -> list[b.Block]:
    """A heading with the announced hours, then a table per section."""
    title = say_day(day.date)
    parts: list[b.Block] = [b.Heading(title, 2, anchor=f"day-{day.date.isoformat()}")]
    if day.opens and day.closes:
        hours = _("Announced: %(opens)s–%(closes)s")
        parts.append(b.Paragraph(plain(hours % {"opens": f"{day.opens:%H:%M}", "closes": f"{day.closes:%H:%M}"})))
    section = ""
    rows: list[tuple[b.Runs, ...]] = []
    for item in day.items.all():
        own = pick(item, "section", language)
        if own != section and rows:
            parts.append(_table(title, section, rows))
            rows = []
        section = own
        rows.append(_row(item, language))
    if rows:
        parts.append(_table(title, section, rows))
    return parts


def _table(title: str, section: str, rows: list[tuple[b.Runs, ...]]) -> b.Table:
    columns = (b.Column(_("Time"), 2), b.Column(_("Item"), 8))
    return b.Table(section or title, columns, tuple(rows), numbered=False)


def _row(item: AgendaItem, language: str) -> tuple[b.Runs, ...]:
    hours = f"{item.start:%H:%M}" + (f"–{item.end:%H:%M}" if item.end else "")
    title, lang = text_in(item, "title", language)
    runs = [b.Run(f"{item.number}. " if item.number else "", "strong"), b.Run(title, "strong", lang=lang)]
    runs += [b.Run(f"\n– {speaker.with_role(language)}") for speaker in item.speakers.all()]
    notes, lang = text_in(item, "notes", language)
    for block in text_blocks(notes) if notes else ():
        runs += [b.Run(f"\n{line}", lang=lang) for line in _lines(block)]
    documents = [*item.documents.all(), *item.papers.all()]
    for label, rows in ((_("Documents"), documents), (_("Good practices"), item.practices.all())):
        if rows:
            runs.append(b.Run(f"\n{label}: {'; '.join(pick(row, 'title', language) for row in rows)}", "emphasis"))
    return (plain(hours), tuple(run for run in runs if run.text))


def _lines(block: b.Prose) -> list[str]:
    """The text of a block as lines of a table's cell."""
    if isinstance(block, b.Paragraph):
        return ["".join(run.text for run in block.runs)]
    return ["– " + "".join(run.text for run in item.runs) for item in block.items]
