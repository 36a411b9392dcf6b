"""Figures with their sources: those on record, and those that countries published. Never summed, never ranked."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Country
from accounts.rules import may_keep_directory
from common.errors import Conflict
from common.http import public_page
from common.i18n import pick, sort_by_name
from common.results import require
from common.shapes import Link
from objectives.models import Objective
from portal.queries.countries import published_cycles
from portal.queries.filtering import Choice, choice, filtered, kept
from reporting.filters import FigureFilters
from reporting.models import Cycle, PublishedFigure
from sources.figures import correct_figure, enter_figure, enter_source
from sources.filters import RecordFigureFilters
from sources.forms import FigureForm
from sources.models import Figure, Source

PER_PAGE = 25
RECORD = "record"
FILTERS = {RECORD: tuple(RecordFigureFilters.base_filters), "": tuple(FigureFilters.base_filters)}


@public_page
@require_safe
def figure_list(request: SeatRequest) -> HttpResponse:
    """`?of=record`: figures that documents state; else those that countries published, by country and objective."""
    of = RECORD if request.GET.get("of") == RECORD else ""
    if of:
        found = filtered(RecordFigureFilters, Figure.objects.all(), request.GET.dict(), FILTERS[of])
        rows = found.rows.select_related("source").prefetch_related("objectives").order_by("order", "code")
    else:
        figures = PublishedFigure.objects.visible_to(request.seat)
        found = filtered(FigureFilters, figures, request.GET.dict(), FILTERS[of])
        related = found.rows.select_related("country", "cycle", "objective", "answer", "revision")
        rows = related.defer("revision__snapshot", "answer__items", "search_en", "search_es").order_by(
            "country__code", "-cycle__starts", "objective_id", "code"
        )
    choices = _choices(request, of, found.asked)
    context = {
        "of": of,
        "list": "record-figures" if of else "figures",
        "may_keep": may_keep_directory(request.seat),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "filtered": found,
        "choices": choices,
        "kept": kept(request.GET, choices, found, "of"),
        "tabs": [
            Link(_("Of countries"), "?", "" if of else "page"),
            Link(_("On the record"), f"?of={RECORD}", "page" if of else ""),
        ],
    }
    return render(request, "portal/figure_list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def figure_new(request: SeatRequest) -> HttpResponse:
    """Enter a figure that a document on record states."""
    require(may_keep_directory(request.seat))
    form = FigureForm(_cycles(), request.POST or None, initial={"es_unofficial": True})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            fields, objectives = _fields(request, form), form.cleaned_data["objectives"]
            figure, is_new = enter_figure(fields=fields, objectives=objectives, by=request.seat)
        return _saved(request) if is_new else _already(request, figure)
    return _form(request, form, _("New figure"))


@seat_required
@require_http_methods(["GET", "POST"])
def figure_edit(request: SeatRequest, code: str) -> HttpResponse:
    """Correct a figure; every text that names it says the new value when it is built again."""
    require(may_keep_directory(request.seat))
    row = get_object_or_404(Figure.objects.select_related("source"), code=code)
    initial = {name: getattr(row, name) for name in FigureForm.base_fields if hasattr(row, name)}
    initial |= {"objectives": row.objectives.all(), "read_at": row.updated_at.isoformat()}
    form = FigureForm(_cycles(), request.POST or None, initial=initial)
    conflict: list[tuple[str, str]] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                correct_figure(
                    figure=row,
                    read_at=form.cleaned_data["read_at"],
                    fields=_fields(request, form),
                    objectives=form.cleaned_data["objectives"],
                    by=request.seat,
                )
        except Conflict as clash:
            conflict = _differences(form, clash)
            typed = request.POST.copy()
            typed["read_at"] = row.updated_at.isoformat()
            form.data = typed
        else:
            return _saved(request)
    more = {"conflict": conflict, "saved_meanwhile": conflict is not None}
    return _form(request, form, _("Correct the figure"), **more)


def _fields(request: SeatRequest, form: FigureForm) -> dict[str, Any]:
    """What was typed, with its source, which is entered where it is not on record yet."""
    source = form.cleaned_data["source"] or enter_source(fields=form.fields_of_source(), by=request.seat)
    return form.fields_of_figure() | {"source": source}


def _differences(form: FigureForm, clash: Conflict) -> list[tuple[str, str]]:
    """Label and saved value of each box that says something else; none where both people made the same correction."""
    stored: dict[str, Any] = clash.stored  # type: ignore[assignment]
    submitted: dict[str, Any] = clash.submitted  # type: ignore[assignment]
    differ = [name for name, value in stored.items() if submitted[name] != value]
    return [(str(form.fields[name].label), _in_words(stored[name])) for name in differ]


def _in_words(value: Any) -> str:
    if isinstance(value, Source):
        return pick(value, "title")
    if isinstance(value, list):
        return ", ".join(f"{objective.number}. {pick(objective, 'short')}" for objective in value) or _("None")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value) or "–"


def _saved(request: SeatRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(_on_record())


def _already(request: SeatRequest, figure: Figure) -> HttpResponse:
    messages.info(request, _("This figure is already on record, and was not entered again. It can be corrected here."))
    return redirect("portal:figure-edit", figure.code)


def _form(request: SeatRequest, form: FigureForm, title: str, **more: Any) -> HttpResponse:
    back = _on_record()
    crumbs = [Link(_("Figures on the record"), back), Link(title)]
    context = {"form": form, "title": title, "back": back, "crumbs": crumbs} | more
    status = 409 if more.get("saved_meanwhile") else 422 if form.errors else 200
    return render(request, "sources/claim_form.html", context, status=status)


def _on_record() -> str:
    return f"{reverse('portal:figure-list')}?of={RECORD}"


def _cycles() -> list[tuple[str, str]]:
    return [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]


def _choices(request: SeatRequest, of: str, asked: dict[str, str]) -> list[Choice]:
    objectives = [(str(o.number), f"{o.number}. {pick(o, 'short')}") for o in Objective.objects.all()]
    choices = [choice("objective", _("Objective"), objectives, asked), choice("cycle", _("Cycle"), _cycles(), asked)]
    if not of:
        countries = sort_by_name(Country.objects.filter(pk__in=published_cycles(request.seat)))
        names = [(country.code, pick(country, "name")) for country in countries]
        choices.insert(0, choice("country", _("Country"), names, asked))
    return choices
