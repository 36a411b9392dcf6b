"""What the pages of a country's own space read, in a number of queries that does not grow with what is written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import Country, User
from accounts.seats import Seat
from audit.models import AuditEvent
from objectives.models import Objective, Scheme
from reporting.checks.contradiction import SILENT
from reporting.enums import ProposalStatus, QuestionType, ThreadStatus
from reporting.models import (
    Answer,
    AnswerText,
    Assignment,
    Call,
    Delegation,
    Proposal,
    Publication,
    Revision,
    TemplateVersion,
    Thread,
)
from reporting.queries.templates import moved_codes
from reporting.snapshots import answers_of, says_something, snapshot

TOGETHER = timedelta(minutes=10)
LATEST = 20
CHANGED, SUBMITTED, PUBLISHED = "changed", "submitted", "published"
FINISHED = ("ready", "complete")
DONE = (*FINISHED, SUBMITTED, PUBLISHED)


@dataclass
class ObjectiveWork:
    """How far one objective (number) or the whole report (None) has come. `asked` counts core questions only.

    `sent` says how it stands to the current revision: "" where that does not hold it, "changed" where the working copy
    says something else, otherwise "submitted" or, where others may read that revision, "published".
    """

    number: int | None
    answers: list[Answer]
    said: bool = False
    answered: int = 0
    asked: int = 0
    ready: bool = False
    silent: str = ""
    questions: int = 0
    proposals: int = 0
    people: list[str] = field(default_factory=list)
    sent: str = ""

    @property
    def state(self) -> str:
        """clarification while a question waits; submitted or published as it stands; else how far the writing is:
        not_started, in_progress, complete or ready.
        """
        if self.questions:
            return "clarification"
        if self.sent in (SUBMITTED, PUBLISHED):
            return self.sent
        if self.said and self.answered == self.asked:
            return "ready" if self.ready else "complete"
        return "in_progress" if self.said else "not_started"


def assignments_of(country: Country) -> list[Assignment]:
    """The country's assignments, those of open calls first, then the latest."""
    rows = Assignment.objects.filter(country=country).select_related("call__cycle", "call__scheme", "country")
    return sorted(rows, key=lambda a: (not a.call.is_open, -a.call.due_at.timestamp()))


def current_revision(assignment: Assignment) -> Revision | None:
    """What stands as submitted, and whether others may read it now (`is_read`)."""
    read = Publication.objects.in_force().filter(revision=OuterRef("pk"))
    return assignment.revisions.filter(is_current=True).annotate(is_read=Exists(read)).first()


def work_of(
    assignment: Assignment,
    answers: list[Answer] | None = None,
    revision: Revision | None = None,
) -> dict[int | None, ObjectiveWork]:
    """Progress by objective, from what the answers really say, and how that stands to the `current_revision`."""
    answers = answers if answers is not None else answers_of(assignment)
    rows: dict[int | None, list[Answer]] = defaultdict(list)
    for answer in answers:
        rows[answer.objective_id].append(answer)
    found = {number: _work(number, of_number) for number, of_number in rows.items()}
    if revision:
        as_sent = PUBLISHED if revision.is_read else SUBMITTED  # type: ignore[attr-defined]
        for number, is_same in _held_by(revision, assignment, answers).items():
            found[number].sent = as_sent if is_same else CHANGED
    for number in open_questions(assignment):
        if number in found:
            found[number].questions += 1
    waiting = Proposal.objects.filter(answer__assignment=assignment, status=ProposalStatus.OPEN).exclude(text="")
    for number in waiting.values_list("answer__objective", flat=True):
        found[number].proposals += 1
    for number, name in Delegation.objects.filter(assignment=assignment).values_list("objective", "user__name"):
        found[number].people.append(name)
    return found


def _held_by(revision: Revision, assignment: Assignment, answers: list[Answer]) -> dict[int | None, bool]:
    """What a revision holds, by objective: does the working copy still say the same?"""
    now = snapshot(assignment, objectives=range(1, 24), includes_whole=True, answers=answers)
    said, held = _by_objective(now), _by_objective(revision.snapshot)
    return {number: said.get(number) == answers_held for number, answers_held in held.items()}


def _by_objective(value: dict[str, Any]) -> dict[int | None, dict[str, Any]]:
    found: dict[int | None, dict[str, Any]] = defaultdict(dict)
    for answer in value["answers"]:
        found[answer["objective"]][answer["id"]] = answer
    return found


def open_questions(assignment: Assignment) -> list[int | None]:
    """The objective of each question of the Secretariat that waits for the country."""
    threads = Thread.objects.filter(revision__assignment=assignment, status=ThreadStatus.OPEN)
    return list(threads.values_list("objective_number", flat=True))


def grouped(scheme: Scheme, objectives: Iterable[Objective]) -> list[tuple[Any, list[Objective]]]:
    """(group or None, its objectives) in order; what the scheme leaves out stands last under None."""
    by_number = {objective.number: objective for objective in objectives}
    found: list[tuple[Any, list[Objective]]] = []
    placed: set[int] = set()
    for group in scheme.groups.prefetch_related("objectives").order_by("order"):
        numbers = sorted(o.number for o in group.objectives.all())
        placed.update(numbers)
        found.append((group, [by_number[n] for n in numbers if n in by_number]))
    if rest := [by_number[n] for n in sorted(by_number) if n not in placed]:
        found.append((None, rest))
    return found


def last_cycle(assignment: Assignment) -> dict[tuple[str, int | None], dict[str, Any]]:
    """The country's answers in the cycle before, by question code and objective: as published, else as submitted.

    A question whose code moved between the two versions of the template is found under the code it has now.
    """
    previous = assignment.call.cycle.previous_id
    if previous is None:
        return {}
    revisions = Revision.objects.filter(
        assignment__country=assignment.country, assignment__call__cycle=previous, is_current=True
    )
    revisions = revisions.select_related("assignment__call__template_version")
    revision = revisions.order_by("-publications__published_at", "-submitted_at").first()
    if revision is None:
        return {}
    moved = _moved_since(revision.assignment.call.template_version, assignment.call)
    return {(moved.get(a["question"], a["question"]), a["objective"]): a for a in revision.snapshot["answers"]}


def _moved_since(then: TemplateVersion, call: Call) -> dict[str, str]:
    """The map of codes from a version to that of a call. No query where it is the same one."""
    if then.pk == call.template_version_id or then.template_id != call.template_version.template_id:
        return {}
    return moved_codes(call.template_version, str(then.number))


def delegated_to(assignment: Assignment, user: User | None) -> set[int]:
    """Numbers of the objectives a contributor may propose text for."""
    rows = Delegation.objects.filter(assignment=assignment, user=user)
    return set(rows.values_list("objective_id", flat=True))


def proposed_by(assignment: Assignment, user: User | None) -> dict[int | None, str]:
    """What became of a contributor's own texts, by objective: open while one of them still waits."""
    rows = Proposal.objects.filter(answer__assignment=assignment, author=user).exclude(text="")
    found: dict[int | None, str] = {}
    for number, status in rows.order_by("updated_at").values_list("answer__objective", "status"):
        found[number] = status if found.get(number) != ProposalStatus.OPEN else ProposalStatus.OPEN
    return found


def threads_of(assignment: Assignment, seat: Seat) -> list[Thread]:
    """Sent threads with their messages, open ones first."""
    rows = (
        Thread.objects.visible_to(seat)
        .filter(revision__assignment=assignment)
        .select_related("revision", "request")
        .prefetch_related("messages__author")
    )
    return sorted(rows, key=lambda t: (t.status != ThreadStatus.OPEN, t.objective_number or 0))


def open_threads_on(answers: Iterable[Answer], seat: Seat) -> list[Thread]:
    """Questions of the Secretariat on these answers that wait for the country, with their messages."""
    rows = Thread.objects.visible_to(seat).filter(
        answer_id__in=[answer.pk for answer in answers], status=ThreadStatus.OPEN
    )
    return list(rows.select_related("revision").prefetch_related("messages__author"))


def trail_of(assignment: Assignment) -> QuerySet[AuditEvent]:
    """The acts on this contribution, newest first."""
    return AuditEvent.objects.filter(chain=assignment.chain).order_by("-number")


def latest_edits(assignment: Assignment, limit: int = LATEST) -> list[dict[str, Any]]:
    """The texts that were saved last, newest first, each once: {name, at, objective, label_en, label_es}.

    Reads the rows as they stand, found by the index on the assignment's answers, and never their history: the cost is
    bounded by the template however often a text was saved.
    """
    rows = (
        AnswerText.objects.filter(answer__assignment=assignment, version__gt=0)
        .exclude(updated_by=None)
        .order_by("-updated_at")
        .values(
            name=F("updated_by__name"),
            at=F("updated_at"),
            objective=F("answer__objective"),
            label_en=F("answer__question__label_en"),
            label_es=F("answer__question__label_es"),
        )
    )
    return [dict(row) for row in rows[:limit]]


def activity_of(assignment: Assignment, limit: int = 8) -> list[dict[str, Any]]:
    """Saves of texts, newest first, those of one person on one answer within ten minutes told once."""
    history = Answer.texts.field.model.pgh_event_model  # type: ignore[attr-defined]
    rows = (
        history.objects.filter(pgh_obj__answer__assignment=assignment, version__gt=0)
        .exclude(updated_by=None)
        .order_by("-pgh_created_at")
        .values(
            "updated_by__name", "pgh_created_at", "answer_id", "answer__objective", "answer__question__label_en",
            "answer__question__label_es",
        )[: limit * 12]
    )  # fmt: skip
    found: list[dict[str, Any]] = []
    for row in rows:
        same = found and (found[-1]["answer_id"], found[-1]["name"]) == (row["answer_id"], row["updated_by__name"])
        if same and found[-1]["since"] - row["pgh_created_at"] < TOGETHER:
            found[-1]["since"] = row["pgh_created_at"]
            continue
        if len(found) == limit:
            break
        found.append(
            {
                "name": row["updated_by__name"],
                "at": row["pgh_created_at"],
                "since": row["pgh_created_at"],
                "answer_id": row["answer_id"],
                "objective": row["answer__objective"],
                "label_en": row["answer__question__label_en"],
                "label_es": row["answer__question__label_es"],
            }
        )
    return found


def _work(number: int | None, answers: list[Answer]) -> ObjectiveWork:
    statement = next((a for a in answers if a.question.type == QuestionType.STATEMENT), None)
    said = [a for a in answers if says_something(a)]
    asked = sum(1 for a in answers if a.question.is_core)
    silent = statement.kind if statement and statement.kind in SILENT else ""
    return ObjectiveWork(
        number,
        answers,
        said=bool(said),
        answered=asked if silent else sum(1 for a in said if a.question.is_core),
        asked=asked,
        ready=statement.ready if statement else False,
        silent=silent,
    )
