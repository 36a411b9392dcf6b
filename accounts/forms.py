"""Shape of input on the pages of people."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.clearance import MAX_STEPS, can_be_named
from accounts.enums import COUNTRY_ROLES, HatKind, KeyScope, Language, Role, StandingKind
from accounts.models import Body, Country, Hat, User
from accounts.seats import Seat
from common.forms import label_rows
from common.i18n import pick


class InvitationForm(forms.Form):
    """Whom to invite, to which role, where."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=Language.choices)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    country = forms.ModelChoiceField(Country.objects.none(), label=_("Country"), required=False)
    hat = forms.ModelChoiceField(Hat.objects.none(), label=_("Body and capacity"), required=False)
    institution_en = forms.CharField(label=_("Institution (English)"), max_length=150, required=False)
    institution_es = forms.CharField(label=_("Institution (Spanish)"), max_length=150, required=False)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        """A focal point invites into the own country only; the Secretariat anywhere."""
        super().__init__(*args, **kwargs)
        if seat.is_secretariat:
            self.fields["country"].queryset = Country.objects.members()  # type: ignore[attr-defined]
            self.fields["hat"].queryset = Hat.objects.select_related("body")  # type: ignore[attr-defined]
            label_rows(self, "country", lambda row: pick(row, "name"))
            label_rows(self, "hat", lambda row: f"{pick(row.body, 'name')}: {row.get_kind_display()}")
        else:
            del self.fields["country"], self.fields["hat"]
            roles = [r for r in COUNTRY_ROLES if r != Role.PRESIDENCY]
            self.fields["role"].choices = [(r.value, r.label) for r in roles]  # type: ignore[attr-defined]


class OpenAccountForm(forms.Form):
    """Name and password of a person who accepts an invitation."""

    name = forms.CharField(label=_("Your name, as colleagues see it"), max_length=150)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    again = forms.CharField(
        label=_("The same password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if password and password != data.get("again"):
            self.add_error("again", _("The two passwords differ."))
        if password:
            try:
                validate_password(password, User(email=self.email, name=data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class StepForm(forms.Form):
    """One step of a country's chain: its name in both languages, and who signs it; without names it is no step."""

    name_en = forms.CharField(label=_("Name in English"), max_length=150, required=False)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=150, required=False)
    clearers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Named clearers"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Somebody whom you named no longer signs for your country. Choose again.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, gone: list[str] | None, **kwargs: Any) -> None:
        """`gone`: names of those who are named for the step and sign no longer."""
        super().__init__(*args, **kwargs)
        if gone:
            words = gettext("No longer signs for your country, and is left out once you set the chain: %(names)s.")
            self.fields["clearers"].help_text = words % {"names": ", ".join(gone)}
        self.fields["clearers"].queryset = people  # type: ignore[attr-defined]
        label_rows(self, "clearers", lambda user: user.name)
        for language in ("en", "es"):
            self.fields[f"name_{language}"].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.values()):
            for name in ("name_en", "name_es"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Each step needs a name in both languages."))
        return data


def step_forms(country: Country, data: Any) -> list[StepForm]:
    """The places of a chain, filled with the steps that the country has set."""
    people = User.objects.filter(pk__in=can_be_named(country).values("user")).order_by("name")
    steps = list(country.clearance_steps.prefetch_related("clearers"))
    initial = [
        {"name_en": step.name_en, "name_es": step.name_es, "clearers": [user.pk for user in step.clearers.all()]}
        for step in steps
    ]
    gone = [[user.name for user in step.clearers.all() if user not in people] for step in steps]
    places = [
        StepForm(data, people=people, prefix=f"step-{place}", initial=one, gone=names)
        for place, one, names in zip_longest(range(MAX_STEPS), initial, gone)
    ]
    for name in ("name_en", "name_es"):
        places[0].fields[name].required = True
    return places


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class TermDatesForm(forms.Form):
    """The days of a term of the Presidency Pro-Tempore, with their source."""

    starts = _day(_("From"))
    ends = _day(_("Until"))
    source = forms.CharField(label=_("Source"), max_length=300)


class TermFactsForm(TermDatesForm):
    """The days of a term and the lines of its letterhead, which papers of the presidency open with."""

    letterhead_en = forms.CharField(
        label=_("Letterhead (English)"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lines below the names of the Conference and of the country: ministry, address."),
    )  # fmt: skip
    letterhead_es = forms.CharField(
        label=_("Letterhead (Spanish)"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class StandingDatesForm(TermDatesForm):
    """The days of a standing; without a last day it goes on."""

    ends = _day(_("Last day"), required=False, help_text=_("Leave it empty while it goes on."))


class StandingForm(StandingDatesForm):
    """A new standing: a country as member or observer, or a body as observer."""

    kind = forms.ChoiceField(label=_("Standing"), choices=StandingKind.choices)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Country"), required=False)
    body = forms.ModelChoiceField(Body.objects.all(), label=_("Body"), required=False)
    field_order = ("kind", "country", "body", "starts", "ends", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("country", "body"):
            label_rows(self, name, lambda row: pick(row, "name"))


class TermForm(TermFactsForm):
    """A new term."""

    country = forms.ModelChoiceField(Country.objects.members(), label=_("Country"))
    field_order = ("country", "starts", "ends", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_rows(self, "country", lambda row: pick(row, "name"))


class MembershipDatesForm(forms.Form):
    """First and last day of a membership."""

    starts = _day(_("From"))
    ends = _day(_("Last day (optional)"), required=False)


class BodyForm(forms.ModelForm):
    """A body with the capacities in which it acts."""

    hats = forms.MultipleChoiceField(
        label=_("Capacities"), choices=HatKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Body
        fields = ("code", "kind", "name_en", "name_es", "acronym_en", "acronym_es", "country", "source", "note")
        labels = {
            "code": _("Code (small letters, digits and dashes; it never changes)"),
            "kind": _("Kind"),
            "name_en": _("Name in English"),
            "name_es": _("Name in Spanish"),
            "acronym_en": _("Acronym in English"),
            "acronym_es": _("Acronym in Spanish"),
            "country": _("Country (for a body of government)"),
            "source": _("Source"),
            "note": _("Note"),
        }
        widgets = {"source": forms.TextInput, "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_rows(self, "country", lambda row: pick(row, "name"))
        if self.instance._state.adding is False:
            self.fields["hats"].initial = [hat.kind for hat in self.instance.hats.all()]
            self.fields["code"].disabled = True


class KeyForm(forms.Form):
    """What a key is for, what it may do, how long it lasts."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=KeyScope.choices, widget=forms.CheckboxSelectMultiple,
        initial=[KeyScope.READ],
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("How long it lasts"), coerce=int, initial=90)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        """Only a country's team is offered the working copy."""
        super().__init__(*args, **kwargs)
        lasting = [(days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in (30, 90, 365)]
        self.fields["days"].choices = lasting  # type: ignore[attr-defined]
        if not seat.is_workspace:
            self.fields["scopes"].choices = [(KeyScope.READ.value, KeyScope.READ.label)]  # type: ignore[attr-defined]
