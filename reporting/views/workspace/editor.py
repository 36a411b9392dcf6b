"""The editor: one objective, or the questions on the whole report."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common.i18n import LANGUAGES, current_language, other_language, pick
from common.shapes import Link
from objectives.models import Objective, Principle
from practices.models import Practice
from reporting import rules
from reporting.enums import (
    CHOICE_TYPES,
    ITEM_TYPES,
    AnswerKind,
    Audience,
    ProposalStatus,
    QuestionType,
    TranslationState,
)
from reporting.items import item_text
from reporting.models import Answer, AnswerText, Assignment, Proposal, Question
from reporting.queries import workspace as queries
from reporting.snapshots import answers_of, is_stale, says_something
from reporting.views.workspace import beside
from reporting.views.workspace.base import assignment_of, frame, objective_label
from reporting.views.workspace.saving import Outcome, save_marks, save_text

# Marks that an answer of this kind carries; all others: what is said instead of it, and for whom it is.
MARKS = {"statement": ("kind", "ready", "audience"), "choices": ("choices", "kind", "audience")}
LANGUAGE_NAMES = {"en": "English", "es": "Español"}
SIDE_BY_SIDE = "both"


@seat_required
@require_http_methods(["GET", "POST"])
def objective(request: SeatRequest, pk: str, number: int) -> HttpResponse:
    """The template's questions on one objective. Without JavaScript each answer of the form is still saved alone."""
    assignment = assignment_of(request, pk)
    found = Objective.objects.filter(number=number).first()
    if found is None:
        raise Http404
    return _edit(request, assignment, found)


@seat_required
@require_http_methods(["GET", "POST"])
def whole_report(request: SeatRequest, pk: str) -> HttpResponse:
    """The questions on the whole report: institutions, priorities, national report."""
    return _edit(request, assignment_of(request, pk), None)


def _edit(request: SeatRequest, assignment: Assignment, objective: Objective | None) -> HttpResponse:
    seat: Seat = request.seat
    number = objective.number if objective else None
    everything = answers_of(assignment)
    for answer in everything:
        answer.assignment = assignment
    answers = [answer for answer in everything if answer.objective_id == number]
    outcomes: dict[str, Outcome] = {}
    if request.method == "POST":
        outcomes = _save_all(request, seat, answers)
        if all(outcome.status == 200 for outcome in outcomes.values()):
            if pressed := beside.act_of(request, answers):
                beside.perform(request, *pressed, before=queries.last_cycle(assignment))
                return redirect(f"{request.get_full_path()}#a-{pressed[1].pk}")
            messages.success(request, _("Saved."))
            return redirect(_after(request, assignment, number))
        everything = answers_of(assignment)
        answers = [answer for answer in everything if answer.objective_id == number]
    work = queries.work_of(assignment, everything)
    view = _view(request)
    before = queries.last_cycle(assignment)
    delegated = seat.is_contributor and number in queries.delegated_to(assignment, seat.user)
    proposals = _proposals(answers)
    fields = [
        _field(request, seat, answer, view, before, proposals.get(answer.pk, []), outcomes, delegated)
        for answer in answers
    ]
    numbers = sorted(n for n in work if n)
    context = frame(request, assignment, Link(objective_label(number))) | {
        "objective": objective,
        "work": work.get(number),
        "fields": [f for f in fields if f["kind"] != "items"],
        "item_fields": [f for f in fields if f["kind"] == "items"],
        "view": view,
        "view_links": _view_links(view),
        "delegated": delegated,
        "siblings": [
            {"work": work[n], "objective": o, "current": n == number}
            for o in Objective.objects.all()
            if (n := o.number) in work
        ],
        "previous": _previous(assignment, numbers, number),
        "can_save": bool(rules.may(seat, rules.Act.EDIT_TRANSLATION, assignment)) or delegated,
        "outcomes": outcomes,
        "troubled": [f for f in fields if f["errors"] or f["conflicts"]],
    }
    bad = [outcome.status for outcome in outcomes.values() if outcome.status != 200]
    return render(request, "reporting/workspace/editor.html", context, status=max(bad) if bad else 200)


def _save_all(request: SeatRequest, seat: Seat, answers: list[Answer]) -> dict[str, Outcome]:
    """Every posted field of the page through its own save: one that fails does not hold back the others."""
    outcomes: dict[str, Outcome] = {}
    for answer in answers:
        key = str(answer.pk)
        for language in LANGUAGES:
            name = f"text-{key}-{language}"
            if name in request.POST and request.POST[name] != request.POST.get(f"was-{key}-{language}"):
                version = request.POST.get(f"version-{key}-{language}", "")
                outcomes[name] = save_text(seat, answer, language, request.POST[name], version)
        if f"marks-{key}" in request.POST:
            answer.refresh_from_db(fields=["version", "kind", "choices", "audience", "ready"])
            if _marks_differ(request, answer):
                version = request.POST.get(f"version-{key}", "")
                outcomes[f"marks-{key}"] = save_marks(seat, answer, request.POST, version)
    return outcomes


def _marks_differ(request: SeatRequest, answer: Answer) -> bool:
    """Were the marks changed on the page? It says itself what they were; a script that does not is held to the row."""
    key, posted = str(answer.pk), request.POST
    marks = {
        "kind": posted.get(f"kind-{key}", ""),
        "choices": posted.getlist(f"choices-{key}"),
        "audience": posted.get(f"audience-{key}", ""),
        "ready": bool(posted.get(f"ready-{key}")),
    }
    sent = posted.getlist(f"marks-{key}")
    return _marks(sent, marks) != posted.get(f"was-{key}", _marks(sent, _stored_marks(answer)))


def _stored_marks(answer: Answer) -> dict[str, Any]:
    is_answer = answer.kind == AnswerKind.REPORTED and answer.question.type != QuestionType.STATEMENT
    return {
        "kind": "" if is_answer else answer.kind,
        "choices": answer.choices,
        "audience": answer.audience,
        "ready": answer.ready,
    }


def _marks(names: Iterable[str], marks: dict[str, Any]) -> str:
    """Some marks as one comparable string."""
    return json.dumps([[n, sorted(marks[n]) if n == "choices" else marks[n]] for n in sorted(names) if n in marks])


def _field(
    request: SeatRequest,
    seat: Seat,
    answer: Answer,
    view: str,
    before: dict,
    proposals: list[Proposal],
    outcomes: dict[str, Outcome],
    delegated: bool,
) -> dict[str, Any]:
    """All that the template needs of one answer."""
    question = answer.question
    texts = {row.language: row for row in answer.texts.all()}
    previous = before.get((question.code, answer.objective_id))
    shown = LANGUAGES if view == SIDE_BY_SIDE else (view,)
    marks = outcomes.get(f"marks-{answer.pk}")
    names = MARKS.get(_kind_of(question.type), ("kind", "audience"))
    own = next((p for p in proposals if p.author_id == seat.user.pk), None) if seat.user else None
    practices = list(Practice.objects.visible_to(seat)) if question.type == QuestionType.PRACTICES else []
    return {
        "answer": answer,
        "question": question,
        "kind": _kind_of(question.type),
        "boxes": [
            _box(request, seat, answer, texts, lang, outcomes, own, delegated) for lang in shown if lang in texts
        ],
        "choices": _choices(answer) if question.type in CHOICE_TYPES else [],
        "kinds": _kinds(answer, bool(previous)),
        "marks": names,
        "special": bool(answer.audience) or (question.type != QuestionType.STATEMENT and _stored_marks(answer)["kind"]),
        "was": _marks(names, _stored_marks(answer)),
        "audiences": [(a.value, a.label) for a in (Audience.OBSERVERS, Audience.MEMBERS, Audience.OWN)],
        "items": [_item(answer, item, practices) for item in answer.items.all()] if question.type in ITEM_TYPES else [],
        "practices": practices,
        "before": _before(previous, question, shown[0]) if previous else None,
        "said": says_something(answer),
        "proposals": [p for p in proposals if p.text and not seat.is_contributor],
        "errors": marks.errors if marks else [],
        "conflicts": [marks.conflict] if marks and marks.conflict else [],
        "may_mark": bool(rules.may_edit_answer(seat, answer)),
        "full": bool(question.item_limit and len(answer.items.all()) >= question.item_limit),
    }


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
        "is_source": is_source,
        "state": "" if is_source else row.state,
        "stale": is_stale(row, texts.get(other_language(language)), answer.source_language),
        "may_start": (proposing or bool(rules.may_edit_text(seat, answer, language))) and not stored,
        "may_agree": not is_source
        and row.text
        and row.state != TranslationState.AGREED
        and bool(rules.may_edit_answer(seat, answer)),
        "errors": outcome.errors if outcome else [],
        "conflict": outcome.conflict if outcome else None,
    }


def _kind_of(question_type: str) -> str:
    if question_type in ITEM_TYPES:
        return "items"
    if question_type in CHOICE_TYPES:
        return "choices"
    return "statement" if question_type == QuestionType.STATEMENT else "text"


def _choices(answer: Answer) -> list[tuple[str, str, bool]]:
    if answer.question.type == QuestionType.PRINCIPLES:
        rows = [(p.letter, f"({p.letter}) {pick(p, 'title')}") for p in Principle.objects.all()]
    else:
        rows = [(choice["code"], choice[current_language()]) for choice in answer.question.choices]
    return [(code, label, code in answer.choices) for code, label in rows]


def _item(answer: Answer, item: Any, practices: list[Practice]) -> dict[str, Any]:
    kind = answer.question.type
    text = item_text(kind, item.data, current_language())
    if kind == QuestionType.PRIORITIES and item.data.get("objective"):
        text = f"{objective_label(item.data['objective'])}. {text}".strip()
    if kind == QuestionType.PRACTICES and item.data.get("practice"):
        practice = next((p for p in practices if str(p.pk) == item.data["practice"]), None)
        text = pick(practice, "title") if practice else text
    return {"item": item, "text": text, "data": item.data}


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


def _proposals(answers: list[Answer]) -> dict[Any, list[Proposal]]:
    found: dict[Any, list[Proposal]] = {}
    rows = Proposal.objects.filter(answer__in=answers, status=ProposalStatus.OPEN).select_related("author")
    for row in rows:
        found.setdefault(row.answer_id, []).append(row)
    return found


def _view(request: SeatRequest) -> str:
    view = request.GET.get("view", current_language())
    return view if view in (*LANGUAGES, SIDE_BY_SIDE) else current_language()


def _view_links(view: str) -> list[Link]:
    labels = {**LANGUAGE_NAMES, SIDE_BY_SIDE: _("Both side by side")}
    return [Link(label, f"?view={code}", "true" if code == view else "") for code, label in labels.items()]


def _neighbour(assignment: Assignment, numbers: list[int], number: int | None, step: int) -> str:
    place = numbers.index(number) + step if number in numbers else 0
    if 0 <= place < len(numbers):
        return reverse("reporting:objective", args=[assignment.pk, numbers[place]])
    return reverse("reporting:contribution", args=[assignment.pk])


def _previous(assignment: Assignment, numbers: list[int], number: int | None) -> Link:
    place = numbers.index(number) - 1 if number in numbers else -1
    if place >= 0:
        return Link(str(numbers[place]), reverse("reporting:objective", args=[assignment.pk, numbers[place]]))
    return Link(_("Overview"), reverse("reporting:contribution", args=[assignment.pk]))


def _after(request: SeatRequest, assignment: Assignment, number: int | None) -> str:
    """Where "Save and continue" leads: the next objective, in the same view."""
    if request.POST.get("go") == "stay":
        return request.get_full_path()
    numbers = list(Objective.objects.values_list("number", flat=True))
    return f"{_neighbour(assignment, numbers, number, 1)}?view={_view(request)}"
