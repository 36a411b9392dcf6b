"""Choices of the reporting room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read a text; each one includes those before it. OWN is for a single answer, which then stays at home."""

    OWN = "own", _("Own country only")
    MEMBERS = "members", _("Member Countries and the Secretariat")
    OBSERVERS = "observers", _("Members and observers")
    PUBLIC = "public", _("Public")


PUBLISHED_AUDIENCES = (Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC)
"""Audiences of a whole: what is published leaves the country."""
PUBLISHED_CHOICES = [(audience.value, audience.label) for audience in PUBLISHED_AUDIENCES]

AUDIENCE_WIDTH = {Audience.OWN: 0, Audience.MEMBERS: 1, Audience.OBSERVERS: 2, Audience.PUBLIC: 3}


def narrower(audience: str, than: str) -> bool:
    """Is `audience` narrower than `than`?"""
    return AUDIENCE_WIDTH[Audience(audience)] < AUDIENCE_WIDTH[Audience(than)]


class TemplateAudience(models.TextChoices):
    """Who is asked. Member Countries report through their workspace; all others answer a questionnaire."""

    MEMBERS = "members", _("Member Countries")
    STAKEHOLDERS = "stakeholders", _("Stakeholders")
    SURVEY = "survey", _("Members and others, side by side")
    RNCOM = "rncom", _("Civil-society network of the Conference (RNCOM)")
    REQUEST = "request", _("Member Countries, for a working group")


class RespondentKind(models.TextChoices):
    """Who answers a questionnaire. Answers of different kinds stand side by side and are never added up."""

    MEMBER = "member", _("Member Countries")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    OBSERVER = "observer", _("Observers")
    RNCOM = "rncom", _("RNCOM")
    STAKEHOLDER = "stakeholder", _("Other stakeholders")


class ResponseStatus(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Address not confirmed")
    INVITED = "invited", _("Invited")
    WRITING = "writing", _("Being written")
    SUBMITTED = "submitted", _("Submitted")


class Scope(models.TextChoices):
    REPORT = "report", _("The whole report")
    OBJECTIVE = "objective", _("Each objective")


class QuestionType(models.TextChoices):
    STATEMENT = "statement", _("Whether the objective is reported on")
    TEXT = "text", _("Text")
    CHOICES = "choices", _("Choices")
    PRINCIPLES = "principles", _("Guiding principles")
    PRIORITIES = "priorities", _("Ordered priorities")
    PRACTICES = "practices", _("Good practices")
    FIGURES = "figures", _("Figures with their source")
    EVIDENCE = "evidence", _("Evidence")


class ReportPlace(models.TextChoices):
    """Where the regional report prints the answers to a question."""

    QUOTED = "quoted", _("Quoted under its objective or in its chapter")
    CHALLENGES = "challenges", _("Quoted, and said in words in the chapter on challenges")
    NOWHERE = "nowhere", _("Not printed")


ITEM_TYPES = (QuestionType.PRIORITIES, QuestionType.PRACTICES, QuestionType.FIGURES, QuestionType.EVIDENCE)
CHOICE_TYPES = (QuestionType.CHOICES, QuestionType.PRINCIPLES)
QUESTIONNAIRE_TYPES = (QuestionType.TEXT, QuestionType.CHOICES, QuestionType.PRINCIPLES, QuestionType.PRIORITIES)
"""What a questionnaire can ask; the rest belongs to a country's report."""


class AnswerKind(models.TextChoices):
    """What an answer says. A blank is never read as any of these."""

    REPORTED = "reported", _("Reported")
    NO_CHANGE = "no_change", _("No change since the last cycle")
    NOTHING = "nothing", _("Nothing to report")
    NOT_PRIORITY = "not_priority", _("Not a national priority")
    PREFER_NOT = "prefer_not", _("Prefer not to report")


class TranslationState(models.TextChoices):
    """State of a text in the language that is not its source."""

    NONE = "none", _("No translation")
    MACHINE = "machine", _("Machine translation")
    HUMAN = "human", _("Translated")
    AGREED = "agreed", _("Agreed by the country")


class CallStatus(models.TextChoices):
    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class AssignmentStatus(models.TextChoices):
    """What the Secretariat sees of a country before it submits, and nothing more."""

    INVITED = "invited", _("Invited")
    ACKNOWLEDGED = "acknowledged", _("Invitation acknowledged")
    NEEDS_TIME = "needs_time", _("Needs more time to consult")
    WILL_NOT_REPORT = "will_not_report", _("Will not report")
    SUBMITTED = "submitted", _("Submitted")


class ProposalStatus(models.TextChoices):
    OPEN = "open", _("Proposed")
    TAKEN = "taken", _("Taken")
    LEFT = "left", _("Left")


class RoundStatus(models.TextChoices):
    OPEN = "open", _("In clearance")
    CLEARED = "cleared", _("Cleared")
    RETURNED = "returned", _("Returned to the focal point")
    CANCELLED = "cancelled", _("Taken back")
    SUBMITTED = "submitted", _("Submitted")


class RevisionStatus(models.TextChoices):
    SUBMITTED = "submitted", _("Submitted")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    RECALLED = "recalled", _("Recalled by the country")
    WITHDRAWN = "withdrawn", _("Withdrawn by the country")


IN_FORCE = (RevisionStatus.SUBMITTED, RevisionStatus.ACKNOWLEDGED)
"""Revisions that the country has not taken back."""


class Channel(models.TextChoices):
    PORTAL = "portal", _("Portal")
    WORD = "word", _("Word document")
    EXCEL = "excel", _("Excel workbook")
    MAIL = "mail", _("E-mail")
    API = "api", _("Programming interface")
    XLIFF = "xliff", _("Translation file (XLIFF)")


class FileStatus(models.TextChoices):
    """What became of a file that came in."""

    READ = "read", _("Looked at")
    TAKEN = "taken", _("Taken in")
    LEFT = "left", _("Left aside")


class ThreadKind(models.TextChoices):
    QUESTION = "question", _("Question")
    EDIT = "edit", _("Proposed edit")


class ThreadStatus(models.TextChoices):
    DRAFT = "draft", _("Not sent yet")
    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    RESOLVED = "resolved", _("Resolved")
    TAKEN = "taken", _("Edit taken")
    LEFT = "left", _("Edit left")


class ReportStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Circulated to members")
    REVISED = "revised", _("Revised after comments")
    APPROVED = "approved", _("Approved by the presidency")
    PUBLISHED = "published", _("Published")


class BlockKind(models.TextChoices):
    """A block of the regional report; all but the authored ones are generated and pinned."""

    AUTHORED = "authored", _("Authored text")
    OVERVIEW = "overview", _("Overview of contributions")
    MATRIX = "matrix", _("Index of published texts")
    GROUP = "group", _("Group of objectives")
    OBJECTIVE = "objective", _("Objective")
    STATEMENTS = "statements", _("Interventions on record")
    CHALLENGES = "challenges", _("Challenges named")
    PRIORITIES = "priorities", _("Priorities named")
    PRACTICES = "practices", _("Good practices")
    FIGURES = "figures", _("Figures with source")
    CONCLUSIONS = "conclusions", _("Conclusions that concern the cycle")
    CONTRIBUTORS = "contributors", _("Contributors")
    SOVEREIGNTY = "sovereignty", _("Note on sovereignty")
    SOURCES = "sources", _("Sources")
    NOTES = "notes", _("Notes of a meeting")
    SURVEY = "survey", _("Survey or contributions of others")


class Outcome(models.TextChoices):
    """What became of a reminder or a letter for one person, as the desk may know it: no log-in is counted."""

    SENT = "sent", _("Sent")
    DAILY = "daily", _("In the message of the day")
    NO_REMINDERS = "no_reminders", _("Inbox only: this person wants no reminders by mail")
    UNREACHABLE = "unreachable", _("Inbox only: the address does not work")
    SUBMITTED = "submitted", _("Withheld: submitted")
    WILL_NOT_REPORT = "will_not_report", _("Withheld: will not report")
    OTHER_STATE = "other_state", _("Withheld: not for this state")
    LATER_DATE = "later_date", _("Withheld: a later date was agreed")
    ASKED = "asked", _("Withheld: a later date is asked for")
    ACTED = "acted", _("Withheld: this person has just written to the Secretariat")
    MISSED = "missed", _("Not sent: the portal was not at work on that day")


TOLD = (Outcome.SENT, Outcome.DAILY, Outcome.NO_REMINDERS, Outcome.UNREACHABLE)
"""Outcomes of which something stands in the person's inbox."""
