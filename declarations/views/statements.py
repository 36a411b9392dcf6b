"""Statements of delegations on an adopted text: writing one, handing it over, publishing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.i18n import current_language, reading_order
from common.outcomes import version_of
from common.results import require
from common.shapes import Link
from declarations import rules
from declarations.actions import statements as actions
from declarations.forms import StatementForm
from declarations.models import Adoption, AttachedStatement
from declarations.policy import Act
from declarations.queries.adopted import texts_of
from declarations.queries.attached import handles_in
from declarations.views.base import attempt
from publications.actions import request_render
from publications.enums import Format


def adoption_of(request: SeatRequest, year: int, number: int) -> Adoption:
    """The adopted text for who reads its drafting; 404 for everybody else."""
    if not (request.seat.is_desk or request.seat.is_member):
        raise Http404
    rows = Adoption.objects.visible_to(request.seat).select_related(
        "declaration", "draft__declaration", "edition", "organ"
    )
    return get_object_or_404(rows, year=year, number=number)


def adoption_url(adoption: Adoption) -> str:
    return reverse("declarations:declaration", args=[adoption.year, adoption.number])


def crumbs_of(adoption: Adoption, here: str) -> list[Link]:
    return [
        Link(_("Declarations"), reverse("declarations:list")), Link(adoption.symbol, adoption_url(adoption)), Link(here)
    ]  # fmt: skip


def statement_of(request: SeatRequest, pk: str) -> AttachedStatement:
    """A statement that the seat reads within the Conference."""
    if not (request.seat.is_desk or request.seat.is_member):
        raise Http404
    rows = AttachedStatement.objects.visible_to(request.seat).select_related(
        "adoption__draft__declaration", "adoption__declaration", "adoption__edition", "country"
    )
    return get_object_or_404(rows, pk=pk)


def statement_url(row: AttachedStatement) -> str:
    return reverse("declarations:statement", args=[row.pk])


@seat_required
@require_http_methods(["GET", "POST"])
def statement_new(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """Write a statement for one's country."""
    adoption = adoption_of(request, year, number)
    require(rules.may(request.seat, Act.WRITE_STATEMENT, adoption.draft))
    form = StatementForm(texts_of(adoption), current_language(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_statement(adoption=adoption, said=form.said(), by=request.seat)
            return redirect(statement_url(made))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "adoption": adoption,
        "form": form,
        "may_write": True,
        "crumbs": crumbs_of(adoption, _("Statement of a delegation")),
    }
    return render(request, "declarations/statement.html", context, status=422 if form.errors else 200)


@seat_required
@require_http_methods(["GET", "POST"])
def statement(request: SeatRequest, pk: str) -> HttpResponse:
    """One statement. A POST saves the words of a draft: 409 with both texts."""
    row = statement_of(request, pk)
    adoption, language = row.adoption, current_language()
    lines = texts_of(adoption)
    form = StatementForm(lines, language, request.POST or None, row)
    stored: actions.Said | None = None
    if request.method == "POST":
        require(rules.may_write_statement(request.seat, row))
        if form.is_valid():
            try:
                version = version_of(request.POST.get("version", ""))
                actions.save_statement(statement=row, said=form.said(), version=version, by=request.seat)
                messages.success(request, _("Saved."))
                return redirect(statement_url(row))
            except Conflict as clash:
                stored = clash.stored  # type: ignore[assignment]
                written = {**vars(form.said()), "version": clash.version}
                form = StatementForm(lines, language)
                form.initial = written
            except Refused as refusal:
                form.add_error(None, str(refusal))
    handles = handles_in(adoption)
    context = {
        "adoption": adoption,
        "statement": row,
        "handles": [handles[place] for place in row.places if place in handles],
        "texts": [(code, row.text(code)) for code in reading_order()],
        "form": form,
        "stored": stored,
        "own": request.seat.is_workspace and row.country_id == request.seat.home.pk,
        "may_write": rules.may_write_statement(request.seat, row),
        "may_hand_over": rules.may_hand_over(request.seat, row),
        "crumbs": crumbs_of(adoption, _("Statement of a delegation")),
    }
    status = 409 if stored else 422 if form.errors else 200
    return render(request, "declarations/statement.html", context, status=status)


@seat_required
@require_POST
def statement_act(request: SeatRequest, pk: str) -> HttpResponse:
    """One act (field "act"): hand over, publish, keep, withdraw, discard."""
    row = statement_of(request, pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    do, done = act
    to = adoption_url(row.adoption) if do is _discard else statement_url(row)
    return attempt(request, lambda: do(request, row), str(done), to)


@seat_required
@require_POST
def annexed_make(request: SeatRequest, year: int, number: int) -> HttpResponse:
    """A file of the adopted text with the statements that members read (fields "language", "format")."""
    adoption = adoption_of(request, year, number)
    language, format_ = request.POST.get("language", ""), request.POST.get("format", "")
    try:
        edition = actions.freeze_annexed(adoption=adoption, by=request.seat)
        made = request_render(edition=edition, language=language, format=format_ or Format.PDF, by=None)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(adoption_url(adoption))
    return redirect(made)


def _discard(request: SeatRequest, row: AttachedStatement) -> None:
    actions.discard_statement(statement=row, by=request.seat)


ACTS: dict[str, tuple[Callable[[SeatRequest, AttachedStatement], Any], Any]] = {
    "hand-over": (
        lambda request, row: actions.hand_over_statement(statement=row, by=request.seat),
        gettext_lazy("The statement is handed over: the members read it now."),
    ),
    "publish": (
        lambda request, row: actions.publish_statement(statement=row, public=True, by=request.seat),
        gettext_lazy("Your State has published the statement."),
    ),
    "keep": (
        lambda request, row: actions.publish_statement(statement=row, public=False, by=request.seat),
        gettext_lazy("The statement is read by the members alone."),
    ),
    "withdraw": (
        lambda request, row: actions.withdraw_statement(statement=row, by=request.seat),
        gettext_lazy("The statement is withdrawn. That it was made stays on record."),
    ),
    "discard": (_discard, gettext_lazy("The draft was thrown away.")),
}
