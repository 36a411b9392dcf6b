"""Papers of a draft: asking for files, and comparing two drafts on the page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.i18n import LANGUAGES, reading_order
from common.results import require
from declarations import rules
from declarations.actions.outputs import freeze_output
from declarations.documents.texts import both
from declarations.forms import OutputForm
from declarations.models import Draft
from declarations.queries.papers import items_of
from declarations.views.base import crumbs, draft_of, draft_url
from publications.actions import request_render


@seat_required
@require_POST
def paper_make(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """Freeze a paper of the draft and ask for one file of it; leads to the job, or to the file's edition."""
    row = draft_of(request, year, number, draft)
    require(rules.may_print(request.seat, row))
    drafts = list(Draft.objects.visible_to(request.seat).filter(declaration=row.declaration))
    form = OutputForm(drafts, row, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the paper, the language and the format."))
        return redirect(draft_url(row))
    values = form.cleaned_data
    against = next((one for one in drafts if one.number == values.get("against")), None)
    if against:
        against.declaration = row.declaration
    try:
        edition = freeze_output(draft=row, what=values["what"], against=against, by=request.seat)
        # Members have papers made, too; who may is said above, not by the room of editions.
        by = request.seat if request.seat.is_desk else None
        made = request_render(edition=edition, language=values["language"], format=values["format"], by=by)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(draft_url(row))
    return redirect(made)


@seat_required
@require_safe
def compare(request: SeatRequest, year: int, number: int, draft: int, other: int) -> HttpResponse:
    """What changed from another draft of the declaration to this one, in both languages."""
    row, old = draft_of(request, year, number, draft), draft_of(request, year, number, other)
    if row.pk == old.pk:
        raise Http404
    before, after = items_of(old), items_of(row)
    sides = {code: {item.key: changes for item, changes in both(before, after, code)} for code in LANGUAGES}
    order = both(before, after, "en")
    lines = [(item, [(code, sides[code][item.key]) for code in reading_order()]) for item, _changes in order]
    context = {
        "draft": row,
        "old": old,
        "shown": reading_order(),
        "lines": [
            (item, texts, any(kind for _code, pieces in texts for kind, _text in pieces)) for item, texts in lines
        ],
        "crumbs": crumbs(row, here=_("Comparison")),
    }
    return render(request, "declarations/compare.html", context)
