"""Shape of input for templates: the same forms check what is typed in the browser and what a file says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import Paired
from common.i18n import pick
from common.text import clean_text
from reporting.enums import (
    CHOICE_TYPES,
    ITEM_TYPES,
    QUESTIONNAIRE_TYPES,
    Audience,
    QuestionType,
    Scope,
    TemplateAudience,
)
from reporting.models import Question, Section, Template, TemplateVersion

LANGUAGE_OF = {"_en": "en", "_es": "es"}
MAX_CHOICES = 60


def _in_language(form: forms.BaseForm) -> None:
    """Boxes of one language say so, for spelling and for reading aloud."""
    for name, field in form.fields.items():
        if name[-3:] in LANGUAGE_OF:
            field.widget.attrs["lang"] = LANGUAGE_OF[name[-3:]]


class TemplateForm(forms.ModelForm):
    """A new form that can be asked for."""

    class Meta:
        model = Template
        fields = ["code", "audience", "name_en", "name_es"]
        help_texts = {"code": _("Small letters, figures, hyphens. It stays.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_language(self)


class SectionForm(Paired, forms.ModelForm):
    """Questions that are asked together."""

    class Meta:
        model = Section
        fields = ["code", "scope", "title_en", "title_es", "intro_en", "intro_es"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("intro_en", "intro_es")}

    def __init__(self, *args: Any, version: TemplateVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        _in_language(self)
        if version.template.is_questionnaire:
            self.initial.setdefault("scope", Scope.REPORT)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.version.pk and self.version.sections.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("Another section has this code."))
        return code

    def clean_scope(self) -> str:
        scope: str = self.cleaned_data["scope"]
        if self.version.template.is_questionnaire and scope != Scope.REPORT:
            raise ValidationError(gettext("A questionnaire asks once, not for each objective."))
        return scope


class QuestionForm(Paired, forms.ModelForm):
    """One question in both languages, with its limits, its choices and its place in the report."""

    choices_text = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One on each line: code | English | Spanish."),
    )

    class Meta:
        model = Question
        fields = [
            "code", "type", "label_en", "label_es", "help_en", "help_es", "word_limit", "item_limit", "is_core",
            "place", "audience",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("help_en", "help_es")}
        help_texts = {
            "code": _("By it the answer of the last cycle is found again. A new code is noted in the map of codes.")
        }

    def __init__(self, *args: Any, section: Section, codes: set[str] | None = None, **kwargs: Any) -> None:
        """`codes`: those that the version's other questions have; looked up when not given."""
        super().__init__(*args, **kwargs)
        self.section, self.codes = section, codes
        _in_language(self)
        self.initial.setdefault("choices_text", choices_as_text(self.instance.choices))
        if section.version.template.is_questionnaire:
            allowed: Any = self.fields["type"]
            allowed.choices = [(kind.value, kind.label) for kind in QUESTIONNAIRE_TYPES]
        readers: Any = self.fields["audience"]
        readers.choices = readers_of(section.version.template)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        taken = self.codes
        if taken is None:
            rows = Question.objects.filter(section__version=self.section.version_id).exclude(pk=self.instance.pk)
            taken = set(rows.values_list("code", flat=True))
        if code in taken:
            raise ValidationError(gettext("Another question of this version has this code."))
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("type")
        try:
            data["choices"] = choices_from_text(data.get("choices_text", ""))
        except ValidationError as error:
            self.add_error("choices_text", error)
            return data
        if kind == QuestionType.CHOICES and not data["choices"]:
            self.add_error("choices_text", gettext("List what can be chosen."))
        if kind != QuestionType.CHOICES and data["choices"]:
            self.add_error("choices_text", gettext("Only a question of the kind “Choices” has a list."))
        if kind == QuestionType.STATEMENT and self.section.scope != Scope.OBJECTIVE:
            self.add_error("type", gettext("This kind is asked for each objective only."))
        if data.get("word_limit") and kind in CHOICE_TYPES:
            self.add_error("word_limit", gettext("Nothing is written here that words could be counted of."))
        if data.get("item_limit") and kind not in ITEM_TYPES:
            self.add_error("item_limit", gettext("This kind has no rows."))
        return data


def readers_of(template: Template) -> list[tuple[str, str]]:
    """For whom a question can be at most: narrower than the template's answers are anyway, which is said first."""
    narrower = [Audience.OBSERVERS, Audience.MEMBERS]
    if template.audience == TemplateAudience.MEMBERS:
        narrower.append(Audience.OWN)
    if template.audience == TemplateAudience.REQUEST:
        narrower = []
    return [("", gettext("Whoever may read the whole")), *((one.value, str(one.label)) for one in narrower)]


class MapForm(forms.Form):
    """Where each code of the version before is asked now: one choice per code that is no longer asked as it was."""

    def __init__(self, *args: Any, gone: list[Question], new: list[Question], moved: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for question in gone:
            fitting = [q for q in new if q.type == question.type and q.section.scope == question.section.scope]
            choices = [("", _("No longer asked")), *((q.code, f"{q.code}: {_label(q)}") for q in fitting)]
            self.fields[question.code] = forms.ChoiceField(
                label=_label(question),
                choices=choices,
                required=False,
                initial=moved.get(question.code, ""),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [code for code in data.values() if code]
        for name, code in data.items():
            if code and chosen.count(code) > 1:
                self.add_error(name, gettext("Two codes cannot become the same question."))
        return data

    def moved(self) -> dict[str, str]:
        """{code in the version before: code in this one}."""
        return {old: new for old, new in self.cleaned_data.items() if new}


class ImportForm(forms.Form):
    """A template as a file."""

    file = forms.FileField(label=_("File"), help_text=_("A template exported here, as JSON, up to 1 MB."))


def choices_as_text(choices: list[dict[str, str]]) -> str:
    """One choice on each line."""
    return "\n".join(f"{choice['code']} | {choice['en']} | {choice['es']}" for choice in choices)


def choices_from_text(text: str) -> list[dict[str, str]]:
    """The choices of a list, one on each line. Raises ValidationError with the line that is not one."""
    found: list[dict[str, str]] = []
    for place, line in enumerate(clean_text(text).text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not all(parts):
            raise ValidationError(gettext("Line %(line)s needs a code, English and Spanish.") % {"line": place})
        if parts[0] in {choice["code"] for choice in found}:
            raise ValidationError(gettext("Line %(line)s has a code that stands above.") % {"line": place})
        found.append(dict(zip(("code", "en", "es"), parts, strict=True)))
    if len(found) > MAX_CHOICES:
        raise ValidationError(gettext("A list has %(limit)s choices at most.") % {"limit": MAX_CHOICES})
    return found


def _label(question: Question) -> str:
    return pick(question, "label")
