"""What is published, one row for each answer and figure: page, interface and file all read these and nothing else.

A row is written when its country publishes and exists in force until the country replaces or withdraws it. Then its
words are emptied; what stays is a dated trace, so that a cited address can say what became of the text.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Country
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import stamp
from objectives.models import Objective
from reporting.enums import PUBLISHED_CHOICES, AnswerKind, QuestionType, TranslationState
from reporting.items import readings
from reporting.models.cycle import Assignment, Cycle, never_rehearsed
from reporting.models.revision import Revision, readable_audiences
from reporting.models.template import Question


class PublishedQuerySet(models.QuerySet[Any]):
    def visible_to(self, seat: Seat) -> "PublishedQuerySet":
        """In force, embargo passed, for an audience that the seat belongs to."""
        return self.filter(ended_at=None, embargo_until__lte=timezone.now(), audience__in=readable_audiences(seat))

    def traces_for(self, seat: Seat) -> "PublishedQuerySet":
        """What the seat could once read and no longer can: rows without words."""
        return self.filter(
            ended_at__isnull=False, embargo_until__lte=F("ended_at"), audience__in=readable_audiences(seat)
        )


class Published(models.Model):
    """The columns that answers and figures share. `code` names the place in the record and outlives revisions."""

    class Ending(models.TextChoices):
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn by the country")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=120)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=PUBLISHED_CHOICES)
    embargo_until = models.DateTimeField()
    published_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-published_at", "code"]
        # A row is news to its readers when its embargo passes.
        triggers = [
            stamp("GREATEST(clock_timestamp(), NEW.embargo_until)"),
            never_rehearsed("never_rehearsed", "NEW.cycle_id"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_current(self) -> bool:
        return self.ended_at is None


def _in_force(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=["code"], condition=Q(ended_at=None), name=f"one_{name}_in_force"),
        models.CheckConstraint(
            condition=Q(ended_at=None, ending="", replaced_by=None) | (Q(ended_at__isnull=False) & ~Q(ending="")),
            name=f"{name}_ends_once",
        ),
    ]


def _lists(name: str) -> list[models.Index]:
    return [
        models.Index(fields=["published_at", "id"], name=f"{name}_by_date"),
        models.Index(fields=["updated_at", "id"], name=f"{name}_by_change"),
        models.Index(fields=["country", "cycle"], name=f"{name}_by_country"),
        models.Index(fields=["objective", "cycle"], name=f"{name}_by_objective"),
        models.Index(fields=["assignment"], condition=Q(ended_at=None), name=f"{name}_in_force"),
        *indexes(name),
    ]


class PublishedAnswer(Published):
    """One published answer. `position` is its place in the template.

    `items` are the repeated parts [{…}] as in `reporting.items`, without attached files; `words_*` are the choices and
    items in words of one language, for searching and for tables. `translation` is the state of the language that is
    not the source; stale when the source moved after it was translated.
    """

    type = models.CharField(max_length=20, choices=QuestionType)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=AnswerKind, blank=True)
    choices = models.JSONField(default=list)
    items = models.JSONField(default=list)
    text_en = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    words_es = models.TextField(blank=True)
    source_language = models.CharField(max_length=2, choices=Language, blank=True)
    translation = models.CharField(max_length=10, choices=TranslationState, default=TranslationState.NONE)
    translation_stale = models.BooleanField(default=False)
    search_en = vector("en", "text", "words")
    search_es = vector("es", "text", "words")

    class Meta(Published.Meta):
        constraints = _in_force("answer")
        indexes = _lists("answer")


class PublishedFigure(Published):
    """One figure of a published answer. `value` is as written; `number` the same where it can be read as one."""

    answer = models.ForeignKey(PublishedAnswer, models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField()
    label_en = models.TextField(blank=True)
    label_es = models.TextField(blank=True)
    value = models.CharField(max_length=4000, blank=True)
    number = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    unit = models.CharField(max_length=4000, blank=True)
    year = models.CharField(max_length=4000, blank=True)
    source = models.TextField(blank=True)
    address = models.TextField(blank=True)
    search_en = vector("en", "source!", title="label")
    search_es = vector("es", "source!", title="label")

    class Meta(Published.Meta):
        constraints = _in_force("figure")
        indexes = _lists("figure")

    @property
    def is_in_doubt(self) -> bool:
        """Does the value mean one number in English and another in Spanish?"""
        return readings(self.value) is not None
