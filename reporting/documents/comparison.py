"""What joins countries across objectives: challenges and priorities named, in neutral words and without an order."""

from collections import Counter

from django.utils.translation import gettext as _

from common.i18n import pick
from publications import blocks as b
from publications.authoring import plain
from reporting import phrases
from reporting.documents.chapters import by_country, paragraph
from reporting.documents.quotations import country_quotation
from reporting.enums import QuestionType, ReportPlace
from reporting.models import Question
from reporting.models.report import ReportBlock
from reporting.queries.report import Contribution, Material


def challenges(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """How many countries named which challenge, in neutral words; numbers only where the rule allows. One list after
    the other, should the form ask for several.
    """
    asked = [question for question in m.questions.values() if question.place == ReportPlace.CHALLENGES]
    lists = [(question, told) for question in asked if (told := _challenges_of(question, m.of(block), language))]
    if not lists:
        return []
    marked = _("Countries marked the challenges they met from a list.")
    parts: list[b.Block] = [paragraph(f"{marked} {_how_counted()}")]
    for question, told in lists:
        if len(lists) > 1:
            parts.append(paragraph(pick(question, "label", language)))
        parts += told
    return parts


def _challenges_of(question: Question, found: list[Contribution], language: str) -> list[b.Block]:
    """The table of one question's list, and bars where every number in it may be printed."""
    named: Counter[str] = Counter()
    for contribution in found:
        named.update({t for a in contribution.answers if a["question"] == question.code for t in a["choices"]})
    if not named:
        return []
    of = len(found)
    labels = {choice["code"]: choice[language] for choice in question.choices}
    order = [choice["code"] for choice in question.choices if named[choice["code"]]]
    said = [(labels[code], named[code]) for code in order]
    caption = _("Challenges named by the countries that contributed")
    parts: list[b.Block] = [_named_by(caption, _("Challenge"), said, of)]
    if len(said) > 1 and all(phrases.may_print(count, of) for _label, count in said):
        parts.append(
            b.BarChart(
                caption,
                _("Challenge"),
                tuple(b.Bar(label, count) for label, count in said),
                _("Countries"),
                source=_("contributions of the Member Countries"),
            )
        )
    return parts


def _how_counted() -> str:
    return _(
        "The words one, some, several, most and all are defined in the annex. A figure follows in brackets only where "
        "at least three States stand on each side of it; otherwise the word stands alone."
    )


def _named_by(caption: str, what: str, said: list[tuple[str, int]], of: int) -> b.Table:
    """A table of what was named, by how many of `of` countries in words, with the figure where it may be printed."""
    columns = (b.Column(what, 3), b.Column(_("Named by"), 4))
    rows = tuple((plain(label), plain(_word(count, of))) for label, count in said)
    return b.Table(caption, columns, rows, source=_("contributions of the Member Countries"))


def priorities(block: ReportBlock, m: Material, language: str) -> list[b.Block]:
    """Side by side by objective, in words and without an order among countries; then each country's own words."""
    parts = _priorities_by_objective(m.of(block), m, language)
    for contribution in by_country(m.of(block), language):
        answers = tuple(a for a in contribution.on(None) if a["type"] == QuestionType.PRIORITIES)
        only = Contribution(contribution.country, contribution.revision, answers)
        if quotation := country_quotation(only, None, m, language):
            parts.append(quotation)
    return parts


def _priorities_by_objective(found: list[Contribution], m: Material, language: str) -> list[b.Block]:
    """The objectives that distinct countries named among their priorities, in the order of the Compact."""
    named: Counter[int] = Counter()
    for contribution in found:
        answers = [a for a in contribution.on(None) if a["type"] == QuestionType.PRIORITIES]
        numbers = {item["data"].get("objective") for a in answers for item in a["items"]}
        named.update(number for number in numbers if number in m.objectives)
    if not named:
        return []
    said = [(f"{n}. {pick(m.objectives[n], 'short', language)}", named[n]) for n in sorted(named)]
    return [
        paragraph(
            _(
                "Countries named their priorities in their own order. The table says by how many each objective was "
                "named, in the order of the Compact; it ranks neither objectives nor countries. Priorities in "
                "countries' own words follow."
            )
            + f" {_how_counted()}"
        ),
        _named_by(_("Objectives that countries named among their priorities"), _("Objective"), said, len(found)),
    ]


def _word(count: int, of: int) -> str:
    """ "Several Member Countries (3 of 6)"."""
    word = phrases.countries(count, of)
    figure = _("%(count)s of %(of)s") % {"count": count, "of": of}
    return f"{word} ({figure})" if phrases.may_print(count, of) else word
