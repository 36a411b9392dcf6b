"""Choices of the declarations room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Style(models.TextChoices):
    RCM = "rcm", _("Style of the Regional Conference on Migration")
    UN = "un", _("Style of the United Nations")


class DraftStatus(models.TextChoices):
    PREPARING = "preparing", _("In preparation")
    CIRCULATED = "circulated", _("Circulated")
    FROZEN = "frozen", _("Amendments closed")
    SUPERSEDED = "superseded", _("Followed by another draft")
    ADOPTED = "adopted", _("Adopted")


SHARED = (DraftStatus.CIRCULATED, DraftStatus.FROZEN, DraftStatus.SUPERSEDED, DraftStatus.ADOPTED)
"""What Member Countries read."""


class Kind(models.TextChoices):
    """What a paragraph is in its document; a style says how each is numbered and set."""

    CHAPEAU = "chapeau", _("Chapeau")
    HEADING = "heading", _("Heading")
    PREAMBULAR = "preambular", _("Preambular paragraph")
    OPERATIVE = "operative", _("Operative paragraph")
    SUB = "sub", _("Sub-paragraph")
    THANKS = "thanks", _("Thanks")
    ANNEX = "annex", _("Annex")


class Pair(models.TextChoices):
    """How the other language stands to the source of a paragraph."""

    ALIGNED = "aligned", _("Both versions agree")
    STALE = "stale", _("The source changed after the translation")
    NONE = "none", _("Translation pending")


class Operation(models.TextChoices):
    """What an amendment asks for."""

    REPLACE = "replace", _("Change the words")
    INSERT = "insert", _("New paragraph")
    DELETE = "delete", _("Leave the paragraph out")
    MOVE = "move", _("Move the paragraph")


class AmendmentStatus(models.TextChoices):
    DRAFT = "draft", _("Draft of the delegation")
    TABLED = "tabled", _("Tabled")
    STALE = "stale", _("The words it was written to have changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CARRIED = "carried", _("Carried over to the next draft")


OPEN = (AmendmentStatus.TABLED, AmendmentStatus.STALE)


class Outcome(models.TextChoices):
    """What became of an amendment when the presidency consolidated."""

    TAKEN = "taken", _("Taken into the text")
    MODIFIED = "modified", _("Taken with changes")
    SUBSUMED = "subsumed", _("Subsumed in another text")
    NOT_TAKEN = "not_taken", _("Not taken")


class Stance(models.TextChoices):
    """What a State volunteers about a paragraph. Silence is no stance and is not shown."""

    AGREED = "agreed", _("Agrees")
    AD_REFERENDUM = "ad_referendum", _("Agrees ad referendum")
    PROPOSES = "proposes", _("Proposes other words")
    RESERVES = "reserves", _("Reserves its position")
    CONSULTING = "consulting", _("Needs consultation")
    TAKEN_BACK = "taken_back", _("Took its position back")


class SilenceStatus(models.TextChoices):
    """Where a silence procedure stands. None of them says anything of a State that said nothing."""

    RUNNING = "running", _("Under silence")
    BROKEN = "broken", _("Silence broken")
    ENDED = "ended", _("Ended by tacit consent")
    CANCELLED = "cancelled", _("Cancelled by the Presidency")


class StatementKind(models.TextChoices):
    """What a State attaches to an adopted text."""

    EXPLANATION = "explanation", _("Explanation of position")
    RESERVATION = "reservation", _("Reservation")
    DISASSOCIATION = "disassociation", _("Disassociation")


class StatementStatus(models.TextChoices):
    DRAFT = "draft", _("Draft of the delegation")
    SHARED = "shared", _("Handed over")
    PUBLISHED = "published", _("Published by the State")
    WITHDRAWN = "withdrawn", _("Withdrawn")


HANDED_OVER = (StatementStatus.SHARED, StatementStatus.PUBLISHED)
"""What the other members read."""


class Output(models.TextChoices):
    """The papers that can be made of a draft."""

    CLEAN = "clean", _("Clean text")
    PARALLEL = "parallel", _("Text in parallel columns")
    AMENDMENTS = "amendments", _("Text with amendments")
    COMPILATION = "compilation", _("Compilation of proposals")
    REDLINE = "redline", _("Changes from another draft")


class Origin(models.TextChoices):
    """What a zero draft is made from."""

    BLANK = "blank", _("The skeleton of the style")
    EARLIER = "earlier", _("An earlier declaration")
    RECORD = "record", _("Pillars, round tables, published priorities and conclusions of a cycle")


class SentStatus(models.TextChoices):
    """What became of a Word file that a delegation sent back."""

    READ = "read", _("Looked at")
    TAKEN = "taken", _("Taken in")
    LEFT = "left", _("Left aside")
