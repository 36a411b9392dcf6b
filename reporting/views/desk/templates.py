"""Templates in the browser: the list, a version with its questions, the map of codes, files in and out."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import SESSION_KEY
from common.errors import Refused
from common.i18n import pick
from common.shapes import Link
from objectives.models import Objective, Principle
from reporting import rules
from reporting.actions import templates as actions
from reporting.actions.rehearsal import end_rehearsal, rehearse
from reporting.enums import AnswerKind
from reporting.forms.templates import ImportForm, MapForm, TemplateForm
from reporting.models import Cycle, TemplateVersion
from reporting.policy import Act
from reporting.queries import templates as queries
from reporting.templatefile import FileProblems, as_file, read_file
from reporting.views.desk.base import desk_only


@seat_required
@require_safe
def template_list(request: SeatRequest) -> HttpResponse:
    """Every template with its versions and the calls made with them."""
    desk_only(request, Act.SEE_TRACKER)
    context = {
        "templates": queries.versions_by_template(),
        "may_keep": rules.may(request.seat, Act.KEEP_TEMPLATES),
        "crumbs": [Link(_("Desk"), reverse("reporting:desk")), Link(_("Templates"))],
    }
    return render(request, "reporting/templates/list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def template_new(request: SeatRequest) -> HttpResponse:
    """A new template with an empty draft."""
    desk_only(request, Act.KEEP_TEMPLATES)
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = actions.create_template(by=request.seat, **form.cleaned_data)
        messages.success(request, _("The template was created. Add a section to it."))
        return redirect("reporting:template", version.pk)
    crumbs = crumbs_of(None, Link(_("New template")))
    context = {
        "form": form, "title": _("New template"), "crumbs": crumbs, "back_url": reverse("reporting:template-list")
    }  # fmt: skip
    return render(request, "reporting/desk/form.html", context, status=422 if form.errors else 200)


@seat_required
@require_http_methods(["GET", "POST"])
def template_import(request: SeatRequest) -> HttpResponse:
    """Take a template in from a file; everything that is wrong with it is said with its place."""
    desk_only(request, Act.KEEP_TEMPLATES)
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.import_version(value=read_file(form.cleaned_data["file"].read()), by=request.seat)
        except FileProblems as found:
            problems = found.problems
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file was taken in as a draft. Look at it before you freeze it."))
            return redirect("reporting:template", version.pk)
    context = {"form": form, "problems": problems, "crumbs": crumbs_of(None, Link(_("Take a file in")))}
    return render(request, "reporting/templates/import.html", context, status=422 if problems or form.errors else 200)


@seat_required
@require_safe
def template(request: SeatRequest, pk: str) -> HttpResponse:
    """One version: its sections and questions in both languages, and what can be done with it."""
    desk_only(request, Act.SEE_TRACKER)
    version = version_of(pk)
    parts = queries.parts_of(version)
    may_keep = rules.may(request.seat, Act.KEEP_TEMPLATES)
    versions = list(version.template.versions.order_by("number"))
    calls = list(version.calls.select_related("cycle"))
    context = {
        "version": version,
        "parts": parts,
        "may_keep": may_keep,
        "may_edit": may_keep and not version.is_frozen,
        "hindrances": queries.hindrances(version, parts) if may_keep and not version.is_frozen else [],
        "is_last": versions[-1].pk == version.pk,
        "versions": [
            Link(
                _("Version %(number)s") % {"number": one.number},
                reverse("reporting:template", args=[one.pk]),
                "page" if one.pk == version.pk else "",
            )
            for one in versions
        ],
        "has_before": versions[0].number < version.number,
        "calls": [call for call in calls if not call.cycle.is_rehearsal],
        "rehearsal": next((call for call in calls if call.cycle.is_rehearsal), None),
        "cycles": Cycle.objects.real() if may_keep and version.is_frozen else [],
        "crumbs": crumbs_of(None, Link(title_of(version))),
    }
    return render(request, "reporting/templates/version.html", context)


@seat_required
@require_POST
def template_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Make the next version, freeze, rehearse, end the rehearsal or throw a draft away (field "act")."""
    desk_only(request, Act.KEEP_TEMPLATES)
    version = version_of(pk)
    acts: dict[str, Callable[[], HttpResponse]] = {
        "next": lambda: _next(request, version),
        "freeze": lambda: _freeze(request, version),
        "rehearse": lambda: _rehearse(request, version),
        "end": lambda: _end(request, version),
        "discard": lambda: _discard(request, version),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    try:
        return acts[request.POST["act"]]()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:template", version.pk)


@seat_required
@require_safe
def template_preview(request: SeatRequest, pk: str) -> HttpResponse:
    """Both languages side by side as those who are asked will see them."""
    desk_only(request, Act.SEE_TRACKER)
    version = version_of(pk)
    asked = {
        "parts": queries.parts_of(version),
        "objective": Objective.objects.order_by("number").first(),
        "principles": list(Principle.objects.order_by("letter")),
    }
    context = asked | {
        "version": version,
        "kinds": list(AnswerKind),
        "columns": [{"language": "en", "name": "English"}, {"language": "es", "name": "Español"}],
        "crumbs": crumbs_of(version, Link(_("As it will be seen"))),
    }
    return render(request, "reporting/templates/preview.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def template_map(request: SeatRequest, pk: str) -> HttpResponse:
    """The map of codes: where what the version before asked is asked now."""
    desk_only(request, Act.SEE_TRACKER)
    version = version_of(pk)
    gone, new = queries.moves_between(version)
    labels = {question.code: pick(question, "label") for question in new}
    form = MapForm(request.POST or None, gone=gone, new=new, moved=version.moved)
    if request.method == "POST":
        desk_only(request, Act.KEEP_TEMPLATES)
        if form.is_valid():
            try:
                actions.save_map(version=version, moved=form.moved(), by=request.seat)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The map of codes was saved."))
                return redirect("reporting:template", version.pk)
    context = {
        "version": version,
        "form": form,
        "before": queries.before(version),
        "gone": [(q, version.moved.get(q.code, ""), labels.get(version.moved.get(q.code, ""), "")) for q in gone],
        "new": [question for question in new if question.code not in version.moved.values()],
        "may_edit": not version.is_frozen and rules.may(request.seat, Act.KEEP_TEMPLATES),
        "crumbs": crumbs_of(version, Link(_("Map of codes"))),
    }
    return render(request, "reporting/templates/map.html", context, status=422 if form.errors else 200)


@seat_required
@require_safe
def template_file(request: SeatRequest, pk: str) -> HttpResponse:
    """The version as one readable file."""
    desk_only(request, Act.SEE_TRACKER)
    version = version_of(pk)
    response = HttpResponse(as_file(version), content_type="application/json; charset=utf-8")
    name = f"{version.template.code}-{version.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def version_of(pk: str) -> TemplateVersion:
    """The version of an address, with its template."""
    return get_object_or_404(TemplateVersion.objects.select_related("template"), pk=pk)


def title_of(version: TemplateVersion) -> str:
    """ "Country progress template, version 2"."""
    return _("%(name)s, version %(number)s") % {"name": pick(version.template, "name"), "number": version.number}


def crumbs_of(version: TemplateVersion | None, *last: Link) -> list[Link]:
    """The way from the desk to a page of a version."""
    above = [Link(title_of(version), reverse("reporting:template", args=[version.pk]))] if version else []
    return [
        Link(_("Desk"), reverse("reporting:desk")), Link(_("Templates"), reverse("reporting:template-list")), *above,
        *last,
    ]  # fmt: skip


def _next(request: SeatRequest, version: TemplateVersion) -> HttpResponse:
    made = actions.next_version(template=version.template, by=request.seat)
    messages.success(request, _("Version %(number)s begins as a copy of the one before.") % {"number": made.number})
    return redirect("reporting:template", made.pk)


def _freeze(request: SeatRequest, version: TemplateVersion) -> HttpResponse:
    actions.freeze(version=version, by=request.seat)
    messages.success(request, _("The version is frozen. A call can be opened with it."))
    return redirect("reporting:template", version.pk)


def _discard(request: SeatRequest, version: TemplateVersion) -> HttpResponse:
    actions.discard(version=version, by=request.seat)
    messages.success(request, _("The draft was thrown away."))
    return redirect("reporting:template-list")


def _rehearse(request: SeatRequest, version: TemplateVersion) -> HttpResponse:
    """Sit down as a focal point of the rehearsal, where who is asked would: the button says so."""
    if request.seat.user is None:
        raise PermissionDenied
    call, membership = rehearse(version=version, by=request.seat)
    request.session[SESSION_KEY] = str(membership.pk)
    if version.template.is_questionnaire:
        return redirect("reporting:survey-answer", call.pk)
    return redirect("reporting:contribution", call.assignments.get().pk)


def _end(request: SeatRequest, version: TemplateVersion) -> HttpResponse:
    end_rehearsal(version=version, by=request.seat)
    messages.success(request, _("The rehearsal is closed. What was tried stays in it."))
    return redirect("reporting:template", version.pk)
