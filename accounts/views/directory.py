"""Pages on which the directory is kept: bodies with their hats, presidency terms, dates of memberships."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import rules
from accounts.actions import directory
from accounts.decorators import seat_required
from accounts.forms import BodyForm, MembershipDatesForm, TermFactsForm
from accounts.http import SeatRequest
from accounts.models import Body, PresidencyTerm
from accounts.views.people import memberships_within
from common.errors import Refused
from common.i18n import pick, sort_by_name
from common.results import require


@seat_required
@require_safe
def bodies(request: SeatRequest) -> HttpResponse:
    """All bodies in the order of the language, with the capacities in which they act."""
    require(rules.may_keep_directory(request.seat))
    rows = sort_by_name(Body.objects.prefetch_related("hats").select_related("country"))
    return render(request, "accounts/bodies.html", {"bodies": rows})


@seat_required
@require_http_methods(["GET", "POST"])
def body_new(request: SeatRequest) -> HttpResponse:
    """Enter a body."""
    require(rules.may_keep_directory(request.seat))
    return _body(request, None)


@seat_required
@require_http_methods(["GET", "POST"])
def body_edit(request: SeatRequest, pk: str) -> HttpResponse:
    """Change a body and its hats."""
    require(rules.may_keep_directory(request.seat))
    return _body(request, get_object_or_404(Body, pk=pk))


def _body(request: SeatRequest, body: Body | None) -> HttpResponse:
    form = BodyForm(request.POST or None, instance=body)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        hats = fields.pop("hats")
        # The form has put its values into the instance already; the action reads the stored row.
        stored = Body.objects.get(pk=body.pk) if body else None
        try:
            directory.keep_body(body=stored, fields=fields, hats=hats, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:bodies")
    heading = pick(body, "name") if body else _("New body")
    return _form(request, form, heading, "accounts:bodies")


@seat_required
@require_http_methods(["GET", "POST"])
def term_edit(request: SeatRequest, pk: int) -> HttpResponse:
    """Correct the days, the source or the letterhead of a presidency term."""
    require(rules.may_keep_directory(request.seat))
    term = get_object_or_404(PresidencyTerm.objects.select_related("country"), pk=pk)
    initial = {name: getattr(term, name) for name in ("starts", "ends", "source", "letterhead_en", "letterhead_es")}
    form = TermFactsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            directory.change_presidency_term(term=term, **form.cleaned_data, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:people")
    heading = _("Presidency Pro-Tempore: %(country)s") % {"country": pick(term.country, "name")}
    return _form(request, form, heading, "accounts:people")


@seat_required
@require_http_methods(["GET", "POST"])
def membership_dates(request: SeatRequest, pk: str) -> HttpResponse:
    """First and last day of a membership."""
    membership = get_object_or_404(memberships_within(request.seat).filter(ended_at=None), pk=pk)
    require(rules.may_change_membership(request.seat, membership))
    form = MembershipDatesForm(request.POST or None, initial={"starts": membership.starts, "ends": membership.ends})
    if request.method == "POST" and form.is_valid():
        try:
            directory.date_membership(membership=membership, **form.cleaned_data, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:people")
    heading = f"{membership.user.name}: {membership.get_role_display()}, {membership.place_name()}"
    return _form(request, form, heading, "accounts:people")


def _form(request: SeatRequest, form: forms.BaseForm, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)
