"""A country's own part of the ledger: who was reminded of what, and what comes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.dates import today
from common.shapes import Link
from reporting.models import Dispatch
from reporting.queries.reminders import own_day
from reporting.views.reminders import lines, rule_rows
from reporting.views.workspace.base import assignment_of, frame


@seat_required
@require_safe
def own_reminders(request: SeatRequest, pk: str) -> HttpResponse:
    """Reminders and letters of the Secretariat to the people of this country."""
    assignment = assignment_of(request, pk)
    rows = Dispatch.objects.visible_to(request.seat).filter(assignment=assignment)
    context = frame(request, assignment, Link(_("Reminders"))) | {
        "lines": lines(rows.select_related("user", "reminder", "letter", "mail")),
        "coming": [row for row in rule_rows(assignment.call, own_day(assignment)) if row.on >= today()],
    }
    return render(request, "reporting/workspace/reminders.html", context)
