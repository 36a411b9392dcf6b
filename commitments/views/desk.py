"""Recording what became of a commitment, and whose it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from commitments import rules
from commitments.actions.commitments import add_note, save_commitment
from commitments.forms import CommitmentForm, NoteForm
from commitments.views.base import commitment_of, crumbs, form_page
from common.errors import Conflict, Refused
from common.results import require


@seat_required
@require_http_methods(["GET", "POST"])
def note_new(request: SeatRequest, code: str) -> HttpResponse:
    """A dated note with its evidence; it changes the status when none is newer."""
    row = commitment_of(request, code)
    require(rules.may_note(request.seat, row))
    form = NoteForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_note(commitment=row, by=request.seat, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(row)
    title = _("What became of it")
    return form_page(request, form, title, row.get_absolute_url(), commitment=row, crumbs=crumbs(row, title))


@seat_required
@require_http_methods(["GET", "POST"])
def edit(request: SeatRequest, code: str) -> HttpResponse:
    """Whose it is and its date. A stale save gets 409 with what is stored."""
    row = commitment_of(request, code)
    require(rules.may_keep_commitments(request.seat))
    form = CommitmentForm(row, request.POST or None)
    conflict = []
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            save_commitment(
                commitment=row,
                owners=values["owners"],
                supporters=values["supporters"],
                fields=form.dates(),
                version=values["version"] or 0,
                by=request.seat,
            )
        except Conflict as clash:
            stored = commitment_of(request, code)
            conflict = [
                (_("Owners"), ", ".join(str(one.who) for one in stored.owners) or "–"),
                (_("With the support of"), ", ".join(str(one.who) for one in stored.supporters) or "–"),
                (_("Indicative date"), stored.due or stored.due_words_en or "–"),
            ]
            sent = request.POST.copy()
            sent["version"] = str(clash.version)
            form = CommitmentForm(row, sent)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    title = _("Whose it is, and when")
    more = {"commitment": row, "conflict": conflict, "crumbs": crumbs(row, title)}
    return form_page(request, form, title, row.get_absolute_url(), **more)
