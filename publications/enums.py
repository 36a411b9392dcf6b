"""Choices of the publications room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    REGIONAL_REPORT = "regional_report", _("Regional report")
    COUNTRY_REPORT = "country_report", _("Country report")
    COUNTRY_DRAFT = "country_draft", _("Country draft")
    RECEIPT = "receipt", _("Receipt")
    AGENDA = "agenda", _("Agenda")
    CONCLUSIONS = "conclusions", _("Conclusions and recommendations")
    NOTES = "notes", _("Notes")
    FORUM_REPORT = "forum_report", _("Report of the sessions")
    CONCEPT_NOTE = "concept_note", _("Concept note")
    LOGISTICS = "logistics", _("Logistics note")
    HAND_OVER = "hand_over", _("Hand-over report")
    DECLARATION = "declaration", _("Declaration")
    ACTION_PLAN = "action_plan", _("Regional action plan")
    DECLARATION_DRAFT = "declaration_draft", _("Draft of a declaration")


class Audience(models.TextChoices):
    """Who may read an edition. Each names the widest circle; `country` and `secretariat` need a country."""

    COUNTRY = "country", _("The country")
    SECRETARIAT = "secretariat", _("The country and the Secretariat")
    PRESIDENCY = "presidency", _("The Presidency and the Secretariat")
    MEMBERS = "members", _("Member Countries")
    OBSERVERS = "observers", _("Member Countries and observers")
    PUBLIC = "public", _("The public")


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class Paper(models.TextChoices):
    LETTER = "letter", _("Letter")
    A4 = "a4", "A4"


class JobStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    CANCELLED = "cancelled", _("Cancelled")


LIVE = (JobStatus.QUEUED, JobStatus.RUNNING)


class JobStep(models.TextChoices):
    """What a running job does, in order."""

    PREPARE = "prepare", _("Preparing the text")
    LAYOUT = "layout", _("Laying out the pages")
    WRITE = "write", _("Writing the file")
    STORE = "store", _("Storing the file")


class StopReason(models.TextChoices):
    """Why a job came to nothing, and what to do."""

    TOO_LARGE = "too_large", _("The document is larger than one file may be. Divide it and try again.")
    TIME = "time", _("Laying out the document took longer than allowed. Shorten its longest table and try again.")
    MEMORY = "memory", _("The document needs more memory than allowed. Shorten its longest table and try again.")
    INVALID = "invalid", _("The stored document could not be read. Compile it again.")
    CRASHED = "crashed", _("The file could not be made. Try again; if it stops again, tell the Secretariat.")
    DISK = "disk", _("The file could not be stored. Tell the Secretariat that the storage is full or closed.")
    WORKER_LOST = "worker_lost", _("The machine that made the file stopped several times. Try again later.")


# Also the database's own guard (a trigger) and the table of docs: a job's status moves along these arrows only.
JOB_TRANSITIONS = (
    (JobStatus.QUEUED, JobStatus.RUNNING),
    (JobStatus.QUEUED, JobStatus.CANCELLED),
    (JobStatus.RUNNING, JobStatus.DONE),
    (JobStatus.RUNNING, JobStatus.QUEUED),
    (JobStatus.RUNNING, JobStatus.STOPPED),
    (JobStatus.RUNNING, JobStatus.CANCELLED),
    (JobStatus.STOPPED, JobStatus.QUEUED),
    (JobStatus.CANCELLED, JobStatus.QUEUED),
)
