"""Entries of the record, and where a practice stands in the UN repository."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict
from common.http import onward
from common.i18n import pick
from common.outcomes import version_of
from common.results import require
from common.shapes import Link
from practices import rules
from practices.actions.record import save_practice, say_repository
from practices.content import MANY
from practices.forms import ContentForm, RecordForm, RepositoryForm
from practices.models import Practice


@seat_required
@require_http_methods(["GET", "POST"])
def edit(request: SeatRequest, code: str) -> HttpResponse:
    """The fields of the form in both languages, with both counts. A stale save gets 409 with what is stored."""
    row = _practice(request, code)
    require(rules.may_keep(request.seat, row))
    saves, title = row.saves, pick(row, "title")
    form = RecordForm(request.POST or None, instance=row)
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            save_practice(
                practice=_practice(request, code), fields=form.cleaned_data,
                saves=version_of(request.POST.get("saves", "")), by=request.seat,
            )  # fmt: skip
        except Conflict as clash:
            conflict, saves = differences(form, clash), clash.version
        else:
            messages.success(request, _("Saved."))
            return onward(request, reverse("practices:edit", args=[row.code]))
    context = form_context(form, saves, conflict) | {
        "back": reverse("portal:practice", args=[row.code]), "title": title, "crumbs": _crumbs(row, title, _("Edit")),
    }  # fmt: skip
    return render(request, "practices/edit.html", context, status=409 if conflict else 422 if form.errors else 200)


@seat_required
@require_http_methods(["GET", "POST"])
def repository(request: SeatRequest, code: str) -> HttpResponse:
    """The address under which the UN repository holds a practice."""
    row = _practice(request, code)
    require(rules.may_say_repository(request.seat, row))
    form = RepositoryForm(request.POST or None, initial={"address": row.repository_address})
    if request.method == "POST" and form.is_valid():
        say_repository(practice=row, address=form.cleaned_data["address"], by=request.seat)
        messages.success(request, _("Saved."))
        return redirect("portal:practice", row.code)
    title = _("In the UN repository")
    context = {
        "form": form, "title": title, "name": pick(row, "title"), "back": reverse("portal:practice", args=[row.code]),
        "crumbs": _crumbs(row, pick(row, "title"), title),
    }  # fmt: skip
    return render(request, "practices/repository.html", context, status=422 if form.errors else 200)


def _practice(request: SeatRequest, code: str) -> Practice:
    return get_object_or_404(Practice.objects.visible_to(request.seat).select_related("country"), code=code)


def _crumbs(row: Practice, title: str, here: str) -> list[Link]:
    return [
        Link(_("Good practices"), reverse("portal:practice-list")),
        Link(title, reverse("portal:practice", args=[row.code])),
        Link(here),
    ]


def form_context(form: ContentForm, saves: int, conflict: list[tuple[str, Any]]) -> dict[str, Any]:
    """What the page of the form needs: its sections, with their boxes in rows, each with its limit."""
    sections = [
        (code, title, [[(box, form.limit_of(box.name)) for box in boxes] for boxes in rows])
        for code, title, rows in form.sections()
    ]
    return {"form": form, "saves": saves, "conflict": conflict, "sections": sections}


def differences(form: ContentForm, clash: Conflict) -> list[tuple[str, Any]]:
    """(label, what is stored) of the boxes in which somebody else saved something different."""
    stored: dict[str, Any] = clash.stored  # type: ignore[assignment]
    mine: dict[str, Any] = clash.submitted  # type: ignore[assignment]
    found = []
    for name, value in stored.items():
        wrote = list(mine[name]) if name in MANY else mine[name]
        if value != wrote:
            said = ", ".join(map(str, value)) if isinstance(value, list) else value
            found.append((str(form.fields[name].label), said))
    return found or [(_("Times saved"), clash.version)]
