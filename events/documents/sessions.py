"""The report of an event's sessions as a block tree: what each reported, then its findings side by side."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.i18n import pick
from events.comparison import Column, all_accepted, compared, text_of
from events.documents.frame import ORGANIZATION, code_of, dated, days_and_place
from events.enums import FindingKind
from events.models import Event, SessionReport
from publications import blocks as b
from publications.authoring import plain, text_blocks


def build_sessions_report(event: Event, reports: Sequence[SessionReport], language: str) -> b.Document:
    """Call it with `comparison.with_findings`. A draft until every report is part of the record."""
    with override(language):
        parts: list[b.Block] = [b.NoteBox((b.Paragraph(plain(uncleared())),)), _table(reports, language)]
        parts.append(b.Heading(_("Reports of the rapporteurs"), 1))
        for report in reports:
            parts += _report(report, language)
        topics = compared(reports)
        if topics:
            parts.append(b.Heading(_("Findings of the sessions, side by side"), 1))
        columns = (b.Column(_("Session"), 3), b.Column(_("Findings"), 9))
        for topic in topics:
            rows = tuple((plain(_named(column)), _points(column, language)) for column in topic.columns)
            parts.append(b.Table(topic.label, columns, rows, numbered=False))
        return b.Document(
            title=_("Report of the sessions"),
            language=code_of(language),
            date=dated(event),
            subtitle=f"{pick(event, 'name', language)}. {days_and_place(event, language)}".rstrip(". ") + ".",
            organization=ORGANIZATION[language],
            draft=not all_accepted(reports),
            blocks=tuple(parts),
        )


def uncleared() -> str:
    """What stands at the head of findings, on pages as in print: a State may be named in them."""
    return _("Findings and reports stand as recorded by the notetakers and rapporteurs, not cleared by any State.")


def _table(reports: Sequence[SessionReport], language: str) -> b.Table:
    """What each session was about."""
    columns = (
        b.Column(_("Session"), 3), b.Column(_("Title"), 6), b.Column(_("Objectives"), 3), b.Column(_("Method"), 3),
    )  # fmt: skip
    rows = tuple(
        (
            plain(_called(report, language)),
            plain(pick(report.session, "title", language)),
            plain(", ".join(str(objective.number) for objective in report.session.objectives.all()) or "–"),
            plain(str(report.session.get_method_display()) or "–"),
        )
        for report in reports
    )
    return b.Table(_("Sessions"), columns, rows, numbered=False)


def _report(report: SessionReport, language: str) -> list[b.Block]:
    title = f"{_called(report, language)}. {pick(report.session, 'title', language)}"
    parts: list[b.Block] = [b.Heading(title, 2)]
    if not report.is_accepted:
        parts.append(b.NoteBox((b.Paragraph(plain(_("This report is not part of the record yet."))),)))
    text = text_of(report, language)
    if text:
        if text.language != language:
            parts.append(b.Paragraph(plain(_("Translation pending"), style="emphasis")))
        parts += text_blocks(text.text, "" if text.language == language else text.language)
    else:
        parts.append(b.Paragraph(plain(_("No report yet."), style="emphasis")))
    return parts


def _points(column: Column, language: str) -> b.Runs:
    runs: list[b.Run] = []
    for finding in column.findings:
        lang = "" if finding.language == language else finding.language
        runs.append(b.Run(f"{chr(10) if runs else ''}• {finding.text}", lang=lang))
        if marks := marks_of(finding.said_by, finding.kind, finding.item.said(language) if finding.item else ""):
            runs.append(b.Run(f" [{marks}]", "emphasis"))
    return tuple(runs)


def marks_of(said_by: str, kind: str, item: str = "") -> str:
    """Whom a finding comes from, that it is another group's comment, and the item in which it was said."""
    comment = str(FindingKind.COMMENT.label) if kind == FindingKind.COMMENT else ""
    return "; ".join(filter(None, [comment, said_by, item]))


def _called(report: SessionReport, language: str) -> str:
    return f"{pick(report.session, 'label', language)} {report.session.code}"


def _named(column: Column) -> str:
    return column.session.name
