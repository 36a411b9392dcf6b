"""The regional report as a block tree, one per language, from blocks and material that are already fetched."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.dates import say_day
from common.i18n import other_language, pick, sort_by_name
from publications import blocks as b
from publications.letterheads import CONFERENCE
from reporting.documents import annexes, chapters, comparison, notes, surveys
from reporting.documents.citations import cite_once
from reporting.enums import BlockKind
from reporting.models import Report
from reporting.models.report import ReportBlock
from reporting.queries.report import Material

LANGUAGE_NAME = {"en": "English", "es": "Español"}
BUILDERS: dict[str, chapters.Builder] = {
    BlockKind.AUTHORED: chapters.authored,
    BlockKind.OVERVIEW: chapters.overview,
    BlockKind.SOVEREIGNTY: chapters.sovereignty,
    BlockKind.MATRIX: chapters.matrix,
    BlockKind.GROUP: chapters.group,
    BlockKind.OBJECTIVE: chapters.objective,
    BlockKind.CHALLENGES: comparison.challenges,
    BlockKind.PRIORITIES: comparison.priorities,
    BlockKind.STATEMENTS: annexes.statements,
    BlockKind.PRACTICES: annexes.practices,
    BlockKind.FIGURES: annexes.figures,
    BlockKind.CONCLUSIONS: annexes.conclusions,
    BlockKind.CONTRIBUTORS: annexes.contributors,
    BlockKind.SOURCES: annexes.sources,
    BlockKind.NOTES: notes.notes,
    BlockKind.SURVEY: surveys.survey,
}
OWN_HEADING = (BlockKind.SOVEREIGNTY, BlockKind.OBJECTIVE)
ANNEXES = (BlockKind.CONTRIBUTORS, BlockKind.SOURCES)
"""Chapters that carry the word "Annex" in their heading instead of a number."""


@dataclass(frozen=True)
class Built:
    """A whole document, and which of its blocks came from which block of the report (by primary key)."""

    document: b.Document
    places: dict[UUID, range]


def build(report: Report, blocks: list[ReportBlock], m: Material, *, language: str, draft: bool, on: date) -> Built:
    """The whole report in one language. A generated block that has nothing to say leaves no heading behind."""
    with override(language):
        parts: list[b.Block] = [_cover(report, m, language, draft, on), b.Contents(_("Contents"), depth=2)]
        places: dict[UUID, range] = {}
        chapter = 0
        before = ""
        for block in blocks:
            start = len(parts)
            body = build_block(block, m, language)
            if body and block.kind not in OWN_HEADING:
                opens = block.level == 1 and bool(pick(block, "heading", language))
                numbered = opens and block.kind not in ANNEXES
                chapter += numbered
                parts += chapters.heading(
                    block,
                    language,
                    number=f"{roman(chapter)}." if numbered else "",
                    new_page=opens and _opens_page(report, block, before),
                )
                before = block.kind if opens else before
            parts += body
            places[block.pk] = range(start, len(parts))
        document = b.Document(
            title=pick(report, "title", language),
            language="es" if language == "es" else "en",
            date=on.isoformat(),
            subtitle=_subtitle(report, language),
            symbol=report.document.symbol or "",
            organization=CONFERENCE[language],
            draft=draft,
            blocks=tuple(cite_once(chapters.lead_to_what_stands(parts))),
        )
        return Built(document, places)


def build_block(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """The content of one block, without its heading. Call inside `override(language)`."""
    return BUILDERS[BlockKind(block.kind)](block, m, language)


def _opens_page(report: Report, block: ReportBlock, before: str) -> bool:
    """Does a chapter begin on a page of its own? The first does, and long ones: those of countries' own words.

    What follows them begins a page as well; short chapters, and all of a cycle compiled from the record, run on.
    """
    if not before:
        return True
    return not report.cycle.from_record and BlockKind.GROUP in (block.kind, before)


def roman(number: int) -> str:
    """1 to 39 in Roman numerals."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]


def _cover(report: Report, m: Material, language: str, draft: bool, on: date) -> b.Cover:
    other = other_language(language)
    countries = sort_by_name({c.country.pk: c.country for c in m.pinned.values()}.values(), language)
    marks = [report.document.symbol or "", LANGUAGE_NAME[language], say_day(on), _("Draft") if draft else ""]
    placeholder = [_("Demonstration: countries and texts are placeholders.")] if report.cycle.is_demonstration else []
    return b.Cover(
        title=pick(report, "title", language),
        subtitle=_subtitle(report, language),
        organization=CONFERENCE[language],
        organization_other=CONFERENCE[other],
        organization_other_lang=other,
        marks=tuple(filter(None, marks)),
        names=tuple(pick(country, "name", language) for country in countries),
        note=" ".join([*placeholder, _("A compilation; not necessarily the view of each member.")]),
    )


def _subtitle(report: Report, language: str) -> str:
    forum = pick(report.cycle, "forum", language) or pick(report.cycle, "name", language)
    return _("%(forum)s. Compiled by: %(scheme)s") % {"forum": forum, "scheme": pick(report.scheme, "name", language)}
