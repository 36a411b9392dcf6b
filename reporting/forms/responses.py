"""Shape of input of questionnaires: the answers, whoever asks for a link, whoever is invited."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import StakeholderCategory
from common.i18n import current_language, pick
from reporting.actions.respondents import INVITABLE, OPEN_KINDS
from reporting.enums import QuestionType, RespondentKind, TemplateAudience
from reporting.models import Call, Question, Response, Section
from reporting.queries.choices import Choices

ROWS = 5
"""Ranks that are offered where the template sets no limit."""
MAX_CHARACTERS = 20_000


class ResponseForm(forms.Form):
    """The questions of a template version as boxes; a ranking has a row for each place."""

    consent = forms.BooleanField(
        label=_("My answers may be published with the name of my organization. Otherwise they are only counted."),
        required=False,
    )

    def __init__(
        self, *args: Any, parts: list[Section], response: Response, read_only: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.named = Choices()
        for question in self.questions():
            self._add(question)
        if response.call.is_request:
            del self.fields["consent"]
        elif response.country_id:
            self.fields["consent"].label = gettext(
                "Our answers may be published with the name of our country. Otherwise they are only counted."
            )
        for box in self.fields.values():
            box.disabled = read_only

    def questions(self) -> list[Question]:
        return [question for section in self.parts for question in section.questions.all()]

    def _add(self, question: Question) -> None:
        name, kind = name_of(question), question.type
        label, help_text = pick(question, "label"), pick(question, "help")
        if kind == QuestionType.TEXT:
            area = forms.Textarea(attrs={"rows": 6})
            self.fields[name] = forms.CharField(
                label=label, help_text=help_text, required=False, widget=area, max_length=MAX_CHARACTERS
            )
        elif kind == QuestionType.PRIORITIES:
            for place in range(1, ranks(question) + 1):
                self.fields[f"{name}-{place}"] = forms.ChoiceField(
                    label=gettext("Place %(place)s") % {"place": place},
                    required=False,
                    choices=[("", gettext("Choose an objective")), *self.named.labels(question)],
                )
                self.fields[why_of(question, place)] = forms.CharField(
                    label=gettext("Why, place %(place)s") % {"place": place},
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                    max_length=MAX_CHARACTERS,
                )
        else:
            self.fields[name] = forms.MultipleChoiceField(
                label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple,
                choices=self.named.labels(question),
            )  # fmt: skip

    def groups(self) -> list[dict[str, Any]]:
        """What the page shows: each section with its questions and their boxes."""
        return [
            {"section": section, "asked": [self._asked(question) for question in section.questions.all()]}
            for section in self.parts
        ]

    def _asked(self, question: Question) -> dict[str, Any]:
        name = name_of(question)
        if question.type != QuestionType.PRIORITIES:
            return {"question": question, "box": self[name], "ranks": []}
        places = range(1, ranks(question) + 1)
        return {
            "question": question, "box": None,
            "ranks": [(place, self[f"{name}-{place}"], self[why_of(question, place)]) for place in places],
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.questions():
            if question.type != QuestionType.PRIORITIES:
                continue
            seen: set[str] = set()
            for place in range(1, ranks(question) + 1):
                name = f"{name_of(question)}-{place}"
                objective, why = data.get(name, ""), data.get(why_of(question, place), "")
                if objective and objective in seen:
                    self.add_error(name, gettext("This objective stands at another place already."))
                if why and not objective:
                    self.add_error(name, gettext("Choose the objective that the reason is about."))
                seen.add(objective)
        return data

    def answers(self) -> dict[Question, dict[str, Any]]:
        """{question: {text, choices, items}} of what was sent; gaps in a ranking close."""
        data, found = self.cleaned_data, {}
        for question in self.questions():
            name = name_of(question)
            if question.type == QuestionType.TEXT:
                found[question] = {"text": data[name], "choices": [], "items": []}
            elif question.type == QuestionType.PRIORITIES:
                places = range(1, ranks(question) + 1)
                rows = [(data[f"{name}-{n}"], data[why_of(question, n)]) for n in places]
                items = [{"objective": int(objective), "text": why} for objective, why in rows if objective]
                found[question] = {"text": "", "choices": [], "items": items}
            else:
                found[question] = {"text": "", "choices": data[name], "items": []}
        return found


def initial_of(response: Response, answers: dict[Question, dict[str, Any]]) -> dict[str, Any]:
    """What is kept, as the boxes of the form."""
    found: dict[str, Any] = {"consent": response.consent}
    for question, value in answers.items():
        name = name_of(question)
        found[name] = value["text"] if question.type == QuestionType.TEXT else value["choices"]
        for place, item in enumerate(value["items"], start=1):
            found[f"{name}-{place}"], found[why_of(question, place)] = str(item["objective"]), item["text"]
    return found


def name_of(question: Question) -> str:
    """The name of a question's box; one in which words are typed begins with "text"."""
    return f"text-{question.code}" if question.type == QuestionType.TEXT else f"q-{question.code}"


def why_of(question: Question, place: int) -> str:
    """The name of the box with the reason of a place in a ranking."""
    return f"text-{question.code}-{place}"


def ranks(question: Question) -> int:
    """How many places a ranking has."""
    return min(question.item_limit or ROWS, 23)


class WhoForm(forms.Form):
    """Who answers: kind, category of paragraph 44, organization, place, address, language."""

    kind = forms.ChoiceField(label=_("You answer as"), choices=())
    category = forms.ModelChoiceField(
        StakeholderCategory.objects.all(),
        label=_("Category"),
        required=False,
        empty_label=_("None of these"),
        help_text=_("The thirteen categories of paragraph 44 of the Compact."),
    )
    organization = forms.CharField(label=_("Organization"), max_length=200)
    place = forms.CharField(label=_("Country or sub-region"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the answers"), choices=Language)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.label_from_instance = lambda row: pick(row, "name")
        self.initial.setdefault("language", current_language())

    def clean_organization(self) -> str:
        """On one line, as it stands in mails and tables."""
        return " ".join(self.cleaned_data["organization"].split())

    def offer(self, kinds: tuple[RespondentKind, ...]) -> None:
        """Kinds that can be chosen."""
        kind: Any = self.fields["kind"]
        kind.choices = [(one.value, one.label) for one in kinds]


class RegisterForm(WhoForm):
    """Somebody asks for a link. Programs that fill in every box fill in the last one, which nobody sees."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A link to the questions goes there. It is shown to nobody and erased after the call."),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(OPEN_KINDS)

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class InviteForm(WhoForm):
    """The Secretariat invites a respondent."""

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = gettext("Kind of respondent")
        self.offer(INVITABLE.get(TemplateAudience(call.template_version.template.audience), ()))
