"""The outline that the builder proposes for a regional report: which blocks, in which order, with which headings.

Headings and opening texts are the Secretariat's to change from then on.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.i18n import pick
from objectives.models import Group
from reporting.enums import BlockKind
from reporting.models import Call, Report
from reporting.models.report import ReportBlock

T = TypeVar("T")


def propose(
    report: Report, groups: list[Group], objectives: list[int], surveys: Sequence[Call] = ()
) -> list[ReportBlock]:
    """Unsaved blocks in order. An objective is printed in the first group that holds it; later groups point there."""
    rows: list[dict[str, Any]] = [
        _row(BlockKind.AUTHORED, 1, "introduction", lambda: _("Introduction"), _introduction(report)),
        _row(BlockKind.OVERVIEW, 2, "", lambda: _("Contributions")),
        _row(BlockKind.SOVEREIGNTY, 2, "", lambda: _("Participation and sovereignty"), _both(_sovereignty)),
        _row(BlockKind.MATRIX, 2, "", lambda: _("Index of published texts")),
    ]
    placed: set[int] = set()
    for group in groups:
        numbers = sorted(o.number for o in group.objectives.all())
        here = [n for n in numbers if n not in placed]
        parameters = {"group": group.code, "objectives": here, "elsewhere": [n for n in numbers if n in placed]}
        rows.append(_group_row(group, parameters))
        rows += [_row(BlockKind.OBJECTIVE, 2, parameters={"objective": n}) for n in here]
        placed.update(here)
    if rest := [n for n in objectives if n not in placed]:
        outside = _row(BlockKind.GROUP, 1, "", lambda: _("Objectives outside this scheme"))
        rows.append(outside | {"parameters": {"group": "", "objectives": rest, "elsewhere": []}})
        rows += [_row(BlockKind.OBJECTIVE, 2, parameters={"objective": n}) for n in rest]
    rows += [
        _row(BlockKind.CHALLENGES, 1, "", lambda: _("Challenges across objectives")),
        _row(BlockKind.PRIORITIES, 1, "", lambda: _("Priorities")),
        *(_survey_row(call) for call in surveys),
        _row(BlockKind.STATEMENTS, 1, "", lambda: _("On the record of the cycle")),
        _row(BlockKind.PRACTICES, 1, "", lambda: _("Good practices")),
        _row(BlockKind.FIGURES, 1, "", lambda: _("Figures")),
        _row(BlockKind.CONCLUSIONS, 1, "", lambda: _("Conclusions that concern the cycle")),
        _row(BlockKind.CONTRIBUTORS, 1, "", lambda: _("Annex 1. Contributions")),
        _row(BlockKind.SOURCES, 1, "", lambda: _("Annex 2. Words and sources")),
    ]
    return [ReportBlock(report=report, position=place * 10, **row) for place, row in enumerate(rows, start=1)]


def moved(blocks: list[ReportBlock], block: ReportBlock, *, up: bool) -> list[ReportBlock] | None:
    """The blocks in the order after one was moved up or down a place; None where it stands at that end already.

    A chapter moves with all that belongs to it; a section moves within its chapter, behind the chapter's head.
    """
    chapters = _chapters(blocks)
    home = next(chapter for chapter in chapters if block in chapter)
    if block == home[0]:
        return _flat(_swapped(chapters, chapters.index(home), up))
    head, sections = home[:1], home[1:]
    order = _swapped(sections, sections.index(block), up)
    return _flat([head + order if chapter is home else chapter for chapter in chapters]) if order else None


def _chapters(blocks: list[ReportBlock]) -> list[list[ReportBlock]]:
    """Each block of the first level with those that follow it."""
    found: list[list[ReportBlock]] = []
    for block in blocks:
        if block.level == 1 or not found:
            found.append([])
        found[-1].append(block)
    return found


def _swapped(things: list[T], place: int, up: bool) -> list[T]:
    """The list with the thing at `place` and its neighbour exchanged; empty where there is no neighbour."""
    other = place - 1 if up else place + 1
    if not 0 <= other < len(things):
        return []
    order = list(things)
    order[place], order[other] = order[other], order[place]
    return order


def _flat(chapters: list[list[ReportBlock]]) -> list[ReportBlock] | None:
    return [block for chapter in chapters for block in chapter] or None


def _row(kind: str, level: int, code: str = "", heading: Any = None, text: Any = None, **fields: Any) -> dict[str, Any]:
    """One block; `heading` is translated into both languages, `text` is a pair."""
    headings = _both(heading) if heading else {"en": "", "es": ""}
    texts = text or {"en": "", "es": ""}
    return {
        "kind": kind,
        "level": level,
        "heading_en": headings["en"],
        "heading_es": headings["es"],
        "text_en": texts["en"],
        "text_es": texts["es"],
        **fields,
    }


def _both(words: Any) -> dict[str, str]:
    found = {}
    for language in ("en", "es"):
        with override(language):
            found[language] = str(words())
    return found


def _group_row(group: Group, parameters: dict[str, Any]) -> dict[str, Any]:
    row = _row(BlockKind.GROUP, 1)
    return row | {
        "heading_en": pick(group, "name", "en"),
        "heading_es": pick(group, "name", "es"),
        "parameters": parameters,
    }


def _survey_row(call: Call) -> dict[str, Any]:
    """A questionnaire whose results are read, under its own name."""
    template = call.template_version.template
    return _row(BlockKind.SURVEY, 1) | {
        "heading_en": pick(template, "name", "en"),
        "heading_es": pick(template, "name", "es"),
        "parameters": {"call": str(call.pk)},
    }


def _sovereignty() -> str:
    return _(
        "Participation does not imply a position on the Compact; "
        "national sovereignty (paragraph 15 c) guides this work."
    )


def _introduction(report: Report) -> dict[str, str]:
    """What the report is and the mandate the cycle rests on. The presidency's instruction is to those who write it."""
    cycle = report.cycle
    texts = {}
    for language in ("en", "es"):
        with override(language):
            opening = _(
                "This report compiles what is published for the cycle “%(cycle)s”, by objective of the Global Compact "
                "for Safe, Orderly and Regular Migration^[General Assembly resolution 73/195 of 19 December 2018, "
                "annex.], in the order of: %(scheme)s."
            ) % {"cycle": pick(cycle, "name", language), "scheme": pick(report.scheme, "name", language)}
        texts[language] = "\n\n".join(filter(None, [opening, pick(cycle, "mandate", language)]))
    return texts
