from django import forms

from objectives.models import Scheme


class SchemeForm(forms.ModelForm):
    """Name, source and notes of a new scheme; its groups are read beside it."""

    class Meta:
        model = Scheme
        fields = ["code", "name_en", "name_es", "source", "note_en", "note_es"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("source", "note_en", "note_es")}
