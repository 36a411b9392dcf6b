"""Choices of the commitments room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommitmentKind(models.TextChoices):
    """Where a commitment comes from."""

    FOLLOW_UP = "follow_up", _("Follow-up of a conclusion")
    PLEDGE = "pledge", _("Pledge of a country")
    DECLARATION = "declaration", _("From a declaration")
    PLAN = "plan", _("Item of a plan")


class Readers(models.TextChoices):
    """Who reads a commitment. `COUNTRY` is a pledge that its country prepares or has withdrawn."""

    COUNTRY = "country", _("The country")
    DESK = "desk", _("The Presidency and the Secretariat")
    MEMBERS = "members", _("Member Countries")
    PUBLIC = "public", _("The public")


class Progress(models.TextChoices):
    """What is recorded of a commitment. None of them is a judgement, and no date turns one into another."""

    OPEN = "open", pgettext_lazy("commitment", "Open")
    UNDER_WAY = "under_way", _("Under way")
    NEEDS_TIME = "needs_time", _("Needs more time to consult")
    FULFILLED = "fulfilled", _("Fulfilled")
    SET_ASIDE = "set_aside", _("Set aside")


CLOSED = (Progress.FULFILLED, Progress.SET_ASIDE)
"""What is not carried over to the next presidency."""


class PartyRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    SUPPORTER = "supporter", _("With the support of")


class PledgeStatus(models.TextChoices):
    """Where a country's pledge stands in that country."""

    WRITING = "writing", _("Being written")
    ASKED = "asked", _("In clearance")
    CLEARED = "cleared", _("Cleared")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PaperKind(models.TextChoices):
    """What a document that organs take up is."""

    REPORT = "report", _("Report")
    BUDGET = "budget", _("Budget")
    GUIDELINES = "guidelines", _("Guidelines or recommendations")
    PLAN = "plan", _("Plan")
    FOUNDING = "founding", _("Founding document")
    OTHER = "other", _("Other document")


class Stage(models.TextChoices):
    """How far a document has come: the consultation group recommends, the vice-ministers approve."""

    DRAFT = "draft", _("Draft")
    RECOMMENDED = "recommended", _("Recommended for approval")
    APPROVED = "approved", _("Approved")
    ACCEPTED = "accepted", _("Accepted")


CONCLUDED = (Stage.APPROVED, Stage.ACCEPTED)


class Position(models.TextChoices):
    """What a member says of a document itself. Silence is no position and is shown nowhere."""

    NEEDS_TIME = "needs_time", _("Needs more time to consult")
    CONSULTED = "consulted", _("Has consulted")


class Fund(models.TextChoices):
    """The two annual contributions of Member Countries."""

    BUDGET = "budget", _("Budget of the Secretariat")
    RESERVE = "reserve", _("Reserve Fund")


class Receipt(models.TextChoices):
    """What the Secretariat has recorded of a contribution."""

    NOT_YET = "not_yet", _("Not yet received")
    PART = "part", _("Received in part")
    RECEIVED = "received", _("Received")
