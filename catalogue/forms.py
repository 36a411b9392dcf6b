"""Shapes of what is looked for, saved and corrected."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Country
from catalogue.models import Correction, Frequency, SavedSearch
from catalogue.search import SEARCHED, Asked, cleaned
from common.i18n import pick, sort_by_name
from objectives.models import Objective
from reporting.models import Cycle

FOLDED = ("objective", "cycle", "language", "since", "until")


class SearchForm(forms.Form):
    """The filters of the search page. A value that is no choice does not count; nothing here can fail."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    cycle = forms.ChoiceField(label=_("Cycle"), required=False)
    language = forms.ChoiceField(label=_("Language of the original"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, query: QueryDict) -> None:
        data = query.copy()
        data["q"] = cleaned(query.get("q", ""))
        super().__init__(data)
        self.offer("kind", [(name, resource.title) for name, resource in SEARCHED.items()])
        self.offer("country", [(c.code, pick(c, "name")) for c in sort_by_name(Country.objects.all())])
        self.offer(
            "objective",
            [(str(o.number), f"{o.number}. {pick(o, 'short')}") for o in Objective.objects.order_by("number")],
        )
        self.offer("cycle", [(c.code, pick(c, "name")) for c in Cycle.objects.announced().order_by("-starts")])
        self.offer("language", Language.choices)
        for name, field in self.fields.items():
            field.widget.attrs["id"] = f"search-{name}"

    def offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("All")), *choices]

    def asked(self) -> Asked:
        """What is looked for."""
        self.is_valid()
        told = self.cleaned_data
        day = {name: told[name].isoformat() if told.get(name) else "" for name in ("since", "until")}
        names = ("kind", "country", "objective", "cycle", "language")
        return Asked(
            words=told.get("q", ""), first=day["since"], last=day["until"], **{n: told.get(n, "") for n in names}
        )

    def in_sight(self) -> list[forms.BoundField]:
        return [box for box in self if box.name not in FOLDED]

    def more(self) -> list[forms.BoundField]:
        """What the page folds away unless one of it is in use."""
        return [self[name] for name in FOLDED]

    @property
    def is_narrowed(self) -> bool:
        self.is_valid()
        return any(self.cleaned_data.get(name) for name in FOLDED)

    def ignored(self) -> list[str]:
        """Labels of the filters whose values were no choice."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    def query(self, **changes: str) -> str:
        """What counts of this form as a query string, with some values changed."""
        self.is_valid()
        told = QueryDict(mutable=True)
        for name in self.fields:
            value = changes.get(name, str(self.cleaned_data.get(name) or ""))
            if value:
                told[name] = value
        return told.urlencode()


class SaveSearchForm(forms.ModelForm):
    """Name and frequency of a search that is kept."""

    class Meta:
        model = SavedSearch
        fields = ["name", "frequency"]


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(choices=Frequency.choices)


class CorrectionForm(forms.ModelForm):
    """One entry of the log, in both languages."""

    class Meta:
        model = Correction
        fields = ["day", "place_en", "place_es", "address", "text_en", "text_es"]
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **{name: forms.Textarea(attrs={"rows": 4}) for name in ("text_en", "text_es")},
        }
