"""Templates are data: versions, sections, questions. A frozen version never changes: the database sees to it."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting.enums import AUDIENCE_WIDTH, Audience, QuestionType, ReportPlace, Scope, TemplateAudience


def _part_frozen(version: str) -> pgtrigger.Trigger:
    """A part of a frozen version is neither added, changed nor taken out; `version` finds its versions from a row."""
    return pgtrigger.Trigger(
        name="frozen",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=(
            "IF EXISTS (SELECT 1 FROM reporting_templateversion v WHERE v.published_at IS NOT NULL "  # noqa: S608
            f"AND v.id IN ({version})) THEN RAISE EXCEPTION 'a frozen version of a template never changes'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
        ),
    )


class Template(models.Model):
    """A form that can be asked for, for example the country progress template."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    audience = models.CharField(_("Who is asked"), max_length=20, choices=TemplateAudience)
    name_en = models.CharField(_("Name (English)"), max_length=150)
    name_es = models.CharField(_("Name (Spanish)"), max_length=150)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_en

    @property
    def is_questionnaire(self) -> bool:
        """Answered on one page by respondents, without the workspace of a country."""
        return self.audience != TemplateAudience.MEMBERS


class TemplateVersion(models.Model):
    """A version of a template; frozen once `published_at` is set, old reports keep theirs. One draft at a time."""

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
            models.UniqueConstraint(
                fields=["template"], condition=Q(published_at=None), name="one_draft_of_a_template"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template.code} {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.published_at is not None


class Section(models.Model):
    """Questions that are asked together, once for the whole report or once for each objective."""

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="sections")
    code = models.SlugField(_("Code"), max_length=40)
    order = models.PositiveSmallIntegerField()
    scope = models.CharField(_("Asked for"), max_length=10, choices=Scope)
    title_en = models.CharField(_("Title (English)"), max_length=150)
    title_es = models.CharField(_("Title (Spanish)"), max_length=150)
    intro_en = models.TextField(_("Introduction (English)"), blank=True)
    intro_es = models.TextField(_("Introduction (Spanish)"), blank=True)
    saves = models.PositiveIntegerField(default=0, help_text="Counts the saves: a stale one is told")

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="section_code_once")]
        triggers = [_part_frozen("NEW.version_id, OLD.version_id")]

    def __str__(self) -> str:
        return self.title_en


class Question(models.Model):
    """One question. `code` is stable across versions, so that last cycle's answer is found again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    code = models.SlugField(_("Code"), max_length=40)
    order = models.PositiveSmallIntegerField()
    type = models.CharField(_("Kind of answer"), max_length=20, choices=QuestionType)
    label_en = models.CharField(_("Question (English)"), max_length=200)
    label_es = models.CharField(_("Question (Spanish)"), max_length=200)
    help_en = models.TextField(_("Help (English)"), blank=True)
    help_es = models.TextField(_("Help (Spanish)"), blank=True)
    word_limit = models.PositiveSmallIntegerField(
        _("Words, as advice"), null=True, blank=True, help_text=_("Never a block: the counter only says it.")
    )
    item_limit = models.PositiveSmallIntegerField(_("Rows at most"), null=True, blank=True)
    choices = models.JSONField(default=list, blank=True, help_text="[{code, en, es}]")
    is_core = models.BooleanField(_("Counts towards completeness"), default=False)
    place = models.CharField(
        _("Place in the regional report"), max_length=12, choices=ReportPlace, default=ReportPlace.QUOTED
    )
    audience = models.CharField(
        _("Read at most by"), max_length=10, choices=Audience, blank=True,
        help_text=_("Empty: whoever may read the whole. Who answers may narrow it further, never widen it."),
    )  # fmt: skip
    saves = models.PositiveIntegerField(default=0, help_text="Counts the saves: a stale one is told")

    class Meta:
        ordering = ["section", "order"]
        constraints = [models.UniqueConstraint(fields=["section", "code"], name="question_code_once")]
        triggers = [
            _part_frozen("SELECT s.version_id FROM reporting_section s WHERE s.id IN (NEW.section_id, OLD.section_id)")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def audiences(self) -> list[str]:
        """For whom an answer can be, widest first, none wider than the question. '' is whoever may read the whole."""
        if not self.audience:
            return ["", *reversed(Audience.values)]
        return [
            one
            for one in reversed(Audience.values)
            if AUDIENCE_WIDTH[Audience(one)] <= AUDIENCE_WIDTH[Audience(self.audience)]
        ]
