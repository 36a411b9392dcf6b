"""The list of declarations, starting one, and the way to the draft in hand."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.filtering import Day, choice, filtered, kept
from common.i18n import pick
from common.results import require
from declarations import rules
from declarations.actions.drafts import start_declaration
from declarations.enums import SHARED
from declarations.filters import DeclarationFilters
from declarations.forms import StartForm
from declarations.models import Adoption, Declaration, Draft
from declarations.policy import Act
from declarations.views.adoption import adopted_page
from declarations.views.base import crumbs, declaration_of, draft_url
from reporting.models import Cycle

FILTERS = tuple(DeclarationFilters.base_filters)


@require_safe
def declaration_list(request: SeatRequest) -> HttpResponse:
    """Adopted texts; for members and the desk also those that are being drafted."""
    seat = request.seat
    rows = Declaration.objects.visible_to(seat).filter(adoption=None).prefetch_related("drafts")
    found = filtered(DeclarationFilters, Adoption.objects.visible_to(seat), request.GET.dict(), FILTERS)
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    choices = [choice("cycle", _("Cycle"), cycles, found.asked)]
    days = [
        Day(name, label, found.asked.get(name, ""))
        for name, label in (("adopted_from", _("From")), ("adopted_to", _("To")))
    ]
    context = {
        "adopted": found.rows.select_related("organ"),
        "filtered": found,
        "choices": choices,
        "days": days,
        "kept": kept(request.GET, [*choices, *days], found),
        "found": [(row, _in_hand(row, request)) for row in rows],
        "by_clearer": seat.is_focal_point and rules.tabling_act(seat.home) == Act.TABLE_FOR_CLEARANCE,
        "may_start": rules.may(seat, Act.START),
    }
    return render(request, "declarations/list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def declaration_new(request: SeatRequest) -> HttpResponse:
    """A declaration with its zero draft in preparation."""
    require(rules.may(request.seat, Act.START))
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_declaration(**form.facts(), paragraphs=form.paragraphs(request.seat), by=request.seat)
            return redirect(draft_url(made.drafts.get()))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "title": _("Start a declaration"), "crumbs": [*crumbs(), *crumbs(here=_("Start"))[1:]]}
    return render(request, "declarations/form.html", context, status=422 if form.errors else 200)


@require_safe
def declaration(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """The adopted text for whom it is; before the adoption the way to the draft in hand."""
    rows = Adoption.objects.visible_to(request.seat).select_related("organ")
    adoption = rows.filter(year=year, number=number).first()
    if adoption is None:
        return redirect(draft_url(_in_hand(declaration_of(request, year, number), request)))
    return adopted_page(request, adoption)


def _in_hand(row: Declaration, request: SeatRequest) -> Draft:
    """The newest draft that the seat reads, among those fetched."""
    drafts = [one for one in row.drafts.all() if request.seat.is_desk or one.status in SHARED]
    draft = drafts[-1]
    draft.declaration = row
    return draft
