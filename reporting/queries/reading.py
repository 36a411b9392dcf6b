"""A snapshot made readable: answers by objective with labels, choices and items in words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from common.i18n import current_language, other_language, pick
from objectives.models import Objective, Principle
from reporting.enums import AnswerKind, QuestionType
from reporting.items import item_text
from reporting.models import Assignment, Question, Thread


def readable(answers: list[dict[str, Any]], assignment: Assignment) -> list[dict[str, Any]]:
    """What the answers of an assignment say, in the words of the template it was asked with.

    [{objective, answers: [{id, label, kind, texts, choices, items, audience}]}] in order, the whole report last.

    Four queries at most, whatever the number of answers.
    """
    questions, principles = _words_of(assignment)
    objectives = {o.number: o for o in Objective.objects.all()}
    found: dict[int | None, list[dict[str, Any]]] = {}
    for answer in answers:
        found.setdefault(answer["objective"], []).append(_answer(answer, questions, principles))
    order = sorted(found, key=lambda number: number or 99)
    return [{"number": n, "objective": objectives.get(n) if n else None, "answers": found[n]} for n in order]


def passages(threads: Iterable[Thread], assignment: Assignment) -> dict[UUID, dict[str, Any]]:
    """By thread, the answer that it is about as its revision holds it, readable as in `readable`. Two queries."""
    questions, principles = _words_of(assignment)
    return {
        thread.pk: _answer(answer, questions, principles)
        for thread in threads
        for answer in thread.revision.snapshot["answers"]
        if answer["id"] == str(thread.answer_id)
    }


def _words_of(assignment: Assignment) -> tuple[dict[str, Question], dict[str, str]]:
    """The questions of the template that the assignment was asked with, by code, and the principles by letter."""
    asked = Question.objects.filter(section__version__calls=assignment.call_id)
    return {question.code: question for question in asked}, {
        p.letter: pick(p, "title") for p in Principle.objects.all()
    }


def _answer(answer: dict[str, Any], questions: dict[str, Question], principles: dict[str, str]) -> dict[str, Any]:
    question = questions.get(answer["question"])
    language = current_language()
    labels = {c["code"]: c[language] for c in question.choices} if question else {}
    labels |= principles
    first = language if language in answer["texts"] else other_language(language)
    texts = [
        {"language": code, **answer["texts"][code], "is_source": code == answer["source_language"]}
        for code in (first, other_language(first))
        if code in answer["texts"]
    ]
    return {
        "id": answer["id"],
        "question": answer["question"],
        "type": answer["type"],
        "label": pick(question, "label") if question else answer["question"],
        "kind": AnswerKind(answer["kind"]).label if answer["kind"] and answer["kind"] != AnswerKind.REPORTED else "",
        "texts": texts,
        "choices": [labels.get(code, code) for code in answer["choices"]],
        "items": [_item(answer["type"], item["data"]) for item in answer["items"]],
        "audience": answer["audience"],
    }


def _item(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    text = item_text(kind, data, current_language())
    if kind == QuestionType.PRIORITIES and data.get("objective"):
        text = f"{data['objective']}. {text}"
    return {"text": text, "address": data.get("address", ""), "attachment": data.get("attachment", "")}
