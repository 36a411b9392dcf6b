"""Shape of input on the pages of sessions and of who reports on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from common.forms import label_rows
from common.i18n import pick
from events.actions.sessions import Asked
from events.enums import QuestionTopic, SessionMethod
from events.formats import FORMATS, Part
from events.methods import METHODS, minutes_of
from events.models import Event, Session
from objectives.models import Objective, Scheme

FIELDS = [
    "code", "label_en", "label_es", "title_en", "title_es", "es_unofficial", "overview_en", "overview_es", "method",
    "experts", "starts", "ends",
]  # fmt: skip
NEW_QUESTIONS = 3
"""Empty boxes for guiding questions, beside those that are there."""
LONGEST = 240


class SessionForm(forms.ModelForm):
    """A session with its objectives, guiding questions and, once its method is saved, the minutes of each step."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Session
        fields = [*FIELDS, "objectives"]
        help_texts = {
            "starts": _("Where the session has days of its own, like the phases of a forum."),
            "code": _("Like 2a: sessions held side by side share a number."),
            "experts": _("How many the run sheet of a panel foresees."),
        }
        widgets = {
            "objectives": forms.CheckboxSelectMultiple(attrs={"class": "grouped"}),
            "starts": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "overview_en": forms.Textarea(attrs={"rows": 6, "lang": "en"}),
            "overview_es": forms.Textarea(attrs={"rows": 6, "lang": "es"}),
        }

    def __init__(self, data: Any = None, instance: Session | None = None) -> None:
        super().__init__(data, instance=instance, initial={"version": instance.version if instance else 1})
        label_rows(self, "objectives", lambda row: f"{row.number} · {pick(row, 'short')}")
        stored = list(instance.questions.all()) if instance and instance.pk else []
        self.keys = [str(question.pk) for question in stored] + [f"new{n}" for n in range(1, NEW_QUESTIONS + 1)]
        topics = [("", _("No topic")), *QuestionTopic.choices]
        for place, key in enumerate(self.keys):
            question = stored[place] if place < len(stored) else None
            self.fields[f"topic-{key}"] = forms.ChoiceField(
                label=_("Topic"), choices=topics, required=False, initial=question.topic if question else ""
            )
            for language, label in (("en", _("Question (English)")), ("es", _("Question (Spanish)"))):
                self.fields[f"text_{language}-{key}"] = forms.CharField(
                    label=label, required=False, widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
                    max_length=1000, initial=getattr(question, f"text_{language}", ""),
                )  # fmt: skip
        self.method = instance.method if instance else ""
        self.steps = self._limit_fields(instance)

    def _limit_fields(self, instance: Session | None) -> list[str]:
        """One box for the minutes of each step of the method that is stored."""
        if not instance or not instance.method:
            return []
        method = METHODS[SessionMethod(instance.method)]
        names = []
        for place, (step, minutes) in enumerate(zip(method.steps, minutes_of(method, instance.limits), strict=True)):
            name = f"minutes{place}"
            self.fields[name] = forms.IntegerField(
                label=f"{step.role}: {step.words}", required=False, min_value=0, max_value=LONGEST,
                initial=minutes or None, help_text="",
            )  # fmt: skip
            names.append(name)
        return names

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        starts, ends = values.get("starts"), values.get("ends")
        if ends and not starts:
            self.add_error("starts", _("Say on which day it begins, too."))
        elif starts and ends and ends < starts:
            self.add_error("ends", _("The last day is before the first one."))
        return values

    @property
    def facts_fields(self) -> list[Any]:
        return [
            self[name]
            for name in ("code", "label_en", "label_es", "title_en", "title_es", "es_unofficial", "starts", "ends")
        ]

    @property
    def question_fields(self) -> list[list[Any]]:
        """The boxes of each question: topic, English, Spanish."""
        return [[self[f"{name}-{key}"] for name in ("topic", "text_en", "text_es")] for key in self.keys]

    @property
    def step_fields(self) -> list[Any]:
        return [self[name] for name in self.steps]

    def session_fields(self) -> dict[str, Any]:
        """Columns of the session; minutes only where they are not the method's own."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        if self.steps:
            limits = [self.cleaned_data[name] or 0 for name in self.steps]
            own = [step.minutes for step in METHODS[SessionMethod(self.method)].steps]
            values["limits"] = [] if limits == own else limits
        return values

    def asked(self) -> list[Asked]:
        """The guiding questions in the order of the page."""
        values = self.cleaned_data
        return [
            Asked(
                int(key) if key.isdecimal() else None,
                values[f"topic-{key}"], values[f"text_en-{key}"].strip(), values[f"text_es-{key}"].strip(),
            )
            for key in self.keys
        ]  # fmt: skip

    def objectives(self) -> list[Objective]:
        return list(self.cleaned_data["objectives"])


class StartForm(forms.Form):
    """A form of events, or a scheme whose groups become round tables."""

    start = forms.ChoiceField(label=_("Form or scheme"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        start: Any = self.fields["start"]
        start.choices = [
            (_("Forms of events"), [(f"format:{code}", form.name) for code, form in FORMATS.items()]),
            (_("Schemes"), [(f"scheme:{row.code}", pick(row, "name")) for row in Scheme.objects.all()]),
        ]

    def parts(self) -> tuple[Part, ...]:
        """The sessions that are to be made."""
        kind, _colon, code = self.cleaned_data["start"].partition(":")
        if kind == "format":
            return FORMATS[code].parts
        return (Part("", "Round table", "Mesa redonda", scheme=code),)


class RapporteurForm(forms.Form):
    """A person, in one seat, who is to report on a session."""

    person = forms.ModelChoiceField(Membership.objects.none(), label=_("Rapporteur"))
    session = forms.ModelChoiceField(Session.objects.none(), label=_("Session"), to_field_name="code")

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        person: Any = self.fields["person"]
        people = Membership.objects.active().select_related("user", "country", "hat__body")
        person.queryset = people.order_by("user__name", "role")
        label_rows(self, "person", lambda row: f"{row.user.name}, {row.get_role_display()}, {row.place_name()}")
        session: Any = self.fields["session"]
        session.queryset = event.sessions.order_by("order")
        label_rows(self, "session", lambda row: f"{row.name}: {pick(row, 'title')}")
