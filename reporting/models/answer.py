"""The working copy of a country: answers saved one by one, each with its own version."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.enums import Language
from objectives.models import Objective
from reporting.enums import AnswerKind, Audience, ProposalStatus, TranslationState
from reporting.models.cycle import Assignment
from reporting.models.template import Question


@pghistory.track()
class Answer(models.Model):
    """One question x one subject (an objective, or the whole report).

    `kind` is '' until somebody says something; `choices` holds the codes of a choice question. Texts and repeated
    items are child rows with versions of their own, so that two people on one page never collide by accident.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=AnswerKind, blank=True)
    source_language = models.CharField(max_length=2, choices=Language, blank=True)
    choices = models.JSONField(default=list, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, blank=True)
    ready = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["objective", "question__section__order", "question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "question", "objective"],
                nulls_distinct=False,
                name="one_answer_per_subject",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "objective"], name="answers_of_objective")]

    def __str__(self) -> str:
        return f"{self.question.code} {self.objective_id or ''}"


@pghistory.track()
class AnswerText(models.Model):
    """The words of an answer in one language. Stale when the source moved after it was translated."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TranslationState, default=TranslationState.NONE)
    based_on = models.PositiveIntegerField(default=0, help_text="version of the source text it translates")
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["answer", "language"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "language"], name="one_text_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.language}"


@pghistory.track()
class AnswerItem(models.Model):
    """A repeated part of an answer: a figure, priority, practice or piece of evidence.

    Shapes of `data` by question type are in `reporting.items`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["answer", "position", "id"]

    def __str__(self) -> str:
        return f"{self.answer} item {self.position}"


class Attachment(models.Model):
    """A file of evidence, kept outside the web root; images are re-encoded on the way in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="evidence/%Y/%m")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uploaded_at"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Proposal(models.Model):
    """A contributor's text for an answer, kept apart until a focal point takes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="proposals")
    language = models.CharField(max_length=2, choices=Language)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    institution_en = models.CharField(max_length=150, blank=True)
    institution_es = models.CharField(max_length=150, blank=True)
    text = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.OPEN)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "language", "author"],
                condition=models.Q(status=ProposalStatus.OPEN),
                name="one_open_proposal_per_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.answer}"
