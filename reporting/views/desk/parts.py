"""Sections and questions of a draft template: the forms, and moving and removing them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.shapes import Link
from reporting.actions import templates as actions
from reporting.forms.templates import QuestionForm, SectionForm, choices_as_text
from reporting.models import Question, Section, TemplateVersion
from reporting.policy import Act
from reporting.views.desk.base import desk_only
from reporting.views.desk.templates import crumbs_of, version_of

Part = Section | Question


@seat_required
@require_http_methods(["GET", "POST"])
def section_new(request: SeatRequest, pk: str) -> HttpResponse:
    """A new section at the end."""
    desk_only(request, Act.KEEP_TEMPLATES)
    version = version_of(pk)
    form = SectionForm(request.POST or None, version=version)
    return _page(request, version, form, _("New section"), lambda fields, saves: actions.save_section(
        version=version, section=None, fields=fields, saves=saves, by=request.seat))  # fmt: skip


@seat_required
@require_http_methods(["GET", "POST"])
def section(request: SeatRequest, pk: int) -> HttpResponse:
    """The wording of a section."""
    desk_only(request, Act.KEEP_TEMPLATES)
    row = get_object_or_404(Section.objects.select_related("version__template"), pk=pk)
    form = SectionForm(request.POST or None, instance=row, version=row.version)
    stored = _section(pk)
    return _page(request, row.version, form, _("Section: %(code)s") % {"code": stored.code}, lambda fields, saves:
        actions.save_section(version=row.version, section=stored, fields=fields, saves=saves, by=request.seat),
        stored)  # fmt: skip


@seat_required
@require_http_methods(["GET", "POST"])
def question_new(request: SeatRequest, pk: int) -> HttpResponse:
    """A new question at the end of a section."""
    desk_only(request, Act.KEEP_TEMPLATES)
    row = _section(pk)
    form = QuestionForm(request.POST or None, section=row)
    return _page(request, row.version, form, _("New question"), lambda fields, saves: actions.save_question(
        section=row, question=None, fields=fields, saves=saves, by=request.seat))  # fmt: skip


@seat_required
@require_http_methods(["GET", "POST"])
def question(request: SeatRequest, pk: str) -> HttpResponse:
    """One question in both languages."""
    desk_only(request, Act.KEEP_TEMPLATES)
    row, stored = _question(pk), _question(pk)
    form = QuestionForm(request.POST or None, instance=row, section=row.section)
    return _page(request, row.section.version, form, _("Question: %(code)s") % {"code": stored.code},
        lambda fields, saves: actions.save_question(
            section=stored.section, question=stored, fields=fields, saves=saves, by=request.seat),
        stored)  # fmt: skip


@seat_required
@require_POST
def section_act(request: SeatRequest, pk: int) -> HttpResponse:
    """Move a section up or down, or take it out (field "act")."""
    desk_only(request, Act.KEEP_TEMPLATES)
    row = _section(pk)
    return _act(request, row, row.version)


@seat_required
@require_POST
def question_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Move a question up or down within its section, or take it out (field "act")."""
    desk_only(request, Act.KEEP_TEMPLATES)
    row = _question(pk)
    return _act(request, row, row.section.version)


def _act(request: SeatRequest, part: Part, version: TemplateVersion) -> HttpResponse:
    acts: dict[str, Callable[[], None]] = {
        "up": lambda: actions.move_part(part=part, up=True, by=request.seat),
        "down": lambda: actions.move_part(part=part, up=False, by=request.seat),
        "remove": lambda: actions.remove_part(part=part, by=request.seat),
    }
    name = request.POST.get("act", "")
    if name not in acts:
        raise Http404
    try:
        acts[name]()
    except Refused as refusal:
        messages.error(request, str(refusal))
    where = "" if name == "remove" else f"#{_anchor(part)}"
    return redirect(f"{reverse('reporting:template', args=[version.pk])}{where}")


def _page(
    request: SeatRequest,
    version: TemplateVersion,
    form: ModelForm,
    title: str,
    save: Callable[[dict[str, Any], int], Part],
    part: Part | None = None,
) -> HttpResponse:
    """Show the form, or save and lead back to the place of the part in its version."""
    conflict: list[tuple[str, Any]] = []
    saves = part.saves if part else 0
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("saves", "")
        fields = {name: value for name, value in form.cleaned_data.items() if name != "choices_text"}
        try:
            part = save(fields, int(sent) if sent.isdecimal() else 0)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Conflict as clash:
            conflict, saves = _differences(form, clash, fields), clash.version
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('reporting:template', args=[version.pk])}#{_anchor(part)}")
    context = {
        "form": form, "title": title, "version": version, "conflict": conflict, "saves": saves, "part": part,
        "kind": "section" if isinstance(part, Section) else "question",
        "crumbs": crumbs_of(version, Link(title)), "back_url": reverse("reporting:template", args=[version.pk]),
    }  # fmt: skip
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "reporting/templates/part.html", context, status=status)


def _differences(form: ModelForm, clash: Conflict, fields: dict[str, Any]) -> list[tuple[str, Any]]:
    """(label, what is stored) of the boxes in which somebody else saved something different."""
    stored: dict[str, Any] = clash.stored  # type: ignore[assignment]
    found = []
    for name in fields:
        if stored[name] == fields[name]:
            continue
        box = form.fields["choices_text" if name == "choices" else name]
        said = choices_as_text(stored[name]) if name == "choices" else stored[name]
        found.append((str(box.label), dict(getattr(box, "choices", ())).get(said, said)))
    return found or [(_("Times saved"), clash.version)]


def _section(pk: int) -> Section:
    return get_object_or_404(Section.objects.select_related("version__template"), pk=pk)


def _question(pk: str) -> Question:
    return get_object_or_404(Question.objects.select_related("section__version__template"), pk=pk)


def _anchor(part: Part) -> str:
    return f"{'s' if isinstance(part, Section) else 'q'}-{part.pk}"
