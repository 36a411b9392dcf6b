"""The concept note and the logistics note of an event, as their readers see them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import current_language, pick
from common.shapes import Link
from events import queries, rules
from events.documents.concept import build_concept
from events.enums import NoteOf
from events.models import ConceptSection, Event
from publications.render import html


@public_page
@require_safe
def concept(request: SeatRequest, code: str, note: str) -> HttpResponse:
    """The note as one document, with its footnotes and the agenda as it stands; 404 for whom it is not open."""
    event = get_object_or_404(Event.objects.visible_to(request.seat), code=code)
    sections = list(ConceptSection.objects.visible_to(request.seat).filter(event=event).of(note))
    if not sections:
        raise Http404
    document = build_concept(event, sections, queries.agenda_of(event, request.seat), current_language(), note)
    context = {
        "event": event,
        "document": document,
        "body": html.render(document),
        "note": note,
        "readers": event.audience_of(note),
        "may_keep": rules.may_keep_events(request.seat),
        "crumbs": [
            Link(_("Events"), reverse("portal:event-list")),
            Link(pick(event, "name"), reverse("portal:event", args=[event.code])),
            Link(str(NoteOf(note).label)),
        ],
    }
    return render(request, "events/concept.html", context)
