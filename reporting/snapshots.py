"""What a revision freezes: the answers of a working copy as one canonical JSON value.

Shape::

    {"template": {"code", "version"}, "cycle": code, "country": code, "language": source language most used,
     "answers": [{"id", "question", "type", "objective", "kind", "source_language", "audience", "choices",
                  "texts": {"en": {"text", "state", "stale"}, "es": {…}}, "items": [{"id", "data"}]}]}

A practice of the register that an answer names stands with its titles of that moment: what was cleared does not change
with the register. Answers stand in the order of the template; those that say nothing, and those for the own country
only, are left out.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.models import Country
from common.i18n import LANGUAGES, other_language
from practices.models import Practice
from reporting.enums import AnswerKind, Audience, QuestionType, TranslationState
from reporting.models import Answer, AnswerItem, AnswerText, Assignment, Question


def answers_of(assignment: Assignment) -> list[Answer]:
    """Every answer of the working copy with question, texts and items, in template order: four queries.

    A question is asked of each objective, so it is fetched once and shared, not built again for every answer.
    """
    questions = Question.objects.select_related("section")
    answers = list(
        Answer.objects.filter(assignment=assignment)
        .prefetch_related(Prefetch("question", questions))
        .order_by("question__section__order", "objective", "question__order")
    )
    _attach(answers, "texts", AnswerText.objects.order_by("language"))
    _attach(answers, "items", AnswerItem.objects.order_by("position", "id"))
    return answers


def _attach(answers: list[Answer], name: str, rows: "QuerySet[Any]") -> None:
    """What `prefetch_related` does, which for each answer also composes the query that it spares: of two hundred
    answers, that takes longer than all else. `answer.texts.all()` is a plain list: it cannot be filtered further.
    """
    answer_of = {answer.pk: answer for answer in answers}
    found: dict[UUID, list[Any]] = {pk: [] for pk in answer_of}
    for row in rows.filter(answer__in=answers):
        row.answer = answer_of[row.answer_id]
        found[row.answer_id].append(row)
    for answer in answers:
        vars(answer).setdefault("_prefetched_objects_cache", {})[name] = found[answer.pk]


def snapshot(
    assignment: Assignment,
    *,
    objectives: Iterable[int],
    includes_whole: bool,
    answers: list[Answer] | None = None,
) -> dict[str, Any]:
    """The canonical value of a subset: the answers on the named objectives, and on the whole report if asked.

    An answer for the own country only never enters it, so that nothing made from a revision can hold its words.
    """
    chosen = set(objectives)
    version = assignment.call.template_version
    rows = answers if answers is not None else answers_of(assignment)
    included = [
        answer
        for answer in rows
        if (includes_whole if answer.objective_id is None else answer.objective_id in chosen)
        and says_something(answer)
        and answer.audience != Audience.OWN
    ]
    titles = _titles_of_practices(included, assignment.country)
    return {
        "template": {"code": version.template.code, "version": version.number},
        "cycle": assignment.call.cycle.code,
        "country": assignment.country.code,
        "answers": [_answer_value(answer, titles) for answer in included],
    }


def _titles_of_practices(answers: list[Answer], country: Country) -> dict[str, dict[str, str]]:
    """{id: {title_en, title_es}} of the practices of the register that are named: one query, if any is.

    One of another country that is no longer open to everybody keeps the titles that the item had.
    """
    named = {
        item.data["practice"]
        for answer in answers
        if answer.question.type == QuestionType.PRACTICES
        for item in answer.items.all()
        if item.data.get("practice")
    }
    rows = Practice.objects.nameable(country).filter(pk__in=named) if named else ()
    return {str(row.pk): {"title_en": row.title_en, "title_es": row.title_es} for row in rows}


def _answer_value(answer: Answer, titles: dict[str, dict[str, str]]) -> dict[str, Any]:
    """One answer as frozen."""
    texts = {row.language: row for row in answer.texts.all()}
    return {
        "id": str(answer.pk),
        "question": answer.question.code,
        "type": answer.question.type,
        "objective": answer.objective_id,
        "kind": answer.kind,
        "source_language": answer.source_language,
        "audience": answer.audience,
        "choices": answer.choices,
        "texts": {
            language: {
                "text": texts[language].text,
                "state": texts[language].state,
                "stale": is_stale(texts[language], texts.get(other_language(language)), answer.source_language),
            }
            for language in LANGUAGES
            if language in texts and texts[language].text
        },
        "items": [
            {"id": str(item.pk), "data": item.data | titles.get(item.data.get("practice", ""), {})}
            for item in answer.items.all()
        ],
    }


def says_something(answer: Answer) -> bool:
    """Does the answer hold a text, a choice, an item, or an explicit word instead of one?

    "Reported" alone is a word only where it is the question: a text that was emptied again says nothing.
    """
    if answer.kind and (answer.kind != AnswerKind.REPORTED or answer.question.type == QuestionType.STATEMENT):
        return True
    return holds_content(answer)


def holds_content(answer: Answer) -> bool:
    """Does the answer hold a text, a choice or an item?"""
    return bool(answer.choices or any(row.text for row in answer.texts.all()) or len(answer.items.all()))


def is_stale(row: AnswerText, source: AnswerText | None, source_language: str) -> bool:
    """Has the source moved since this text was translated from it?"""
    return bool(
        source
        and source_language
        and row.language != source_language
        and row.state != TranslationState.NONE
        and row.based_on < source.version
    )


def digest(value: dict[str, Any], previous_hash: str = "") -> str:
    """SHA-256 (hex) of the canonical JSON, chained to the hash before it."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{canonical}".encode()).hexdigest()


def reported_objectives(value: dict[str, Any]) -> list[int]:
    """The distinct objectives that a snapshot says something about, in order."""
    return sorted({answer["objective"] for answer in value["answers"] if answer["objective"]})
