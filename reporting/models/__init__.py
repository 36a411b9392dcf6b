from reporting.models.answer import Answer, AnswerItem, AnswerText, Attachment, Proposal
from reporting.models.clarification import ClarificationRequest, InternalNote, Message, Thread
from reporting.models.clearance import ClearanceRound, Reason, Signature
from reporting.models.cycle import Assignment, Call, Cycle, Delegation
from reporting.models.incoming import IncomingFile
from reporting.models.published import Published, PublishedAnswer, PublishedFigure
from reporting.models.reminder import Dispatch, Letter, Reminder
from reporting.models.report import BlockComment, Report, ReportBlock
from reporting.models.response import Response, ResponseAnswer
from reporting.models.result import SurveyResult
from reporting.models.revision import Publication, Revision, readable_audiences
from reporting.models.template import Question, Section, Template, TemplateVersion
from reporting.models.theme import CallTheme
from reporting.models.translation import TranslationTask

__all__ = [
    "Answer",
    "AnswerItem",
    "AnswerText",
    "Assignment",
    "Attachment",
    "BlockComment",
    "Call",
    "CallTheme",
    "ClarificationRequest",
    "ClearanceRound",
    "Cycle",
    "Delegation",
    "Dispatch",
    "IncomingFile",
    "InternalNote",
    "Letter",
    "Message",
    "Proposal",
    "Publication",
    "Published",
    "PublishedAnswer",
    "PublishedFigure",
    "Question",
    "Reason",
    "Reminder",
    "Report",
    "ReportBlock",
    "Response",
    "ResponseAnswer",
    "Revision",
    "Section",
    "Signature",
    "SurveyResult",
    "Template",
    "TemplateVersion",
    "Thread",
    "TranslationTask",
    "readable_audiences",
]
