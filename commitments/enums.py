"""Choices of the commitments room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommitmentKind(models.TextChoices):
    """Where a commitment comes from."""

    FOLLOW_UP = "follow_up", _("Follow-up of a conclusion")
    PLEDGE = "pledge", _("Pledge of a country")
    DECLARATION = "declaration", _("From a declaration")


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
