"""One answer of the editor as its template needs it: boxes, marks, items, last cycle, what failed."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from accounts.seats import Seat
from common.i18n import LANGUAGES, current_language, other_language, pick
from common.outcomes import Outcome
from practices.models import Practice
from reporting import rules
from reporting.enums import CHOICE_TYPES, AnswerKind, Audience, QuestionType, TranslationState
from reporting.items import doubt, item_text
from reporting.models import Answer, AnswerText, Proposal, Question
from reporting.snapshots import is_stale, says_something
from reporting.views.workspace.base import objective_label
from reporting.views.workspace.marks import MARKS, choices_of, kind_of, marks_text, posted_marks, stored_marks

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
SIDE_BY_SIDE = "both"
VIEWS = (*LANGUAGES, SIDE_BY_SIDE)


@dataclass(frozen=True)
class Draft:
    """An entry that could not be taken: what was typed, and why."""

    answer: Any
    data: dict[str, Any] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    item: Any = None


def field_of(
    request: SeatRequest,
    seat: Seat,
    answer: Answer,
    view: str,
    before: dict,
    proposals: list[Proposal],
    outcomes: dict[str, Outcome],
    delegated: bool,
    draft: Draft | None = None,
) -> dict[str, Any]:
    """All that the template needs of one answer."""
    question = answer.question
    texts = {row.language: row for row in answer.texts.all()}
    previous = before.get((question.code, answer.objective_id))
    shown = LANGUAGES if view == SIDE_BY_SIDE else (view,)
    marks = outcomes.get(f"marks-{answer.pk}")
    names = MARKS.get(kind_of(question.type), ("kind", "audience"))
    own = next((p for p in proposals if p.author_id == seat.user.pk), None) if seat.user else None
    practices = (
        list(Practice.objects.nameable(answer.assignment.country)) if question.type == QuestionType.PRACTICES else []
    )
    boxes = [_box(request, seat, answer, texts, lang, outcomes, own, delegated) for lang in shown if lang in texts]
    draft = draft if draft and draft.answer == answer.pk else None
    adding = draft if draft and draft.item is None else None
    was = marks_text(names, stored_marks(answer))
    if marks and marks.conflict:  # like a text, what was chosen stays on the page
        for name, value in posted_marks(answer, request.POST).items():
            setattr(answer, name, value)
    return {
        "answer": answer,
        "question": question,
        "kind": kind_of(question.type),
        "boxes": boxes,
        "troubled": bool(draft or (marks and marks.status != 200) or any(b["errors"] or b["conflict"] for b in boxes)),
        "adding": adding,
        "typed": "\n".join(filter(None, draft.data.values())) if draft else "",
        "choices": choices_of(answer) if question.type in CHOICE_TYPES else [],
        "kinds": _kinds(answer, bool(previous)),
        "marks": names,
        "special": answer.audience != question.audience
        or (question.type != QuestionType.STATEMENT and stored_marks(answer)["kind"]),
        "was": was,
        "audiences": _audiences(question),
        "items": [_item(answer, item, practices, draft) for item in answer.items.all()],
        "practices": practices,
        "before": _before(previous, question, shown[0]) if previous else None,
        "said": says_something(answer),
        "proposals": [p for p in proposals if p.text and not seat.is_contributor],
        "errors": marks.errors if marks else [],
        "conflicts": [marks.conflict] if marks and marks.conflict else [],
        "may_mark": bool(rules.may_edit_answer(seat, answer)),
        "full": bool(question.item_limit and len(answer.items.all()) >= question.item_limit),
    }


def _audiences(question: Question) -> list[tuple[str, str]]:
    """For whom an answer can be. "Public" says no more of one answer than "whoever may read the whole"."""
    whole = str(_("Whoever may read the whole"))
    named = [one for one in question.audiences if one != Audience.PUBLIC]
    return [(one, f"{_('At most:')} {Audience(one).label}" if one else whole) for one in named]


def _box(
    request: SeatRequest,
    seat: Seat,
    answer: Answer,
    texts: dict[str, AnswerText],
    language: str,
    outcomes: dict[str, Outcome],
    own: Proposal | None,
    delegated: bool,
) -> dict[str, Any]:
    row = texts[language]
    name = f"text-{answer.pk}-{language}"
    outcome = outcomes.get(name)
    proposing = seat.is_contributor and delegated
    stored, version = row.text, row.version
    if proposing:
        mine = own if own and own.language == language else None
        stored, version = (mine.text, mine.version) if mine else ("", 0)
    failed = outcome is not None and outcome.status != 200
    is_source = answer.source_language == language or not answer.source_language
    return {
        "row": row,
        "language": language,
        "language_name": LANGUAGE_NAMES[language],
        "name": name,
        "id": name,
        "text": request.POST[name] if failed else stored,
        "was": stored,
        "version": outcome.version if outcome and outcome.conflict else version,
        "url": reverse("reporting:answer-text", args=[answer.pk, language]),
        "editable": proposing or bool(rules.may_edit_text(seat, answer, language)),
        "proposing": proposing,
        "country_text": row.text if proposing else "",
        "is_original": answer.source_language == language,
        "state": "" if is_source else row.state,
        "stale": is_stale(row, texts.get(other_language(language)), answer.source_language),
        "may_start": (proposing or bool(rules.may_edit_text(seat, answer, language))) and not stored,
        "may_agree": not is_source
        and row.text
        and row.state != TranslationState.AGREED
        and bool(rules.may_edit_answer(seat, answer)),
        "may_be_original": not is_source and row.text and bool(rules.may_edit_answer(seat, answer)),
        "errors": outcome.errors if outcome else [],
        "typed": request.POST[name] if failed else "",
        "conflict": outcome.conflict if outcome else None,
    }


def _item(answer: Answer, item: Any, practices: list[Practice], draft: Draft | None) -> dict[str, Any]:
    kind = answer.question.type
    text = item_text(kind, item.data, current_language())
    if kind == QuestionType.PRIORITIES and item.data.get("objective"):
        text = f"{objective_label(item.data['objective'])}. {text}".strip()
    if kind == QuestionType.PRACTICES and item.data.get("practice"):
        practice = next((p for p in practices if str(p.pk) == item.data["practice"]), None)
        text = pick(practice, "title") if practice else text
    changing = draft if draft and draft.item == item.pk else None
    return {
        "item": item,
        "text": text,
        "doubt": doubt(item.data.get("value") or "") if kind == QuestionType.FIGURES else "",
        "data": item.data,
        "values": changing.data if changing else item.data,
        "errors": changing.errors if changing else (),
    }


def _kinds(answer: Answer, has_before: bool) -> list[tuple[str, str]]:
    """What may be said instead of an answer; "no change" only where the last cycle holds one."""
    kinds = [kind for kind in AnswerKind if kind != AnswerKind.NO_CHANGE or has_before or answer.kind == kind]
    if answer.question.type == QuestionType.STATEMENT:
        return [(kind.value, str(kind.label)) for kind in kinds]
    return [("", _("An answer"))] + [(k.value, str(k.label)) for k in kinds if k != AnswerKind.REPORTED]


def _before(value: dict[str, Any], question: Question, language: str) -> dict[str, Any]:
    """Last cycle's answer in words: its text, else its choices and items, else what was said instead."""
    texts = value["texts"]
    shown = language if language in texts else next(iter(texts), "")
    labels = {choice["code"]: choice[current_language()] for choice in question.choices}
    listed = [labels.get(code, f"({code})") for code in value["choices"]]
    plain = ("",) if question.type == QuestionType.STATEMENT else ("", AnswerKind.REPORTED)
    listed += [item_text(question.type, item["data"], current_language()) for item in value["items"]]
    return {
        "kind": AnswerKind(value["kind"]).label if value["kind"] not in plain else "",
        "text": texts[shown]["text"] if shown else "",
        "language": shown,
        "listed": [words for words in listed if words],
    }
