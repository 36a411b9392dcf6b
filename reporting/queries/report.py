"""What a regional report is made from: published contributions and the record, in a fixed number of queries."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Country
from accounts.seats import PUBLIC
from events.models import Conclusion, NoteRow
from objectives.models import Group, Objective, Principle
from practices.models import Practice
from publications.sourced import figures_in
from reporting.enums import AUDIENCE_WIDTH, PUBLISHED_AUDIENCES, Audience, BlockKind, TemplateAudience
from reporting.models import Call, Publication, Question, Report, Revision
from reporting.models.report import ReportBlock
from reporting.queries.notes import taken
from reporting.queries.results import Results, results
from sources.models import Figure, Source, Statement

FIGURE_SAYS = (
    "statement_en", "statement_es", "es_unofficial", "value", "unit_en", "unit_es", "year", "place_en", "place_es",
    "source_id", "cycle_code", "order",
)  # fmt: skip


@dataclass(frozen=True)
class Contribution:
    """One country's revision as far as a report's audience may read it; `answers` are those of its snapshot."""

    country: Country
    revision: Revision
    answers: tuple[dict[str, Any], ...]

    def on(self, objective: int | None) -> list[dict[str, Any]]:
        """Answers on one objective, or on the whole report (None), in template order."""
        return [answer for answer in self.answers if answer["objective"] == objective]

    @property
    def pin(self) -> dict[str, Any]:
        return {
            "country": self.country.code,
            "revision": str(self.revision.pk),
            "number": self.revision.number,
            "hash": self.revision.hash,
        }


@dataclass
class Material:
    """Everything a builder needs, already fetched."""

    report: Report
    contributions: list[Contribution]
    pinned: dict[str, Contribution] = field(default_factory=dict)
    objectives: dict[int, Objective] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    named_figures: dict[str, Figure] = field(default_factory=dict)
    conclusions: list[Conclusion] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    principles: dict[str, Principle] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    notes: dict[str, NoteRow] = field(default_factory=dict)
    surveys: dict[str, Results] = field(default_factory=dict)

    def of(self, block: ReportBlock) -> list[Contribution]:
        """The pinned contributions of a block that may still be quoted."""
        return [self.pinned[pin["revision"]] for pin in block.pins if pin.get("revision") in self.pinned]


def contributions(report: Report, *, only: Iterable[str] | None = None) -> list[Contribution]:
    """Published contributions of the cycle that the report's audience may read, embargo passed.

    `only` limits them to revisions pinned earlier, whichever publication now shows them.
    """
    rows = (
        Publication.objects.in_force()
        .filter(
            revision__assignment__call__cycle=report.cycle,
            audience__in=_readers(report),
        )
        .select_related("revision__assignment__country")
        .order_by("revision__assignment__country__code")
    )
    if only is not None:
        rows = rows.filter(revision_id__in=set(only))
    return [_contribution(row, report) for row in rows]


def material(report: Report, blocks: list[ReportBlock]) -> Material:
    """All that the blocks of a report are built from; the number of queries does not grow with countries."""
    pinned_ids = {pin["revision"] for block in blocks for pin in block.pins if "revision" in pin}
    pinned = contributions(report, only=pinned_ids) if pinned_ids else []
    code = report.cycle.code
    statements = Statement.objects.filter(cycle_code=code).select_related("country", "source")
    practices = Practice.objects.shown_to(PUBLIC).filter(cycle_code=code)
    figures = Figure.objects.filter(cycle_code=code).select_related("source")
    found = Material(
        report=report,
        contributions=contributions(report),
        pinned={str(c.revision.pk): c for c in pinned},
        objectives={o.number: o for o in Objective.objects.all()},
        groups=list(report.scheme.groups.prefetch_related("objectives").order_by("order")),
        statements=list(statements.prefetch_related("objectives")),
        practices=list(practices.select_related("source", "country").prefetch_related("objectives")),
        figures=list(figures.prefetch_related("objectives")),
        named_figures=figures_in(_texts(blocks)),
        notes=taken(blocks),
        surveys=surveys_of(report, blocks),
        principles={p.letter: p for p in Principle.objects.all()},
        questions={question.code: question for question in _asked_of_countries(report)},
        conclusions=list(Conclusion.objects.published().filter(cycle_code=code).select_related("event__source")),
    )
    rows: list[Any] = [*found.statements, *found.figures, *found.practices, *found.named_figures.values()]
    seen = {row.source_id: row.source for row in rows if row.source}
    seen |= {row.event.source_id: row.event.source for row in found.conclusions if row.event.source}
    found.sources = sorted(seen.values(), key=lambda source: source.code)
    return found


def figures_printed(report: Report) -> dict[str, str]:
    """By code, what each figure that the report prints or names says, as a hash."""
    used = Q(cycle_code=report.cycle.code) | Q(code__in=figures_in(_texts(report.blocks.all())))
    rows = Figure.objects.filter(used).prefetch_related("objectives")
    return {
        row.code: _digest([str(getattr(row, name)) for name in FIGURE_SAYS] + [o.number for o in row.objectives.all()])
        for row in rows
    }


def _texts(blocks: Iterable[ReportBlock]) -> list[str]:
    return [text for block in blocks for text in (block.text_en, block.text_es)]


def _asked_of_countries(report: Report) -> "QuerySet[Question]":
    """What the countries' contributions of the cycle answer; questionnaires have codes of their own."""
    of_cycle = Question.objects.filter(section__version__calls__cycle=report.cycle)
    return of_cycle.filter(section__version__template__audience=TemplateAudience.MEMBERS)


def surveys_of(report: Report, blocks: list[ReportBlock]) -> dict[str, Results]:
    """By call, the published results that blocks print, as far as its readers may; no query where none does."""
    wanted = [block.parameters.get("call") for block in blocks if block.kind == BlockKind.SURVEY]
    calls = Call.objects.questionnaires().filter(pk__in=wanted) if wanted else []
    return {str(call.pk): results(call, _readers(report)) for call in calls if call.has_results and not call.is_request}


def newer_revisions(found: list[Contribution], blocks: list[ReportBlock]) -> dict[str, int]:
    """By country code, the number of the revision published now where a block still quotes an earlier one.

    `found` is what is published now (`contributions`).
    """
    now = {c.country.code: c.revision.number for c in found}
    return {
        pin["country"]: now[pin["country"]]
        for block in blocks
        for pin in block.pins
        if "revision" in pin and now.get(pin["country"], 0) > pin["number"]
    }


def published_since(found: list[Contribution], blocks: list[ReportBlock]) -> list[Country]:
    """The countries that have something published now (`contributions`) of which no block holds anything."""
    held = {pin["country"] for block in blocks for pin in block.pins if "revision" in pin}
    return [c.country for c in found if c.country.code not in held]


def record_hash(rows: Iterable[Any]) -> str:
    """SHA-256 over the words of rows on record, so that a pin tells when they were edited."""
    content = [
        [str(row.pk), *(getattr(row, name, "") for name in ("text_en", "text_es", "statement_en", "title_en", "value"))]
        for row in rows
    ]
    return _digest(content)


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _readers(report: Report) -> list[str]:
    """The audiences that whatever the report prints must be for."""
    return [a for a in PUBLISHED_AUDIENCES if AUDIENCE_WIDTH[a] >= AUDIENCE_WIDTH[_audience(report)]]


def _audience(report: Report) -> Audience:
    return Audience(report.audience)


def _contribution(publication: Publication, report: Report) -> Contribution:
    needed = AUDIENCE_WIDTH[_audience(report)]
    narrowed = publication.narrowed
    revision = publication.revision
    answers = tuple(
        answer
        for answer in revision.snapshot["answers"]
        if AUDIENCE_WIDTH[Audience(narrowed.get(answer["id"], publication.audience))] >= needed
    )
    return Contribution(revision.assignment.country, revision, answers)
