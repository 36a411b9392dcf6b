"""The editor: one objective, or the questions on the whole report."""

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
from commitments.queries import asked_of
from common.i18n import LANGUAGES, current_language
from common.outcomes import Outcome
from common.shapes import Link
from objectives.models import Objective
from reporting import rules
from reporting.enums import (
    ProposalStatus,
    ThreadKind,
)
from reporting.models import Answer, Assignment, Proposal
from reporting.queries import workspace as queries
from reporting.queries.reading import passages
from reporting.snapshots import answers_of
from reporting.views.workspace import beside
from reporting.views.workspace.base import assignment_of, frame, objective_label, sent_words
from reporting.views.workspace.fields import LANGUAGE_NAMES, SIDE_BY_SIDE, VIEWS, Draft, field_of
from reporting.views.workspace.marks import marks_text, stored_marks
from reporting.views.workspace.saving import save_marks, save_text
from reporting.views.workspace.threads import remarks_of


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
    if request.method != "POST":
        return show(request, assignment, objective)
    number = objective.number if objective else None
    answers = [answer for answer in _everything(assignment) if answer.objective_id == number]
    outcomes = _save_all(request, request.seat, answers)
    if any(outcome.status != 200 for outcome in outcomes.values()):
        return show(request, assignment, objective, outcomes=outcomes)
    for remark in dict.fromkeys(words for outcome in outcomes.values() for words in outcome.remarks):
        messages.info(request, remark)
    if pressed := beside.act_of(request, answers):
        beside.perform(request, *pressed, before=queries.last_cycle(assignment))
        return redirect(f"{request.get_full_path()}#a-{pressed[1].pk}")
    messages.success(request, _("Saved."))
    return redirect(_after(request, assignment, number))


def show(
    request: SeatRequest,
    assignment: Assignment,
    objective: Objective | None,
    *,
    outcomes: dict[str, Outcome] | None = None,
    draft: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with what became of the posted fields or with an entry that was not taken: nothing typed is lost."""
    seat: Seat = request.seat
    number = objective.number if objective else None
    outcomes = outcomes or {}
    everything = _everything(assignment)
    answers = [answer for answer in everything if answer.objective_id == number]
    revision = queries.current_revision(assignment)
    work = queries.work_of(assignment, everything, revision)
    view = _view(request)
    before = queries.last_cycle(assignment)
    delegated = seat.is_contributor and number in queries.delegated_to(assignment, seat.user)
    proposals = _proposals(answers)
    fields = [
        field_of(request, seat, answer, view, before, proposals.get(answer.pk, []), outcomes, delegated, draft)
        for answer in answers
    ]
    asked = _asked(assignment, seat, answers) if number in work and work[number].questions else {}
    for field in fields:
        field["asked"] = asked.get(field["answer"].pk, [])
    numbers = sorted(n for n in work if n)
    context = frame(request, assignment, Link(objective_label(number))) | {
        "objective": objective,
        "work": work.get(number),
        "sent": sent_words(work[number], revision) if number in work else "",
        "revision": revision,
        "fields": [f for f in fields if f["kind"] != "items"],
        "item_fields": [f for f in fields if f["kind"] == "items"],
        "view": view,
        "view_links": _view_links(view, _address(assignment, number)),
        "delegated": delegated,
        "may_reply": bool(rules.may(seat, rules.Act.ANSWER_THREAD, assignment)),
        "undertaken": asked_of(assignment.country) if objective is None else [],
        "siblings": [
            {"work": work[n], "objective": o, "current": n == number}
            for o in Objective.objects.all()
            if (n := o.number) in work
        ],
        "previous": _previous(assignment, numbers, number),
        "can_save": bool(rules.may(seat, rules.Act.EDIT_TRANSLATION, assignment)) or delegated,
        "outcomes": outcomes,
        "troubled": [f for f in fields if f["troubled"]],
        "address": _address(assignment, number),
    }
    status = max([status, *(outcome.status for outcome in outcomes.values())])
    return render(request, "reporting/workspace/editor.html", context, status=status)


def _everything(assignment: Assignment) -> list[Answer]:
    answers = answers_of(assignment)
    for answer in answers:
        answer.assignment = assignment
    return answers


def _address(assignment: Assignment, number: int | None) -> str:
    if number is None:
        return reverse("reporting:whole-report", args=[assignment.pk])
    return reverse("reporting:objective", args=[assignment.pk, number])


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
    return marks_text(sent, marks) != posted.get(f"was-{key}", marks_text(sent, stored_marks(answer)))


def _asked(assignment: Assignment, seat: Seat, answers: list[Answer]) -> dict[Any, list[dict[str, Any]]]:
    """By answer, the questions of the Secretariat that wait, each with the passage it is about."""
    threads = queries.open_threads_on(answers, seat)
    held = passages(threads, assignment)
    found: dict[Any, list[dict[str, Any]]] = {}
    for thread in threads:
        shown = {
            "thread": thread, "remarks": remarks_of(thread), "passage": held.get(thread.pk),
            "is_edit": thread.kind == ThreadKind.EDIT,
        }  # fmt: skip
        found.setdefault(thread.answer_id, []).append(shown)
    return found


def _proposals(answers: list[Answer]) -> dict[Any, list[Proposal]]:
    found: dict[Any, list[Proposal]] = {}
    rows = Proposal.objects.filter(answer__in=answers, status=ProposalStatus.OPEN).select_related("author")
    for row in rows:
        found.setdefault(row.answer_id, []).append(row)
    return found


def _view(request: SeatRequest) -> str:
    view = request.GET.get("view", current_language())
    return view if view in VIEWS else current_language()


def _view_links(view: str, address: str) -> list[Link]:
    labels = {**LANGUAGE_NAMES, SIDE_BY_SIDE: _("Both side by side")}
    return [Link(label, f"{address}?view={code}", "true" if code == view else "") for code, label in labels.items()]


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
