"""Notes as a block tree in the form's shape: day, notetakers, points beside whom they come from, the summary."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from common.i18n import other_language, pick
from common.words import count_words
from common.zones import say_zone
from events.documents.frame import ORGANIZATION, code_of, dated, days_and_place
from events.enums import NoteKind
from events.models import NoteRow, NoteSource, NoteSummary, NoteTable
from events.models.note import SUMMARY_WORDS
from publications import blocks as b
from publications.authoring import plain, text_blocks

HIGHLIGHTS = (NoteKind.HIGHLIGHT, NoteKind.CHALLENGE, NoteKind.NEXT_STEP)
_PART = re.compile(
    r"introduction|panel discussion|interventions from the floor"
    r"|introducci[oó]n|panel de discusi[oó]n|intervenciones.{0,20}",
    re.IGNORECASE,
)


def build_notes(tables: Sequence[NoteTable], language: str, source: NoteSource | None = None) -> b.Document:
    """Notes of one session, or of several one after the other; call with `queries.notes_to_print`.

    With a source they are its notes alone, and the summary, which is everybody's, stays out.
    """
    with override(language):
        parts: list[b.Block] = []
        for _event, of_event in groupby(tables, key=lambda table: table.event_id):
            several = list(of_event)
            if len(tables) > 1:
                parts.append(b.Heading(pick(several[0].event, "name", language), 1))
            for table in several:
                parts += _notes(table, language, whole=source is None)
        events = {table.event_id: table.event for table in tables}
        one = next(iter(events.values())) if len(events) == 1 else None
        return b.Document(
            title=f"{_('Notes')}: {source.said(language)}" if source else _("Notes"),
            language=code_of(language),
            date=dated(one) if one else "",
            subtitle=f"{pick(one, 'name', language)}. {days_and_place(one, language)}" if one else "",
            organization=ORGANIZATION[language],
            blocks=tuple(parts),
        )


def _notes(table: NoteTable, language: str, *, whole: bool) -> list[b.Block]:
    parts: list[b.Block] = []
    if table.session:
        parts.append(b.Heading(table.name, 2))
    rows = [row for row in table.rows.all() if row.text]
    summary = summary_of(table, language) if whole else None
    said = _squeezed(summary.text) if summary else ""
    parts.append(_head(table))
    printed = [row for row in rows if not _is_told(row, said, language)]
    for item, found in groupby(sorted(printed, key=_place), key=lambda row: row.item):
        if item:
            parts.append(b.Heading(item.said(language), 3))
        parts += _tables(list(found), language)
    if any(row.is_uncleared for row in rows):
        parts.append(b.NoteBox((b.Paragraph(plain(uncleared())),)))
    if summary:
        parts += _summary(summary, language)
    return parts


def _is_told(row: NoteRow, said: str, language: str) -> bool:
    """Whether the summary says all that the row says, word for word: it is not printed twice then."""
    words = [row.text, *row.attributed(language).splitlines()]
    return row.kind not in HIGHLIGHTS and not _marks(row) and all(_squeezed(part) in said for part in words)


def _place(row: NoteRow) -> tuple[object, ...]:
    """Item by item of the agenda; first what was said in none of them."""
    return (row.item.day.date, row.item.order) if row.item else (date.min, 0)


def _tables(rows: list[NoteRow], language: str) -> list[b.Block]:
    parts = _table(_("General event highlights"), (row for row in rows if row.kind in HIGHLIGHTS), language)
    for kind in (NoteKind.PRACTICE, NoteKind.INTERVENTION):
        parts += _table(str(kind.label), (row for row in rows if row.kind == kind), language)
    return parts


def uncleared() -> str:
    return _("Interventions stand as recorded by the notetakers, not cleared by the State.")


def summary_of(table: NoteTable, language: str) -> NoteSummary | None:
    """The summary in a language, else in the other one; None while there is none."""
    written = {summary.language: summary for summary in table.summaries.all() if summary.text}
    return written.get(language) or written.get(other_language(language))


def when_of(table: NoteTable) -> str:
    """Like "19 May 2022, 12:30, UTC−6 (18:30 UTC)", in the language in force."""
    parts = [say_day(table.date)] if table.date else []
    if table.time:
        parts.append(f"{table.time:%H:%M}")
    if table.event.time_zone:
        parts.append(say_zone(table.event.time_zone, table.date))
    instant = table.starts_at
    utc = f" ({instant.astimezone(ZoneInfo('UTC')):%H:%M} UTC)" if instant else ""
    return ", ".join(parts) + utc


def notetakers_of(table: NoteTable) -> str:
    """The form's own line, else the persons named for the event; call with them prefetched."""
    return table.notetakers or ", ".join(one.membership.user.name for one in table.event.notetakers.all())


def _head(table: NoteTable) -> b.KeyValues:
    rows = [(_("Date and time"), when_of(table)), (_("Notetakers"), notetakers_of(table))]
    return b.KeyValues(tuple(b.KeyValue(label, plain(value)) for label, value in rows if value))


def _table(caption: str, rows: Iterable[NoteRow], language: str) -> list[b.Block]:
    """Points of one source stand in one cell, as the form has them."""
    cells = tuple(
        (_points(list(found), language), plain(attributed))
        for attributed, found in groupby(rows, key=lambda row: row.attributed(language))
    )
    if not cells:
        return []
    columns = (b.Column(_("Notes of the session"), 7), b.Column(_("Member State / UN / stakeholder"), 3))
    return [b.Table(caption, columns, cells, header_column=False, numbered=False)]


def _points(rows: list[NoteRow], language: str) -> b.Runs:
    runs: list[b.Run] = []
    for row in rows:
        lang = "" if row.language == language else row.language
        before = "\n" if runs else ""
        runs.append(b.Run(f"{before}• {row.text}", lang=lang))
        if marks := _marks(row):
            runs.append(b.Run(f" [{marks}]", "emphasis"))
    return tuple(runs)


def _marks(row: NoteRow) -> str:
    marks = []
    if row.kind in (NoteKind.CHALLENGE, NoteKind.NEXT_STEP):
        marks.append(str(NoteKind(row.kind).label))
    if numbers := row.objective_numbers:
        marks.append(_("objectives %(numbers)s") % {"numbers": ", ".join(map(str, numbers))})
    if letters := row.principle_letters:
        marks.append(_("principles %(letters)s") % {"letters": ", ".join(letters)})
    return "; ".join(marks)


def _summary(summary: NoteSummary, language: str) -> list[b.Block]:
    lang = "" if summary.language == language else summary.language
    parts: list[b.Block] = [b.Heading(_("Summary (500 words max)"), 2)]
    parts += [_headed(block, lang) for block in text_blocks(_parted(summary.text), lang)]
    counted = _("%(n)s of %(max)s words, headings included; dashes and bullets are not counted.")
    counted %= {"n": count_words(summary.text), "max": SUMMARY_WORDS}
    parts.append(b.Paragraph(plain(counted, style="emphasis")))
    return parts


def _headed(block: b.Prose, lang: str) -> b.Block:
    """A paragraph that is a heading of the form, as a heading."""
    words = "".join(run.text for run in block.runs).rstrip(":") if isinstance(block, b.Paragraph) else ""
    return b.Heading(words, 3, lang=lang) if _PART.fullmatch(words) else block


def _parted(text: str) -> str:
    """The headings of the form stand as paragraphs of their own."""
    return "\n".join(f"\n{line}\n" if _PART.fullmatch(line.strip().rstrip(":")) else line for line in text.split("\n"))


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
