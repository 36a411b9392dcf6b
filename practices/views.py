"""Writing what the form of the Repository of Practices asks."""

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
from common.i18n import pick
from common.results import require
from common.shapes import Link
from practices import rules
from practices.actions import save_practice
from practices.forms import PracticeForm
from practices.models import Practice


@seat_required
@require_http_methods(["GET", "POST"])
def edit(request: SeatRequest, code: str) -> HttpResponse:
    """The fields of the form in both languages, with both counts. A stale save gets 409 with what is stored."""
    row = get_object_or_404(Practice.objects.visible_to(request.seat).select_related("country"), code=code)
    require(rules.may_keep(request.seat, row))
    saves, title = row.saves, pick(row, "title")
    form = PracticeForm(request.POST or None, instance=row)
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("saves", "")
        try:
            save_practice(
                practice=Practice.objects.select_related("country").get(pk=row.pk), fields=form.cleaned_data,
                saves=int(sent) if sent.isdecimal() else 0, by=request.seat,
            )  # fmt: skip
        except Conflict as clash:
            conflict, saves = _differences(form, clash), clash.version
        else:
            messages.success(request, _("Saved."))
            return redirect("practices:edit", row.code)
    context = {
        "form": form, "saves": saves, "conflict": conflict, "practice": row,
        "rows": [[(box, form.limit_of(box.name)) for box in boxes] for boxes in form.rows()],
        "crumbs": [
            Link(_("Good practices"), reverse("portal:practice-list")),
            Link(title, reverse("portal:practice", args=[row.code])),
            Link(_("Edit")),
        ],
    }  # fmt: skip
    return render(request, "practices/edit.html", context, status=409 if conflict else 422 if form.errors else 200)


def _differences(form: PracticeForm, clash: Conflict) -> list[tuple[str, Any]]:
    """(label, what is stored) of the boxes in which somebody else saved something different."""
    stored: dict[str, Any] = clash.stored  # type: ignore[assignment]
    found = []
    for name, value in form.cleaned_data.items():
        mine = list(value) if name in ("objectives", "principles") else value
        if stored[name] != mine:
            kept = ", ".join(map(str, stored[name])) if isinstance(stored[name], list) else stored[name]
            found.append((str(form.fields[name].label), kept))
    return found or [(_("Times saved"), clash.version)]
