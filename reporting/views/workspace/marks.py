"""What an answer says beside its text, as a page posts it, compares it and says it."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from common.i18n import current_language, pick
from objectives.models import Principle
from reporting.enums import CHOICE_TYPES, ITEM_TYPES, AnswerKind, Audience, QuestionType
from reporting.models import Answer

# Marks that an answer of this kind carries; all others: what is said instead of it, and for whom it is.
MARKS = {"statement": ("kind", "ready", "audience"), "choices": ("choices", "kind", "audience")}


def kind_of(question_type: str) -> str:
    """What the editor shows for a type of question: items, choices, statement or text."""
    if question_type in ITEM_TYPES:
        return "items"
    if question_type in CHOICE_TYPES:
        return "choices"
    return "statement" if question_type == QuestionType.STATEMENT else "text"


def choices_of(answer: Answer) -> list[tuple[str, str, bool]]:
    """The choices of a question as (code, label, chosen)."""
    if answer.question.type == QuestionType.PRINCIPLES:
        rows = [(p.letter, f"({p.letter}) {pick(p, 'title')}") for p in Principle.objects.all()]
    else:
        rows = [(choice["code"], choice[current_language()]) for choice in answer.question.choices]
    return [(code, label, code in answer.choices) for code, label in rows]


def stored_marks(answer: Answer) -> dict[str, Any]:
    """The marks as the page shows them: an answer is no mark."""
    is_answer = answer.kind == AnswerKind.REPORTED and answer.question.type != QuestionType.STATEMENT
    return {
        "kind": "" if is_answer else answer.kind,
        "choices": answer.choices,
        "audience": answer.audience,
        "ready": answer.ready,
    }


def marks_text(names: Iterable[str], marks: dict[str, Any]) -> str:
    """Some marks as one comparable string."""
    return json.dumps([[n, sorted(marks[n]) if n == "choices" else marks[n]] for n in sorted(names) if n in marks])


def posted_marks(answer: Answer, posted: Any) -> dict[str, Any]:
    """The marks among the posted fields, named "kind-<answer>", "choices-<answer>", "audience-…", "ready-…"."""
    key = str(answer.pk)
    sent = set(posted.getlist(f"marks-{key}"))
    marks: dict[str, Any] = {}
    if "kind" in sent:
        marks["kind"] = _kind(answer, posted.get(f"kind-{key}", ""))
    if "choices" in sent:
        marks["choices"] = posted.getlist(f"choices-{key}")
    if "audience" in sent:
        marks["audience"] = posted.get(f"audience-{key}", "")
    if "ready" in sent:
        marks["ready"] = bool(posted.get(f"ready-{key}"))
    return marks


def say_marks(answer: Answer, marks: dict[str, Any]) -> str:
    """Marks in words, one a line."""
    says: dict[str, Callable[[Answer, Any], str]] = {
        "kind": _say_kind,
        "choices": _say_choices,
        "audience": _say_audience,
        "ready": _say_ready,
    }
    return "\n".join(say(answer, marks[name]) for name, say in says.items() if name in marks)


def _kind(answer: Answer, posted: str) -> str:
    """A page that was opened before the text was typed knows no kind yet: that takes nothing back."""
    is_text = answer.question.type != QuestionType.STATEMENT
    return answer.kind if is_text and not posted and answer.kind == AnswerKind.REPORTED else posted


def _say_kind(answer: Answer, kind: str) -> str:
    if kind and (kind != AnswerKind.REPORTED or answer.question.type == QuestionType.STATEMENT):
        return str(AnswerKind(kind).label)
    return _("Not said yet") if answer.question.type == QuestionType.STATEMENT else _("An answer")


def _say_choices(answer: Answer, chosen: list[str]) -> str:
    labels = [label for code, label, _chosen in choices_of(answer) if code in chosen]
    return "\n".join(f"– {label}" for label in labels) or _("None of the choices")


def _say_audience(_answer: Answer, audience: str) -> str:
    return f"{_('At most:')} {Audience(audience).label}" if audience else _("Whoever may read the whole")


def _say_ready(_answer: Answer, ready: bool) -> str:
    return _("Ready for clearance") if ready else _("Not yet ready for clearance")
