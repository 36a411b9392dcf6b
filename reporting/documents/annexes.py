"""What stands behind the chapters: the record of the cycle, who contributed, what the words mean, the sources."""

from django.utils.translation import gettext as _

from common.dates import say_day
from common.i18n import pick
from events.models import Event
from publications import blocks as b
from publications.authoring import plain, text_blocks
from publications.sourced import source_note, source_runs
from reporting import phrases
from reporting.documents.chapters import by_country, paragraph, practice_runs, subheading
from reporting.documents.quotations import statement_quotation
from reporting.models.report import ReportBlock
from reporting.queries.report import Material
from sources.models import Statement

HEADINGS = {
    Statement.Kind.CONTEXT: lambda: _("Regional context"),
    Statement.Kind.HIGHLIGHT: lambda: _("Highlights"),
    Statement.Kind.INTERVENTION: lambda: _("Interventions from the floor"),
    Statement.Kind.REQUEST: lambda: _("What was asked for"),
    Statement.Kind.CLOSING: lambda: _("Closing"),
}


def statements(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """Words on record that belong to no single objective, by kind."""
    parts: list[b.Block] = []
    for kind in Statement.Kind:
        found = [s for s in m.statements if s.kind == kind and not s.objectives.all()]
        if found:
            title = HEADINGS[kind]() if kind in HEADINGS else str(kind.label)
            parts.append(b.Heading(title, 2, f"statements-{kind.value}"))
            parts += [statement_quotation(s, language) for s in found]
    return parts


def practices(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """The practices of the cycle with where they are published; inferred objectives are marked."""
    if not m.practices:
        return []
    rows = []
    for practice in m.practices:
        numbers = ", ".join(str(o.number) for o in practice.objectives.all())
        mark = f" ({_('inferred')})" if numbers and practice.objectives_inferred else ""
        status = f"{practice.get_status_display()}. {pick(practice, 'repository', language)}".strip(". ")
        rows.append((practice_runs(practice, language), plain(f"{numbers}{mark}" or "–"), plain(status or "–")))
    columns = (b.Column(_("Practice"), 5), b.Column(_("Objectives"), 2), b.Column(_("Status"), 4))
    sources = "; ".join(sorted({pick(p.source, "title", language) for p in m.practices if p.source}))
    table = b.Table(_("Good practices of the cycle"), columns, tuple(rows), source=sources)
    return [table, *_practices_by_group(m, language, sources)]


def _practices_by_group(m: Material, language: str, source: str) -> list[b.Block]:
    """How many practices stand in each chapter, drawn where more than one chapter holds any."""
    counts = [
        (group, sum(not holds.isdisjoint(p.objectives.all()) for p in m.practices))
        for group in m.groups
        if (holds := set(group.objectives.all()))
    ]
    if sum(count > 0 for _group, count in counts) < 2:
        return []
    dates = {p.source.date for p in m.practices if p.source and p.source.date}
    return [
        b.BarChart(
            _("Good practices of the cycle, by chapter of this report"),
            _("Chapter"),
            tuple(b.Bar(pick(group, "name", language), count) for group, count in counts),
            _("Practices"),
            source=source,
            date=max(dates).isoformat() if dates else "",
        ),
        paragraph(_("A practice that concerns several objectives counts once in each chapter that holds one of them.")),
    ]


def figures(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """Every figure on record with its source."""
    if not m.figures:
        return []
    rows = tuple(
        (
            plain(pick(f, "statement", language)),
            plain(f.value),
            plain(f.year or "–"),
            plain(pick(f.source, "title", language)),
        )
        for f in m.figures
    )
    columns = (b.Column(_("Figure"), 5), b.Column(_("Value"), 2), b.Column(_("Year"), 1), b.Column(_("Source"), 4))
    return [b.Table(_("Figures on the record, each with its source"), columns, rows)]


def conclusions(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """The conclusions that concern the cycle, verbatim."""
    parts: list[b.Block] = []
    event = None
    for row in m.conclusions:
        if row.event != event:
            event = row.event
            parts.append(_conclusions_line(m, event, language))
        text, lang = (row.text_es, "") if language == "es" and row.text_es else (row.text_en, "")
        if language == "es" and not row.text_es:
            lang = "en"
        parts.append(
            b.Quotation(
                text_blocks(text, lang),
                attribution=_("Conclusion %(reference)s") % {"reference": row.reference} if row.reference else "",
            )
        )
    return parts


def contributors(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """Who contributed, by revision, date and the first characters of its hash."""
    found = by_country(m.of(block), language)
    if not found:
        return [paragraph(_("Contributions of Member Countries: not held in this portal."))]
    rows = tuple(
        (
            plain(pick(c.country, "name", language)),
            plain(str(c.revision.number)),
            plain(say_day(c.revision.submitted_at)),
            plain(", ".join(str(n) for n in sorted({a["objective"] for a in c.answers if a["objective"]})) or "–"),
            plain(c.revision.hash[:12]),
        )
        for c in found
    )
    columns = (
        b.Column(_("Member Country"), 3),
        b.Column(_("Revision"), 2),
        b.Column(_("Submitted"), 3),
        b.Column(_("Objectives printed"), 6),
        b.Column(_("Fingerprint"), 3),
    )
    return [
        b.Table(_("Contributions this report was compiled from"), columns, rows),
        paragraph(
            _(
                "The fingerprint is the beginning of the SHA-256 of the revision; the edition keeps it whole in its "
                "manifest, so that each quotation can be traced to what the country submitted."
            )
        ),
    ]


def sources(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """The words used for counts, and the sources of what is on the record."""
    columns = (b.Column(_("Word"), 1), b.Column(_("Stands for"), 4))
    rows = tuple((plain(word), plain(meaning)) for word, meaning in phrases.thresholds())
    parts: list[b.Block] = [
        subheading(_("Words used for counts")),
        b.Table(_("Words used for counts of countries"), columns, rows),
    ]
    if m.sources:
        items = tuple(b.ListItem(source_runs(source, language)) for source in m.sources)
        parts += [subheading(_("Sources of what is on the record")), b.BulletList(items)]
    return parts


def _conclusions_line(m: Material, event: Event, language: str) -> b.Paragraph:
    """What stands above the conclusions of one meeting: which it was, the source, and whose translation it is."""
    ours = [row for row in m.conclusions if row.event == event and row.text_es and row.es_unofficial]
    mark = f" [{_('unofficial translation')}]" if ours and language == "es" else ""
    line = _("%(event)s recorded:") % {"event": _event_line(event, language)}
    note = source_note(event.source, language) if event.source else None
    return b.Paragraph((b.Run(line[:-1] + mark, note=note), b.Run(line[-1:])), numbered=True)


def _event_line(event: Event, language: str) -> str:
    parts = [pick(event, "name", language), pick(event, "place", language)]
    if event.starts:
        parts.append(say_day(event.starts))
    return ", ".join(filter(None, parts))
