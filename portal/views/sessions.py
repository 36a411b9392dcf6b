"""The public page of one session: what it is about, its guiding questions, and its run sheet with a timer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import pick
from common.shapes import Link
from events import queries, rules
from events.models import Event, Session, SessionReport


@public_page
@require_safe
def session(request: SeatRequest, code: str, session: str) -> HttpResponse:
    """Objectives, overview, guiding questions, and the steps of its method one after another."""
    sessions = Session.objects.filter(event__in=Event.objects.visible_to(request.seat), event__code=code)
    row = get_object_or_404(sessions.select_related("event").prefetch_related("objectives", "questions"), code=session)
    event = row.event
    reports = SessionReport.objects.visible_to(request.seat).filter(session=row)
    context = {
        "event": event,
        "session": row,
        "sheet": queries.sheet_of(row),
        "report": reports.first() if request.seat.is_authenticated else None,
        "may_keep": rules.may_keep_events(request.seat),
        "crumbs": [
            Link(_("Events"), reverse("portal:event-list")),
            Link(pick(event, "name"), reverse("portal:event", args=[event.code])),
            Link(row.name),
        ],
    }
    return render(request, "events/session.html", context)
