"""The concept note and the logistics note of an event: written section by section on the desk's side."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.outcomes import version_of
from common.text import clean_text, uuid_or_none
from events.actions import concept as actions
from events.checks.concept import check_concept
from events.enums import USUAL, ConceptKind, EventAudience, NoteOf
from events.models import ConceptSection, Event
from events.views.base import attempt, crumbs, differing, event_of
from publications.sourced import unknown_in

FIELDS = ["kind", "title_en", "title_es", "text_en", "text_es", "es_unofficial"]


class SectionForm(forms.ModelForm):
    """A section; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agree = forms.BooleanField(
        label=gettext_lazy("Both languages say the same"), required=False,
        help_text=gettext_lazy("Otherwise the one that was not changed is marked as to be brought up to date."),
    )  # fmt: skip

    class Meta:
        model = ConceptSection
        fields = FIELDS
        widgets = {
            "text_en": forms.Textarea(attrs={"rows": 14, "lang": "en"}),
            "text_es": forms.Textarea(attrs={"rows": 14, "lang": "es"}),
        }

    def __init__(self, note: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.value, one.label) for one in (*USUAL[NoteOf(note)], ConceptKind.OTHER)]
        if note == NoteOf.LOGISTICS:
            kind.help_text = _("Contacts are offices with their address and telephone, never persons by name.")

    def clean_text_en(self) -> str:
        return self._text("text_en")

    def clean_text_es(self) -> str:
        return self._text("text_es")

    def _text(self, name: str) -> str:
        text = clean_text(self.cleaned_data[name]).text
        if unknown := unknown_in(text):
            raise forms.ValidationError(unknown)
        return text

    def section_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


@seat_required
@require_safe
def concept(request: SeatRequest, code: str, note: str) -> HttpResponse:
    """The sections in order, what is to be looked at, who reads the note."""
    row = event_of(request, code)
    sections = list(row.concept_sections.of(note))
    context = {
        "event": row,
        "sections": sections,
        "remarks": check_concept(sections),
        "note": note,
        "title": NoteOf(note).label,
        "readers": row.audience_of(note),
        "audiences": EventAudience.choices,
        "crumbs": crumbs(row, str(NoteOf(note).label)),
    }
    return render(request, "events/desk/concept.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def section_new(request: SeatRequest, code: str, note: str) -> HttpResponse:
    """A section at the end."""
    row = event_of(request, code)
    form = SectionForm(note, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_section(event=row, note=note, fields=form.section_fields(), by=request.seat)
        messages.success(request, _("Saved."))
        return redirect("events:concept", code, note)
    return _page(request, row, note, form, _("New section"))


@seat_required
@require_http_methods(["GET", "POST"])
def section(request: SeatRequest, code: str, note: str, pk: str) -> HttpResponse:
    """Edit one section; a stale save gets 409 with what is stored."""
    row = event_of(request, code)
    one = _section(row, note, pk)
    form = SectionForm(note, request.POST or None, instance=one, initial={"version": one.version})
    title = str(one) if one.title_en or one.title_es else str(one.get_kind_display())
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_section(
                section=_section(row, note, pk), fields=form.section_fields(),
                version=form.cleaned_data["version"] or 0, agree=form.cleaned_data["agree"], by=request.seat,
            )  # fmt: skip
        except Conflict as clash:
            conflict = differing(form, clash.stored)  # type: ignore[arg-type]
            form = SectionForm(note, {**request.POST.dict(), "version": clash.version})
            form.is_valid()
        else:
            messages.success(request, _("Saved."))
            return redirect("events:concept", code, note)
    return _page(request, row, note, form, title, conflict=conflict)


@seat_required
@require_POST
def concept_act(request: SeatRequest, code: str, note: str) -> HttpResponse:
    """Begin with the usual sections ("begin"), move one ("up:<section>", "down:<section>"), take one out
    ("remove:<section>", with its version), or say who reads the note ("open", with the field "audience").
    """
    row = event_of(request, code)
    act, _colon, key = request.POST.get("act", "").partition(":")
    back = reverse("events:concept", args=[code, note])
    if act == "begin":
        return attempt(request, lambda: actions.begin_concept(event=row, note=note, by=request.seat), "", back)
    if act == "open":
        audience = request.POST.get("audience", "")
        return attempt(
            request,
            lambda: actions.open_concept(event=row, note=note, audience=audience, by=request.seat),
            _("Saved."),
            back,
        )
    one = _section(row, note, key if uuid_or_none(key) else None)
    if act == "remove":
        version = version_of(request.POST.get(f"version-{key}", ""))
        return attempt(request, lambda: _remove(one, version, request), _("Taken out."), back)
    return attempt(request, lambda: actions.move_section(section=one, up=act == "up", by=request.seat), "", back)


def _remove(one: ConceptSection, version: int, request: SeatRequest) -> None:
    try:
        actions.remove_section(section=one, version=version, by=request.seat)
    except Conflict as clash:
        raise Refused(_("Somebody saved this section in the meantime. Look at it before you take it out.")) from clash


def _section(event: Event, note: str, pk: str | None) -> ConceptSection:
    sections = ConceptSection.objects.select_related("event").filter(event=event, note=note)
    return get_object_or_404(sections, pk=pk)


def _page(request: SeatRequest, event: Event, note: str, form: SectionForm, title: str, **more: Any) -> HttpResponse:
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    trail = [*crumbs(event), crumbs(event, str(NoteOf(note).label))[-1], crumbs(event, title)[-1]]
    context = {"event": event, "note": note, "form": form, "title": title, "crumbs": trail, **more}
    return render(request, "events/desk/concept_section.html", context, status=status)
