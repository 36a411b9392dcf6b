"""Pages of the objectives, principles and schemes."""

import re
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.http import public_page
from common.i18n import pick
from common.results import require
from common.shapes import Link
from objectives import actions
from objectives.forms import SchemeForm
from objectives.models import Objective, Principle, Scheme

PLACES = 8
NUMBER = re.compile(r"\d{1,2}")


@public_page
@require_safe
def objective_list(request: SeatRequest) -> HttpResponse:
    """The 23 objectives grouped by any scheme, and the ten principles."""
    schemes = list(Scheme.objects.with_groups().order_by("order", "name_en"))
    scheme = next((s for s in schemes if s.code == request.GET.get("scheme")), schemes[0] if schemes else None)
    context = {
        "scheme": scheme,
        "scheme_links": [
            Link(pick(s, "name"), f"?scheme={s.code}", "true" if scheme and s.pk == scheme.pk else "") for s in schemes
        ],
        "principles": Principle.objects.all(),
        "may_keep": actions.may_keep_schemes(request.seat),
    } | (_coverage(scheme) if scheme else {})
    return render(request, "objectives/objective_list.html", context)


@public_page
@require_safe
def scheme(request: SeatRequest, code: str) -> HttpResponse:
    """One way to group the objectives: what it covers, omits and repeats, and where it comes from."""
    row = get_object_or_404(Scheme.objects.with_groups(), code=code)
    context = {
        "scheme": row,
        "may_keep": actions.may_keep_schemes(request.seat),
        "crumbs": [Link(_("Objectives"), reverse("objectives:objective-list")), Link(pick(row, "name"))],
    } | _coverage(row)
    return render(request, "objectives/scheme.html", context)


@seat_required
@require_POST
def scheme_confirm(request: SeatRequest, code: str) -> HttpResponse:
    """Confirm the mapping of a scheme, with the numbers as they stand in the form."""
    row = get_object_or_404(Scheme.objects.with_groups(), code=code)
    wanted = {g.code: _listed(request.POST.get(f"group-{g.code}", "")) for g in row.groups.all()}
    try:
        actions.confirm_mapping(scheme=row, objectives=wanted, by=request.seat)
        messages.success(request, _("The mapping is confirmed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("objectives:scheme", row.code)


@seat_required
@require_http_methods(["GET", "POST"])
def scheme_new(request: SeatRequest) -> HttpResponse:
    """Add a scheme with up to eight groups."""
    require(actions.may_keep_schemes(request.seat))
    form = SchemeForm(request.POST or None)
    groups = [
        {
            "place": n,
            "name_en": request.POST.get(f"name_en-{n}", ""),
            "name_es": request.POST.get(f"name_es-{n}", ""),
            "numbers": request.POST.get(f"numbers-{n}", ""),
        }
        for n in range(1, PLACES + 1)
    ]
    if request.method == "POST" and form.is_valid():
        rows = [g | {"objectives": _listed(str(g["numbers"]))} for g in groups]
        try:
            row = actions.add_scheme(fields=form.cleaned_data, groups=rows, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The scheme was added."))
            return redirect("objectives:scheme", row.code)
    context = {"form": form, "groups": groups}
    return render(request, "objectives/scheme_new.html", context, status=422 if form.errors else 200)


def _coverage(scheme: Scheme) -> dict[str, Any]:
    """What a scheme covers, omits and repeats, in distinct objectives."""
    objectives = list(Objective.objects.all())
    counts = Counter(o.number for g in scheme.groups.all() for o in g.objectives.all())
    return {
        "covered": len(counts),
        "omitted": [o for o in objectives if o.number not in counts],
        "repeated": [(o, counts[o.number]) for o in objectives if counts[o.number] > 1],
        "objectives": objectives,
    }


def _listed(text: str) -> list[int]:
    return [int(n) for n in NUMBER.findall(text)]
