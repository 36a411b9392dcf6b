"""Entering documents for approval, and what members say of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from commitments import rules
from commitments.actions.papers import create_paper, state
from commitments.forms import PaperForm, StatementForm
from commitments.models import Paper
from commitments.views.base import form_page
from common.errors import Refused
from common.i18n import pick
from common.results import require
from common.shapes import Link


def paper_of(request: SeatRequest, code: str) -> Paper:
    return get_object_or_404(Paper.objects.visible_to(request.seat).select_related("group", "source"), code=code)


def crumbs(paper: Paper | None, here: str) -> list[Link]:
    trail = [Link(_("Documents for approval"), reverse("portal:paper-list"))]
    if paper:
        trail.append(Link(pick(paper, "title"), paper.get_absolute_url()))
    return [*trail, Link(here)]


@seat_required
@require_http_methods(["GET", "POST"])
def paper_new(request: SeatRequest) -> HttpResponse:
    """A document as a draft, which members read."""
    if not request.seat.is_desk:
        raise Http404
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_paper(by=request.seat, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("Saved. Member Countries read it as a draft."))
            return redirect(made)
    title = _("New document")
    return form_page(request, form, title, reverse("portal:paper-list"), crumbs=crumbs(None, title))


@seat_required
@require_http_methods(["GET", "POST"])
def statement_new(request: SeatRequest, code: str) -> HttpResponse:
    """A dated statement of a member, as recorded."""
    row = paper_of(request, code)
    seat = request.seat
    if not (seat.is_member or seat.is_desk):
        raise Http404
    own = None if seat.is_secretariat else seat.home
    if own:
        require(rules.may_state(seat, own))
    form = StatementForm(own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {"country": own} | form.cleaned_data
        state(paper=row, by=seat, **values)
        messages.success(request, _("Recorded."))
        return redirect(row)
    title = _("Statement of a Member Country")
    lead = _("Member Countries and the Secretariat read it. It is a statement with a date, and nothing runs out.")
    back = row.get_absolute_url()
    return form_page(request, form, title, back, crumbs=crumbs(row, title), lead=lead)
