"""Documents as institutions write them: pasted or uploaded, looked at, then kept as a whole or not at all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Body, Country
from common.errors import Refused
from common.shapes import Link
from events import queries
from events.actions.agenda_intake import store_agenda
from events.actions.conclusions import save_line, store_conclusions
from events.checks.agenda import check_agenda
from events.directory import directory
from events.forms.meetings import THANKED, LineForm, PasteForm
from events.intake.agenda import ParsedAgenda, parse_agenda
from events.intake.conclusions import parse_conclusions
from events.intake.reading import read_upload
from events.intake.succession import compare
from events.models import AgendaItem, Conclusion, Event
from events.suggestions import thanked_in
from events.views.base import crumbs, event_of, form_page


@seat_required
@require_http_methods(["GET", "POST"])
def conclusions_paste(request: SeatRequest, code: str) -> HttpResponse:
    """Paste, look at what was understood, take it in (field "act" = "keep")."""
    row = event_of(request, code)
    form, text = read_paste(request)
    del form.fields["replace"]
    parsed = parse_conclusions(text, language_of(form)) if text else None
    if parsed and request.POST.get("act") == "keep":
        try:
            store_conclusions(event=row, parsed=parsed, language=language_of(form), by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The conclusions were taken in."))
            return redirect("events:event", code)
    title = _("Take conclusions in")
    return paste_page(request, row, "conclusions_paste.html", title, form, text, parsed=parsed)


@seat_required
@require_http_methods(["GET", "POST"])
def agenda_paste(request: SeatRequest, code: str) -> HttpResponse:
    """Paste, look at what was understood and what the check says, take it in (field "act" = "keep")."""
    row = event_of(request, code)
    form, text = read_paste(request)
    stored = AgendaItem.objects.filter(day__event=row).exists()
    if not stored:
        del form.fields["replace"]
    parsed = _agenda_in(text, row) if text else None
    language = language_of(form) if parsed else "en"
    if parsed and request.POST.get("act") == "keep":
        replace, seen = bool(form.cleaned_data.get("replace")), request.POST.get("seen", "")
        try:
            store_agenda(event=row, parsed=parsed, language=language, replace=replace, seen=seen, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agenda was taken in."))
            return redirect("events:agenda", code)
    more = (
        {"findings": check_agenda(parsed.plan(), row), "succession": compare(row, parsed, language)} if parsed else {}
    )
    title = _("Take an agenda in")
    return paste_page(request, row, "agenda_paste.html", title, form, text, parsed=parsed, **more)


def _agenda_in(text: str, row: Event) -> ParsedAgenda:
    """The year of the event stands for one that is not written; so does its day, where it has no other."""
    is_one_day = row.starts and row.ends in (None, row.starts)
    year = row.starts.year if row.starts else None
    return parse_agenda(text, directory(), year=year, only_day=row.starts if is_one_day else None)


@seat_required
@require_http_methods(["GET", "POST"])
def conclusion_line(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """What one line does, whose proposal it was, and, until it is published, its words."""
    row = event_of(request, code)
    line = get_object_or_404(Conclusion.objects.select_related("event"), event=row, pk=pk)
    form = LineForm(request.POST or None, instance=line, initial=_thanked(line))
    if request.method == "POST" and form.is_valid():
        stored = Conclusion.objects.select_related("event").get(pk=line.pk)
        # What was suggested and left as it is counts as chosen.
        fields = {name: form.cleaned_data[name] for name in {*form.changed_data, *THANKED}}
        try:
            save_line(line=stored, fields=fields, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:conclusions", code)
    title = _("Conclusion %(reference)s") % {"reference": line.reference or "–"}
    back = reverse("events:conclusions", args=[code])
    return form_page(request, form, title, back, crumbs=[*crumbs(row), Link(_("Conclusions"), back), Link(title)])


def _thanked(line: Conclusion) -> dict[str, list[Any]]:
    """Whom an item that thanks names, as a suggestion while nobody is entered."""
    if "thank" not in line.verbs or line.thanked_countries.exists() or line.thanked_bodies.exists():
        return {}
    named = thanked_in(line.text_en or line.text_es, directory())
    return {
        "thanked_countries": [who for who in named if isinstance(who, Country)],
        "thanked_bodies": [who for who in named if isinstance(who, Body)],
    }


@seat_required
@require_safe
def conclusions(request: SeatRequest, code: str) -> HttpResponse:
    """The document line by line, each with what it does and a way to say so."""
    row = event_of(request, code)
    lines = list(row.conclusions.select_related("proposer_country", "proposer_body"))
    made = queries.commitments_of(lines, request.seat)
    context = {"event": row, "lines": lines, "commitments": made, "crumbs": crumbs(row, _("Conclusions"))}
    return render(request, "events/desk/conclusions.html", context)


def read_paste(request: SeatRequest) -> tuple[PasteForm, str]:
    """The form and the text to take apart: of the file when there is one, else what was pasted; '' for none yet."""
    form = PasteForm(request.POST or None, request.FILES or None, initial={"language": "en"})
    if request.method != "POST" or not form.is_valid():
        return form, ""
    text = form.cleaned_data["text"]
    if form.cleaned_data["file"]:
        try:
            text = read_upload(form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
            return form, ""
    if not text.strip():
        form.add_error("text", _("Paste the text, or choose a file."))
        return form, ""
    return form, text


def language_of(form: PasteForm) -> str:
    """The language that was chosen for the text."""
    return str(form.cleaned_data.get("language", "en"))


def paste_page(
    request: SeatRequest, row: Event, template: str, title: str, form: PasteForm, text: str, **more: Any
) -> HttpResponse:
    """The form with the text that was read, and below it the preview."""
    if text and form.is_bound:
        form.data = {**request.POST.dict(), "text": text}
    context = {"event": row, "form": form, "title": title, "crumbs": crumbs(row, title), **more}
    return render(request, f"events/desk/{template}", context, status=422 if form.errors else 200)
