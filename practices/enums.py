"""Choices of the register of good practices."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a practice stands. A country's is submitted once the country has cleared it; `TO_BE_PUBLISHED` is said by
    the record alone.
    """

    DRAFT = "draft", pgettext_lazy("practice", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("practice", "Submitted")
    TO_BE_PUBLISHED = "to_be_published", pgettext_lazy("practice", "To be published")
    PUBLISHED = "published", pgettext_lazy("practice", "Published")
    IN_REPOSITORY = "in_repository", pgettext_lazy("practice", "In the UN repository")
    WITHDRAWN = "withdrawn", pgettext_lazy("practice", "Withdrawn")


NEW = (Status.DRAFT, Status.SUBMITTED)
"""Before it was ever published: nobody outside its country but the desk reads it, and that once it is submitted."""

SHOWN = (Status.TO_BE_PUBLISHED, Status.PUBLISHED, Status.IN_REPOSITORY)
"""What others read, as far as they belong to the audience."""


class Stage(models.TextChoices):
    """Where one version of a country's practice stands in that country."""

    WRITING = "writing", pgettext_lazy("practice", "Being written")
    ASKED = "asked", pgettext_lazy("practice", "In clearance")
    CLEARED = "cleared", pgettext_lazy("practice", "Cleared")
    PUBLISHED = "published", pgettext_lazy("practice", "Published")
    REPLACED = "replaced", pgettext_lazy("practice", "Replaced")
    DISCARDED = "discarded", pgettext_lazy("practice", "Discarded")
    WITHDRAWN = "withdrawn", pgettext_lazy("practice", "Withdrawn")


OPEN = (Stage.WRITING, Stage.ASKED, Stage.CLEARED)
"""A version on its way; a practice has one at most."""


PUBLISHED_ONCE = (Stage.PUBLISHED, Stage.REPLACED, Stage.WITHDRAWN)
"""Versions that others read, now or once."""


class Criterion(models.TextChoices):
    """What the Repository of Practices looks for, as the submitter sees it; nobody weighs it here."""

    APPLIED = "applied", _("Applied, not only proposed")
    RELEVANT = "relevant", _("Relevant to an objective of the Compact and to a Sustainable Development Goal")
    COHERENT = "coherent", _("Coherent with the guiding principles")
    INNOVATIVE = "innovative", _("Innovative")
    REPLICABLE = "replicable", _("Replicable elsewhere")
    CROSS_CUTTING = "cross_cutting", _("Cross-cutting (360-degree view of migration)")
    TIMELY = "timely", _("Timely")
