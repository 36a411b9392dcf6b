"""Templates are data: versions, sections, questions."""

import uuid

from django.db import models

from reporting.enums import QuestionType, Scope, TemplateAudience


class Template(models.Model):
    """A form that can be asked for, for example the country progress template."""

    code = models.SlugField(max_length=40, unique=True)
    audience = models.CharField(max_length=20, choices=TemplateAudience)
    name_en = models.CharField(max_length=150)
    name_es = models.CharField(max_length=150)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_en


class TemplateVersion(models.Model):
    """A version of a template; frozen once `published_at` is set, old reports keep theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(null=True, blank=True)
    moved = models.JSONField(
        default=dict, blank=True, help_text="{code of a question in the version before: its code in this one}"
    )

    class Meta:
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template.code} {self.number}"


class Section(models.Model):
    """Questions that are asked together, once for the whole report or once for each objective."""

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="sections")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=10, choices=Scope)
    title_en = models.CharField(max_length=150)
    title_es = models.CharField(max_length=150)
    intro_en = models.TextField(blank=True)
    intro_es = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="section_code_once")]

    def __str__(self) -> str:
        return self.title_en


class Question(models.Model):
    """One question. `code` is stable across versions, so that last cycle's answer is found again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=20, choices=QuestionType)
    label_en = models.CharField(max_length=200)
    label_es = models.CharField(max_length=200)
    help_en = models.TextField(blank=True)
    help_es = models.TextField(blank=True)
    word_limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Advice, never a block")
    item_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    choices = models.JSONField(default=list, blank=True, help_text="[{code, en, es}]")
    is_core = models.BooleanField(default=False, help_text="Counts towards completeness")

    class Meta:
        ordering = ["section", "order"]
        constraints = [models.UniqueConstraint(fields=["section", "code"], name="question_code_once")]

    def __str__(self) -> str:
        return self.code
