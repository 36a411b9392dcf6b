"""Keeping the rows of what is published in step with the country's publication, in the transaction of its act.

`reporting.actions.publication` calls these; nobody else writes `PublishedAnswer` and `PublishedFigure`.
"""

import re
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from common.i18n import LANGUAGES, other_language
from objectives.models import Principle
from reporting.enums import AUDIENCE_WIDTH, Audience, QuestionType, TranslationState
from reporting.items import item_text, readings
from reporting.models import Assignment, Publication, Published, PublishedAnswer, PublishedFigure, Question

EMPTIED: dict[type[Published], dict[str, Any]] = {
    PublishedAnswer: {
        "kind": "", "choices": [], "items": [], "text_en": "", "text_es": "", "words_en": "", "words_es": "",
    },
    PublishedFigure: {
        "label_en": "", "label_es": "", "value": "", "number": None, "unit": "", "year": "", "source": "",
        "address": "",
    },
}  # fmt: skip
LARGEST = Decimal(10) ** 18
M = TypeVar("M", bound=Published)


def write_published(publication: Publication) -> None:
    """Bring the rows of an assignment to its new publication.

    An answer of the same revision that no reader loses keeps its row and its figures. Every other one ends: replaced by
    the row of the same code, or withdrawn where some of its readers find none any more.
    """
    answers, figures = rows_of(publication)
    now = publication.published_at
    standing = {row.code: row for row in _in_force(PublishedAnswer, publication.assignment)}
    kept = {
        row.code
        for row in answers
        if (old := standing.get(row.code)) and old.revision_id == row.revision_id and not _loses_readers(old, row, now)
    }
    ended = [old for code, old in standing.items() if code not in kept]
    old_figures = list(_in_force(PublishedFigure, publication.assignment).filter(answer__in=ended))
    fresh = [row for row in answers if row.code not in kept]
    _end(PublishedFigure, old_figures, now)
    _end(PublishedAnswer, ended, now)
    PublishedAnswer.objects.bulk_create(fresh)
    PublishedFigure.objects.bulk_create(f for f in figures if f.answer.code not in kept)
    _link(PublishedAnswer, ended, {row.code: row for row in fresh}, now)
    _link(PublishedFigure, old_figures, {row.code: row for row in figures}, now)
    _widen([row for row in answers if row.code in kept], standing)


def end_published(assignment: Assignment, at: datetime) -> None:
    """Empty every row in force and leave the trace that the country withdrew it."""
    for model in (PublishedFigure, PublishedAnswer):
        _in_force(model, assignment).update(ended_at=at, ending=Published.Ending.WITHDRAWN, **EMPTIED[model])


def rows_of(publication: Publication) -> tuple[list[PublishedAnswer], list[PublishedFigure]]:
    """The answers and figures of a publication as rows that are not saved yet: two queries at most.

    An answer for its own country alone is not among them.
    """
    revision = publication.revision
    assignment = publication.assignment
    questions = {
        question.code: question
        for question in Question.objects.filter(section__version=assignment.call.template_version)
    }
    words = _Words(revision.snapshot["answers"])
    place = f"{assignment.country.code}-{assignment.call.cycle.code}"
    answers, figures = [], []
    for position, value in enumerate(revision.snapshot["answers"], start=1):
        audience = publication.narrowed.get(value["id"], publication.audience)
        if audience == Audience.OWN:
            continue
        part = f"O{value['objective']:02d}" if value["objective"] else "REPORT"
        shared = {
            "assignment": assignment,
            "country": assignment.country,
            "cycle": assignment.call.cycle,
            "revision": revision,
            "objective_id": value["objective"],
            "question": questions[value["question"]],
            "audience": audience,
            "embargo_until": publication.embargo_until,
            "published_at": publication.published_at,
        }
        code = f"{place}-{part}-{value['question']}"
        answer = _answer(code, position, value, words, shared)
        answers.append(answer)
        if value["type"] == QuestionType.FIGURES:
            figures += [
                _figure(answer, number, item["data"], shared) for number, item in enumerate(value["items"], start=1)
            ]
    return answers, figures


class _Words:
    """Choices and items in words, with the labels they need read once."""

    def __init__(self, answers: list[dict[str, Any]]) -> None:
        types = {answer["type"] for answer in answers}
        self.principles = {p.letter: p for p in Principle.objects.all()} if QuestionType.PRINCIPLES in types else {}

    def of(self, value: dict[str, Any], question: Question, language: str) -> str:
        """One line for each choice and item."""
        labels = {choice["code"]: choice[language] for choice in question.choices}
        labels |= {letter: getattr(p, f"title_{language}") for letter, p in self.principles.items()}
        lines = [labels.get(code, code) for code in value["choices"]]
        lines += [item_text(value["type"], item["data"], language) for item in value["items"]]
        return "\n".join(line for line in lines if line)


def _answer(code: str, position: int, value: dict[str, Any], words: _Words, shared: dict[str, Any]) -> PublishedAnswer:
    texts = value["texts"]
    source = value["source_language"] or next(iter(texts), "")
    other = texts.get(other_language(source)) if source else None
    return PublishedAnswer(
        code=code,
        type=value["type"],
        position=position,
        kind=value["kind"],
        choices=value["choices"],
        items=[_public_item(item["data"]) for item in value["items"]],
        source_language=source if texts else "",
        translation=other["state"] if other else TranslationState.NONE,
        translation_stale=other["stale"] if other else False,
        **{f"text_{lang}": texts[lang]["text"] if lang in texts else "" for lang in LANGUAGES},
        **{f"words_{lang}": words.of(value, shared["question"], lang) for lang in LANGUAGES},
        **shared,
    )


def _public_item(data: dict[str, Any]) -> dict[str, Any]:
    """An item without the file attached to it: files of evidence are read in the country's space only."""
    return {name: value for name, value in data.items() if name != "attachment" and value not in (None, "")}


def _figure(answer: PublishedAnswer, number: int, data: dict[str, Any], shared: dict[str, Any]) -> PublishedFigure:
    names = ("label_en", "label_es", "value", "unit", "year", "source", "address")
    return PublishedFigure(
        code=f"{answer.code}-F{number}",
        answer=answer,
        position=number,
        number=as_number(data.get("value") or ""),
        **{name: data.get(name) or "" for name in names},
        **shared,
    )


GROUPED = re.compile(r"-?\d{1,3}(?:([ ,.])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")


def as_number(text: str) -> Decimal | None:
    """A value such as "12,340.5", "12.340,5", "1 200" or "3,7" as a number; None where it cannot be read without doubt.

    "1,234" and "1.234" mean different numbers in the two languages and stay words.
    """
    plain = re.sub(r"\s", " ", text.strip())
    if PLAIN.fullmatch(plain):
        return None if readings(plain) else _bounded(plain.replace(",", "."))
    match = GROUPED.fullmatch(plain)
    if match is None:
        return None
    grouped = plain.replace(match[1], "")
    return _bounded(grouped.replace(",", "."))


def _bounded(plain: str) -> Decimal | None:
    value = Decimal(plain)
    return value if abs(value) < LARGEST else None


def _in_force(model: type[Published], assignment: Assignment) -> models.QuerySet[Any]:
    return model._default_manager.filter(assignment=assignment, ended_at=None)


def _end(model: type[M], rows: list[M], now: datetime) -> None:
    """Empty the rows. Whether others replace them is said by `_link`, once those exist."""
    keys = [row.pk for row in rows]
    model._default_manager.filter(pk__in=keys).update(ended_at=now, ending=Published.Ending.WITHDRAWN, **EMPTIED[model])


def _link(model: type[M], ended: list[M], fresh: dict[str, M], now: datetime) -> None:
    replaced = [(old, fresh[old.code]) for old in ended if old.code in fresh]
    for old, new in replaced:
        old.replaced_by = new
        old.ending = Published.Ending.WITHDRAWN if _loses_readers(old, new, now) else Published.Ending.REPLACED
    model._default_manager.bulk_update([old for old, _new in replaced], ["replaced_by", "ending"])


def _widen(rows: list[PublishedAnswer], standing: dict[str, PublishedAnswer]) -> None:
    """More readers, or an earlier day, for answers that stay, and for their figures."""
    wanted: dict[tuple[str, datetime], list[uuid.UUID]] = {}
    for row in rows:
        wanted.setdefault((row.audience, row.embargo_until), []).append(standing[row.code].pk)
    for (audience, embargo), keys in wanted.items():
        PublishedAnswer.objects.filter(pk__in=keys).update(audience=audience, embargo_until=embargo)
        PublishedFigure.objects.filter(answer__in=keys).update(audience=audience, embargo_until=embargo)


def _loses_readers(old: Published, new: Published, now: datetime) -> bool:
    """Would somebody who reads the old row now not find the new one?"""
    narrower = AUDIENCE_WIDTH[Audience(new.audience)] < AUDIENCE_WIDTH[Audience(old.audience)]
    return old.embargo_until <= now and (narrower or new.embargo_until > now)
