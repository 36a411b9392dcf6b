"""The trail of one assignment: every act on a country's contribution, in one chain."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from audit.actions import record
from reporting.models import Answer, Assignment, Response


def note(action: str, *, assignment: Assignment, by: Seat, **detail: Any) -> None:
    """Append an act to the assignment's chain, with the country it concerns."""
    record(
        action,
        by=by,
        chain=assignment.chain,
        object_type=detail.pop("object_type", "assignment"),
        object_id=detail.pop("object_id", assignment.pk),
        country_code=assignment.country.code,
        **detail,
    )


def note_answer(action: str, *, answer: Answer, by: Seat, **detail: Any) -> None:
    """Append an act on one answer, with the question and the objective that it answers."""
    note(
        action,
        assignment=answer.assignment,
        by=by,
        object_type="answer",
        object_id=answer.pk,
        question=answer.question.code,
        objective=answer.objective_id,
        **detail,
    )


def note_response(action: str, response: Response, *, by: Seat | None) -> None:
    """Append an act on a response to the chain of its call. The trail names the row, never the address."""
    record(
        action, by=by, chain=f"call:{response.call_id}", object_type="response", object_id=response.pk,
        kind=response.kind,
    )  # fmt: skip


def in_words(action: str) -> str:
    """An act of the trail in the reader's language; an unknown one as it is written."""
    return str(WORDS.get(action, action))


WORDS = {
    "invited": _("invited the country"),
    "intention_stated": _("told the Secretariat how the country stands"),
    "extension_asked": _("asked for a later date"),
    "extension_agreed": _("agreed a later date"),
    "extension_declined": _("left the indicative date as it is"),
    "objectives_delegated": _("gave objectives to a contributor"),
    "translation_given": _("gave texts to a translator"),
    "machine_agreed": _("agreed to drafts by a machine"),
    "machine_agreement_ended": _("ended the agreement to drafts by a machine"),
    "sent_to_machine": _("had a text drafted by a machine"),
    "handed_over": _("handed over"),
    "chain_set": _("set the clearance chain"),
    "proposal_taken": _("took a proposed text"),
    "proposal_left": _("left a proposed text"),
    "started_from_last_cycle": _("started from last cycle's text"),
    "original_declared": _("declared the language of origin of an answer"),
    "form_made": _("downloaded the form as a file"),
    "file_sent": _("sent a file"),
    "file_taken": _("took a file in"),
    "file_left": _("left a file aside"),
    "clearance_asked": _("asked for clearance"),
    "cleared": _("cleared a step"),
    "signed_document_kept": _("attached what was signed on paper"),
    "clearance_returned": _("returned it to the focal point"),
    "clearance_taken_back": _("took the clearance back"),
    "submitted": _("submitted a revision"),
    "acknowledged": _("acknowledged receipt"),
    "clarification_asked": _("asked for clarification"),
    "thread_resolved": _("resolved a question"),
    "edit_taken": _("took a proposed edit"),
    "edit_left": _("left a proposed edit"),
    "revision_recalled": _("recalled a revision"),
    "revision_withdrawn": _("withdrew a revision"),
    "published": _("published"),
    "publication_withdrawn": _("stopped publishing"),
}
