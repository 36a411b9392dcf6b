"""A zero draft from evidence: pillars, round tables, priorities that countries published, what the record asks for.

Every proposed paragraph carries what it rests on. Nothing is attributed to a State beyond what it published itself.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.i18n import LANGUAGES, pick
from declarations.actions.drafts import Proposed
from declarations.enums import Kind
from declarations.models import Draft
from declarations.styles import template
from events.models import Conclusion
from events.verbs import CALLS_FOR_ACTION
from objectives.models import Group, Objective
from reporting.enums import QuestionType
from reporting.models import PublishedAnswer
from sources.models import Statement

Build = Callable[[str], str]
"""A paragraph in a language, called while that language is active."""
PILLARS, ROUND_TABLES = "rcm_pillars", "imrf_roundtables"
MOST_ANSWERS = 40


def blank(style: str) -> list[Proposed]:
    """The skeleton of a style."""
    return [Proposed(*row) for row in template(style).skeleton]


def earlier(draft: Draft) -> list[Proposed]:
    """The paragraphs of another declaration's draft, to begin with."""
    return [Proposed(Kind(row.kind), row.text_en, row.text_es) for row in draft.paragraphs.order_by("order")]


def from_record(*, style: str, cycle_code: str, seat: Seat) -> list[Proposed]:
    """Proposed paragraphs from what a seat reads of a cycle, in the order chapeau, recalling, points, thanks."""
    chapeau = [row for row in blank(style) if row.kind == Kind.CHAPEAU]
    points = [row for row in blank(style) if row.kind == Kind.HEADING]
    groups = Group.objects.select_related("scheme").prefetch_related("objectives").order_by("order")
    recalling = [
        *_round_tables(groups.filter(scheme__code=ROUND_TABLES)),
        *_priorities(PublishedAnswer.objects.visible_to(seat).filter(cycle__code=cycle_code)),
        *_noted(Conclusion.objects.visible_to(seat).filter(cycle_code=cycle_code).select_related("event")),
    ]
    points += [
        *(_pillar(group) for group in groups.filter(scheme__code=PILLARS)),
        *_asked(Conclusion.objects.visible_to(seat).filter(cycle_code=cycle_code).select_related("event")),
        *_requested(Statement.objects.filter(cycle_code=cycle_code, kind=Statement.Kind.REQUEST)),
    ]
    return [*chapeau, *recalling, *points, _thanks()]


def _said(kind: Kind, build: Build, bases: Iterable[tuple[str, object]] = ()) -> Proposed:
    """The same paragraph built once in each language."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = build(language)
    return Proposed(kind, words["en"], words["es"], tuple(bases))


def _round_tables(groups: Iterable[Group]) -> list[Proposed]:
    """One paragraph that names what the round tables of the forum are about."""
    rows = list(groups)
    if not rows:
        return []

    def build(language: str) -> str:
        topics = "; ".join(pick(row, "topic", language) or pick(row, "name", language) for row in rows)
        words = _("Recalling that the forum reviews the Global Compact in round tables on: %(topics)s,")
        return words % {"topics": topics}

    return [_said(Kind.PREAMBULAR, build, [("group", row) for row in rows])]


def _priorities(answers: Iterable[PublishedAnswer]) -> list[Proposed]:
    """One paragraph that names the objectives found among published priorities, in the order of the Compact."""
    rows = [row for row in list(answers)[: MOST_ANSWERS * 20] if row.type == QuestionType.PRIORITIES][:MOST_ANSWERS]
    numbers = {item.get("objective") for row in rows for item in row.items}
    known = [number for number in numbers if isinstance(number, int)]
    objectives = list(Objective.objects.filter(number__in=known).order_by("number"))
    if not objectives:
        return []

    def build(language: str) -> str:
        named = "; ".join(f"{row.number}. {pick(row, 'short', language)}" for row in objectives)
        return _("Taking into account the priorities that Member Countries published, among them: %(named)s,") % {
            "named": named
        }

    bases: list[tuple[str, object]] = [("objective", row) for row in objectives]
    return [_said(Kind.PREAMBULAR, build, [*bases, *(("answer", row) for row in rows)])]


def _noted(conclusions: Iterable[Conclusion]) -> list[Proposed]:
    """What the conclusions take note of or encourage is recalled, verbatim."""
    return [
        _said(Kind.PREAMBULAR, _quoting(row), [("conclusion", row)])
        for row in conclusions
        if row.reference and "take_note" in row.verbs
    ]


def _asked(conclusions: Iterable[Conclusion]) -> list[Proposed]:
    """What the conclusions ask for becomes a point, verbatim."""
    return [
        _said(Kind.OPERATIVE, _quoting(row), [("conclusion", row)])
        for row in conclusions
        if row.reference and CALLS_FOR_ACTION & set(row.verbs) and "thank" not in row.verbs
    ]


def _quoting(row: Conclusion) -> Build:
    """Words around a conclusion; each language quotes its own version, and leads in the other where it has none."""

    def build(language: str) -> str:
        values = {
            "ref": row.reference, "event": pick(row.event, "name", language),
            "text": pick(row, "text", language).rstrip(" .;"),
        }  # fmt: skip
        if "take_note" in row.verbs:
            return _("Recalling conclusion %(ref)s of %(event)s: “%(text)s”,") % values
        return _("To give effect to conclusion %(ref)s of %(event)s: “%(text)s”;") % values

    return build


def _pillar(group: Group) -> Proposed:
    def build(language: str) -> str:
        return _("To continue joint work on: %(pillar)s;") % {"pillar": pick(group, "name", language)}

    objectives = [("objective", row) for row in group.objectives.all()]
    return _said(Kind.OPERATIVE, build, [("group", group), *objectives])


def _requested(statements: Iterable[Statement]) -> list[Proposed]:
    """What was asked for on record is offered in brackets: nobody has agreed on it."""

    def build_of(row: Statement) -> Build:
        def build(language: str) -> str:
            return _("[To consider what was suggested at %(occasion)s: “%(text)s”;]") % {
                "occasion": pick(row, "occasion", language),
                "text": pick(row, "text", language).rstrip(" ."),
            }

        return build

    return [_said(Kind.OPERATIVE, build_of(row), [("statement", row)]) for row in statements]


def _thanks() -> Proposed:
    return _said(Kind.THANKS, lambda language: _("They thank the host country and the Executive Secretariat."))
