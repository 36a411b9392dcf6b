"""The Secretariat's desk on a submitted revision: acknowledge, ask, note; and the country's replies."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import notify, rules
from reporting.actions.answers import cleaned, save_text
from reporting.enums import RevisionStatus, ThreadKind, ThreadStatus
from reporting.models import (
    Answer,
    AnswerText,
    ClarificationRequest,
    InternalNote,
    Message,
    Revision,
    Thread,
)
from reporting.policy import Act
from reporting.trail import note
from reporting.workflow import move


@transaction.atomic
def acknowledge(*, revision: Revision, by: Seat) -> None:
    """Acknowledge receipt. It says nothing about the text; doing it twice changes nothing."""
    require(rules.may(by, Act.ACKNOWLEDGE, revision.assignment))
    if revision.status == RevisionStatus.ACKNOWLEDGED:
        return
    move(revision, RevisionStatus.ACKNOWLEDGED, by=by)
    note("acknowledged", assignment=revision.assignment, by=by, revision=revision.number)


@transaction.atomic
def draft_question(*, revision: Revision, answer_id: UUID, text: str, by: Seat) -> Thread:
    """Keep a question on an answer as a draft; the country sees nothing until the request is sent."""
    return _draft(revision=revision, answer_id=answer_id, text=text, missing=_("Write the question first."), by=by)


@transaction.atomic
def draft_edit(*, revision: Revision, answer_id: UUID, language: str, edit_text: str, text: str, by: Seat) -> Thread:
    """Keep a proposed edit as a draft: the exact text the country may take or leave, and why."""
    missing = _("Say why you propose this text.")
    thread = _draft(revision=revision, answer_id=answer_id, text=text, missing=missing, by=by)
    thread.kind, thread.edit_language, thread.edit_text = ThreadKind.EDIT, language, cleaned(edit_text).text
    if not thread.edit_text:
        raise Refused(_("Write the text that you propose."))
    thread.save(update_fields=["kind", "edit_language", "edit_text"])
    return thread


@transaction.atomic
def discard_draft(*, thread: Thread, by: Seat) -> None:
    """Throw a draft away. A sent thread stays."""
    require(rules.may(by, Act.ASK_CLARIFICATION, thread.revision.assignment))
    if not Thread.objects.filter(pk=thread.pk, status=ThreadStatus.DRAFT).delete()[0]:
        raise Refused(_("This was sent already and stays on the record."))


@transaction.atomic
def send_request(*, revision: Revision, message: str, reply_by: date | None, by: Seat) -> ClarificationRequest:
    """Send all draft threads of a revision together as one request for clarification."""
    require(rules.may(by, Act.ASK_CLARIFICATION, revision.assignment))
    drafts = list(revision.threads.filter(status=ThreadStatus.DRAFT).select_for_update())
    if not drafts:
        raise Refused(_("There are no questions to send yet."))
    request = ClarificationRequest.objects.create(
        revision=revision, message=message.strip(), reply_by=reply_by, sent_by=by.person
    )
    for thread in drafts:
        move(thread, ThreadStatus.OPEN, by=by, request=request)
    note(
        "clarification_asked",
        assignment=revision.assignment,
        by=by,
        revision=revision.number,
        threads=len(drafts),
    )
    return request


@transaction.atomic
def reply(*, thread: Thread, text: str, by: Seat) -> Message:
    """Add to a sent thread. The country's word makes it answered, the Secretariat's opens it again."""
    act = Act.ANSWER_THREAD if by.is_workspace else Act.ASK_CLARIFICATION
    require(rules.may(by, act, thread.revision.assignment))
    if thread.status == ThreadStatus.DRAFT:
        raise Refused(_("This question was not sent yet."))
    words = cleaned(text).text
    if not words:
        raise Refused(_("Write a reply first."))
    message = Message.objects.create(thread=thread, author=by.person, from_country=by.is_workspace, text=words)
    if by.is_workspace and thread.status == ThreadStatus.OPEN and thread.kind == ThreadKind.QUESTION:
        move(thread, ThreadStatus.ANSWERED, by=by)
    elif not by.is_workspace and thread.status in (ThreadStatus.ANSWERED, ThreadStatus.RESOLVED):
        move(thread, ThreadStatus.OPEN, by=by)
    if by.is_workspace:
        notify.replied(message, by=by)
    return message


@transaction.atomic
def resolve(*, thread: Thread, by: Seat) -> None:
    """Close a thread by hand, so that the open count is true."""
    require(rules.may(by, Act.ASK_CLARIFICATION, thread.revision.assignment))
    move(thread, ThreadStatus.RESOLVED, by=by)
    note("thread_resolved", assignment=thread.revision.assignment, by=by, thread=str(thread.pk))


@transaction.atomic
def take_edit(*, thread: Thread, by: Seat) -> AnswerText:
    """The country takes a proposed edit into its working copy; the submitted revision stays as it is."""
    answer = _edit_of(thread, by)
    row = AnswerText.objects.get(answer=answer, language=thread.edit_language)
    saved = save_text(answer=answer, language=thread.edit_language, text=thread.edit_text, version=row.version, by=by)
    move(thread, ThreadStatus.TAKEN, by=by)
    note("edit_taken", assignment=thread.revision.assignment, by=by, thread=str(thread.pk))
    notify.edit_decided(thread, by=by)
    return saved


@transaction.atomic
def leave_edit(*, thread: Thread, by: Seat) -> None:
    """The country leaves a proposed edit; its own text stands."""
    _edit_of(thread, by)
    move(thread, ThreadStatus.LEFT, by=by)
    note("edit_left", assignment=thread.revision.assignment, by=by, thread=str(thread.pk))
    notify.edit_decided(thread, by=by)


@transaction.atomic
def add_internal_note(*, revision: Revision, answer_id: UUID, text: str, by: Seat) -> InternalNote:
    """Keep a note that no country, export or interface ever sees."""
    require(rules.may(by, Act.KEEP_INTERNAL_NOTE, revision.assignment))
    words = cleaned(text).text
    if not words:
        raise Refused(_("Write the note first."))
    answer = _frozen_answer(revision, answer_id)
    return InternalNote.objects.create(
        revision=revision,
        answer_id=answer_id,
        objective_number=answer["objective"],
        text=words,
        author=by.person,
    )


def _draft(*, revision: Revision, answer_id: UUID, text: str, missing: str, by: Seat) -> Thread:
    require(rules.may(by, Act.ASK_CLARIFICATION, revision.assignment))
    if not revision.is_current:
        raise Refused(_("A newer revision exists, or the country took this one back. Ask on the current one."))
    words = cleaned(text).text
    if not words:
        raise Refused(missing)
    answer = _frozen_answer(revision, answer_id)
    thread = Thread.objects.create(
        revision=revision,
        answer_id=answer_id,
        question_code=answer["question"],
        objective_number=answer["objective"],
        created_by=by.person,
    )
    Message.objects.create(thread=thread, author=by.person, from_country=False, text=words)
    return thread


def _edit_of(thread: Thread, by: Seat) -> Answer:
    require(rules.may(by, Act.ANSWER_THREAD, thread.revision.assignment))
    if thread.kind != ThreadKind.EDIT:
        raise Refused(_("This thread is a question, not an edit."))
    return Answer.objects.select_related("question", "assignment__call", "assignment__country").get(pk=thread.answer_id)


def _frozen_answer(revision: Revision, answer_id: UUID) -> dict:
    answer = next((a for a in revision.snapshot["answers"] if a["id"] == str(answer_id)), None)
    if answer is None:
        raise Refused(_("This answer is not part of the revision."))
    return answer
