"""Who is told when something happens to a contribution: one event, one notice and one mail per person."""

from reporting.notify.contribution import (
    acknowledged,
    clarification_sent,
    clearance_ended,
    clearance_waits,
    edit_decided,
    extension_agreed,
    extension_asked,
    extension_declined,
    publication_withdrawn,
    published,
    replied,
    revision_ended,
    submitted,
)
from reporting.notify.draft import comment_answered, comment_sent, draft_circulated
from reporting.notify.questionnaire import answer_awaited, questionnaire_opened, response_waits
from reporting.notify.team import delegated, handed_over, proposal_decided, proposed, translation_given

__all__ = [
    "acknowledged",
    "answer_awaited",
    "clarification_sent",
    "clearance_ended",
    "clearance_waits",
    "comment_answered",
    "comment_sent",
    "delegated",
    "draft_circulated",
    "edit_decided",
    "extension_agreed",
    "extension_asked",
    "extension_declined",
    "handed_over",
    "proposal_decided",
    "proposed",
    "publication_withdrawn",
    "published",
    "questionnaire_opened",
    "replied",
    "response_waits",
    "revision_ended",
    "submitted",
    "translation_given",
]
