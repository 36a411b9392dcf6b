"""Shape of input on the pages of registration."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Country, Membership, StakeholderCategory
from common.dates import today
from common.forms import label_rows
from common.i18n import pick, sort_by_name
from events.enums import Duty, FileKind, Mode, PartyKind, Presence, Rank
from events.models import Delegation, EntitlementRule, FundingLine, Nomination, Participant, Registration
from events.models.registration import BODY_KINDS

DATE = {"type": "date"}
TERMS = [
    "due_on", "places", "beyond_places", "open_to", "nominations", "terms_en", "terms_es", "letter_en", "letter_es",
    "signed_by_en", "signed_by_es", "passport_copy", "keep_days", "list_shared",
]  # fmt: skip
PERSON = ["name", "position", "email"]
PLACE = ["institution", "rank", "is_head", "role", "theme", "presence", "language"]


class TermsForm(forms.ModelForm):
    """The terms of an event; `version` is the one that was read."""

    beyond_places = forms.MultipleChoiceField(
        label=_("Levels that do not count"),
        required=False,
        choices=Rank.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Like Vice-Ministers, whom the note invites beyond the places."),
    )
    open_to = forms.MultipleChoiceField(
        label=_("Also open to"),
        required=False,
        choices=[(kind.value, kind.label) for kind in BODY_KINDS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Member Countries are invited in any case."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Registration
        fields = TERMS
        widgets = {
            "due_on": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            **{
                name: forms.Textarea(attrs={"rows": 4, "lang": name[-2:]})
                for name in ("terms_en", "terms_es", "letter_en", "letter_es")
            },
        }
        help_texts = {
            "due_on": _("Until 23:59 in San José. It closes nothing."),
            "letter_en": _("Left empty, the letter says event, place and dates in the usual words."),
            "passport_copy": _("Only of persons whose ticket somebody buys, encrypted, and deleted after the event."),
        }

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}


class PersonForm(forms.ModelForm):
    """A person and the place that they take; `version` is the one that was read, empty for somebody new."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Participant
        fields = [*PERSON, *PLACE]
        labels = {"is_head": _("Is head of the delegation")}
        help_texts = {
            "name": _("As it is to stand in the list of participants."),
            "theme": _("For those who wish to speak or to moderate."),
        }

    def __init__(self, delegation: Delegation, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("name", "institution", "email"):
            self.fields[name].required = True
        rank: Any = self.fields["rank"]
        choices = [pair for pair in Rank.choices if not delegation.country or pair[0] != Rank.REPRESENTATIVE]
        rank.choices = [("", _("Choose")), *choices]
        if self.instance._state.adding:
            self.initial["rank"] = "" if delegation.country else Rank.REPRESENTATIVE
            if delegation.registration.event.mode == Mode.ONLINE:
                self.initial["presence"] = Presence.ONLINE

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReplaceForm(forms.ModelForm):
    """Who takes the place over. Everything else of the place stays."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Participant
        fields = PERSON

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = self.fields["email"].required = True

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PERSON}


class AcceptanceForm(forms.Form):
    """That the invitation was accepted, with the signed letter where there is one."""

    on = forms.DateField(label=_("Accepted on"), initial=today, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    file = forms.FileField(
        label=_("Signed letter"), required=False, help_text=_("PDF, PNG or JPEG, up to 10 MB. A day alone will do.")
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError(_("This day is still to come."))
        return on


class TravelForm(forms.Form):
    """What the buyer of the ticket needs. It is encrypted, and not shown to who sent it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    passport_name = forms.CharField(label=_("Name as in the passport"), max_length=200)
    born_on = forms.DateField(label=_("Date of birth"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    nationality = forms.CharField(label=_("Nationality"), max_length=80)
    document = forms.CharField(label=_("Number of the passport"), max_length=40)
    valid_until = forms.DateField(label=_("Valid until"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    departure = forms.CharField(label=_("City of departure"), max_length=120)
    outbound_on = forms.DateField(
        label=_("Outbound journey on"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    return_on = forms.DateField(
        label=_("Return journey on"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    remarks = forms.CharField(
        label=_("What the buyer should know"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(label=FileKind.PASSPORT.label, required=False, help_text=_("PDF, PNG or JPEG, up to 10 MB."))

    def __init__(self, participant: Participant, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.participant = participant
        registration = participant.delegation.registration
        if not registration.passport_copy:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        last = self.participant.delegation.registration.event.ends
        born, out, back = (values.get(name) for name in ("born_on", "outbound_on", "return_on"))
        if last and values.get("valid_until") and values["valid_until"] < last:
            self.add_error("valid_until", _("The passport ends before the event does."))
        if born and born > today():
            self.add_error("born_on", _("This day is still to come."))
        if out and back and back < out:
            self.add_error("return_on", _("The return is before the outbound journey."))
        return values

    def values(self) -> dict[str, str]:
        names = [name for name in self.fields if name not in ("version", "file")]
        return {name: str(self.cleaned_data[name] or "") for name in names}


class GuestForm(forms.Form):
    """A guest, or a body or country that comes in some capacity."""

    kind = forms.ChoiceField(label=_("Capacity"), choices=PartyKind.choices, initial=PartyKind.GUEST)
    who = forms.ChoiceField(label=_("Country or body"), required=False)
    guest_en = forms.CharField(label=_("Or a guest (English)"), required=False, max_length=200)
    guest_es = forms.CharField(label=_("Guest (Spanish)"), required=False, max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        who: Any = self.fields["who"]
        who.choices = [
            ("", _("None: a guest")),
            (_("Countries"), [(c.code, pick(c, "name")) for c in sort_by_name(Country.objects.all())]),
            (_("Bodies"), [(f"body:{b.code}", pick(b, "name")) for b in sort_by_name(Body.objects.all())]),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if bool(values.get("who")) == bool(values.get("guest_en")):
            self.add_error("who", _("Choose a country or body, or name a guest."))
        return values

    def party(self) -> dict[str, Any]:
        values, code = self.cleaned_data, self.cleaned_data["who"]
        found: dict[str, Any] = {"kind": values["kind"]}
        if code.startswith("body:"):
            return found | {"body": Body.objects.get(code=code.removeprefix("body:"))}
        if code:
            return found | {"country": Country.objects.get(code=code)}
        return found | {"guest_en": values["guest_en"], "guest_es": values["guest_es"]}


class RuleForm(forms.ModelForm):
    """So many persons of each of these have something paid."""

    class Meta:
        model = EntitlementRule
        fields = ["kind", "places", "group_en", "group_es", "countries", "bodies"]
        widgets = {"countries": forms.CheckboxSelectMultiple, "bodies": forms.SelectMultiple(attrs={"size": 6})}
        help_texts = {
            "group_en": _("In the words of the document, like “each middle-income Member Country”."),
            "countries": _("None, where the document names the group without listing it."),
        }

    def __init__(self, registration: Registration, data: Any = None) -> None:
        super().__init__(data)
        countries: Any = self.fields["countries"]
        countries.queryset = Country.objects.members(registration.event.starts)
        for name in ("countries", "bodies"):
            label_rows(self, name, lambda row: pick(row, "name"))


class FundingForm(forms.ModelForm):
    """One line of who pays what."""

    class Meta:
        model = FundingLine
        fields = ["item_en", "item_es", "payer_body", "payer_country", "rule", "note_en", "note_es"]
        help_texts = {"rule": _("Nobody chosen: for all.")}

    def __init__(self, registration: Registration, data: Any = None) -> None:
        super().__init__(data)
        rule: Any = self.fields["rule"]
        rule.queryset = registration.rules.all()
        label_rows(self, "rule", lambda row: f"{row.get_kind_display()}: {row.places} × {pick(row, 'group')}")
        for name in ("payer_body", "payer_country"):
            label_rows(self, name, lambda row: pick(row, "name"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("payer_body") and values.get("payer_country"):
            self.add_error("payer_country", _("One pays: a country or an organization."))
        return values


class DutyForm(forms.Form):
    """A person, in one seat, and the duty."""

    duty = forms.ChoiceField(label=_("Duty"), choices=Duty.choices)
    person = forms.ModelChoiceField(Membership.objects.none(), label=_("Person"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        person: Any = self.fields["person"]
        people = Membership.objects.active().select_related("user", "country", "hat__body")
        person.queryset = people.order_by("user__name", "role")
        person.empty_label = _("Choose")
        label_rows(self, "person", lambda row: f"{row.user.name}, {row.get_role_display()}, {row.place_name()}")


class NominationForm(forms.ModelForm):
    """A person proposed as rapporteur."""

    class Meta:
        model = Nomination
        fields = ["session", "category", "name", "organization", "email", "reasons"]
        widgets = {"reasons": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, registration: Registration, data: Any = None) -> None:
        super().__init__(data)
        session: Any = self.fields["session"]
        session.queryset = registration.event.sessions.all()
        session.empty_label = _("The event as a whole")
        label_rows(self, "session", lambda row: f"{row.name}: {pick(row, 'title')}")
        category: Any = self.fields["category"]
        category.queryset = StakeholderCategory.objects.all()
        category.empty_label = _("Choose")
        label_rows(self, "category", lambda row: pick(row, "name"))
        for name in ("name", "organization", "email"):
            self.fields[name].required = True
