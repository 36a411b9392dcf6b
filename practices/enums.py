"""Choices of the register of good practices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a practice stands. A country's is submitted once the country has cleared it; `TO_BE_PUBLISHED` is said by
    the record alone.
    """

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    TO_BE_PUBLISHED = "to_be_published", _("To be published")
    PUBLISHED = "published", _("Published")
    IN_REPOSITORY = "in_repository", _("In the UN repository")
    WITHDRAWN = "withdrawn", _("Withdrawn")


SHOWN = (Status.TO_BE_PUBLISHED, Status.PUBLISHED, Status.IN_REPOSITORY)
"""What others read, as far as they belong to the audience."""


class Stage(models.TextChoices):
    """Where one version of a country's practice stands in that country."""

    WRITING = "writing", _("Being written")
    ASKED = "asked", _("In clearance")
    CLEARED = "cleared", _("Cleared")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (Stage.WRITING, Stage.ASKED, Stage.CLEARED)
"""A version on its way; a practice has one at most."""


class Criterion(models.TextChoices):
    """What the Repository of Practices looks for, as the submitter sees it; nobody weighs it here."""

    APPLIED = "applied", _("Applied, not only proposed")
    RELEVANT = "relevant", _("Relevant to an objective of the Compact and to a Sustainable Development Goal")
    COHERENT = "coherent", _("Coherent with the guiding principles")
    INNOVATIVE = "innovative", _("Innovative")
    REPLICABLE = "replicable", _("Replicable elsewhere")
    CROSS_CUTTING = "cross_cutting", _("Cross-cutting (360-degree view of migration)")
    TIMELY = "timely", _("Timely")
