"""What the pages of registration share."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.i18n import pick
from common.shapes import Link
from events import roster, rules
from events.enums import Duty
from events.models import Delegation, Participant, Registration
from publications.enums import Format

CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def delegation_of(request: SeatRequest, pk: object) -> Delegation:
    """A delegation that the seat sees, with event and party."""
    rows = Delegation.objects.visible_to(request.seat)
    return get_object_or_404(rows.select_related("country", "body", "registration__event"), pk=pk)


def participant_of(request: SeatRequest, pk: object) -> Participant:
    """A participant that the seat sees, with delegation and event."""
    rows = Participant.objects.visible_to(request.seat)
    rows = rows.select_related(
        "delegation__country", "delegation__body", "delegation__registration__event", "travel", "ticket"
    )
    return get_object_or_404(rows, pk=pk)


def registration_for(request: SeatRequest, code: str, *duties: Duty) -> Registration:
    """The registration of an event for the desk, and for who has one of these duties; nobody else finds it."""
    rows = Registration.objects.select_related("event")
    found = get_object_or_404(rows, event__code=code)
    if not (request.seat.is_desk or rules.has_duty(request.seat, found, *duties)):
        raise Http404
    return found


def concerned(request: SeatRequest, code: str) -> Registration:
    """The registration of an event for everybody whom it concerns."""
    rows = Registration.objects.select_related("event")
    if not request.seat.is_desk:
        rows = rows.filter(pk__in=roster.open_to(request.seat).values("pk"))
    return get_object_or_404(rows, event__code=code)


def crumbs(request: SeatRequest, registration: Registration, *more: Link) -> list[Link]:
    """From the event, for the desk by its own pages."""
    name = pick(registration.event, "name")
    if request.seat.is_desk:
        code = registration.event.code
        event = Link(name, reverse("events:event", args=[code]))
        here = Link(_("Registration"), reverse("events:registration", args=[code]) if more else "")
        return [Link(_("Events"), reverse("events:desk")), event, here, *more]
    trail = [Link(_("Registration"), reverse("events:registration-list")), Link(name)]
    return [*trail, *more]


def passing_file(content: bytes, stem: str, suffix: str, media_type: str = "") -> HttpResponse:
    """A file with personal data: saved, never shown in the page, and kept by no cache."""
    response = HttpResponse(content, content_type=media_type or CONTENT_TYPES[Format(suffix)])
    response["Content-Disposition"] = f'attachment; filename="{stem}.{suffix}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
